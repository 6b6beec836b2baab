"""What German is told by, in plans: as `english` for English. The verb stands at the end, and nouns are put together."""

from __future__ import annotations

from cap.lint.phrases.german_words import WORDS
from cap.lint.phrases.grammar import ALL, COUNTED, FREE, Lists, Opening

LISTS = Lists(
    words=WORDS,
    lead="""
        {period}|{year} :|–|—|-|,
        {label}* {label} {number}? :|–|—|-|.
        {number} .|)|:
        in|im|bis|ab diesem|diesen|nächsten|kommenden|dem|laufenden* {year}|{period}|jahr|quartal|halbjahr|zukunft ,?
        künftig|zukünftig|dieses|nächstes|weiterhin|außerdem|zusätzlich|wieder|auch jahr|quartal*
        ich|wir möchte|will|werde|muss|sollte|soll|kann|möchten|wollen|müssen|habe|plane|versuche|wünsche|brauche
        mein|meine|unser|unsere|das {label} ist es|,?
        möchte|will|werde|muss|sollte|soll|wunsch|gerne|gern|versuchen
        ich
    """,
    vague=(
        Opening(
            """
            .. {quality} .. {improve}|{grow}|verbessert
            .. {improve}|{grow} {bland}|{my}|{det}|{comparative}|{field}* {quality}
            {growth} .. {quality}
            {growth} {my}
            an {det} .* {quality} .. arbeiten|feilen
            .. an {my} .. arbeiten|feilen|arbeite
            .. an {quality} .. arbeiten
            .. an mir|sich .. arbeiten|arbeite
            {my} .. {improve}|steigern|ausbauen|erweitern|erhöhen $
            # what one would like to be
            .. {trait}|{comparative} {become}
            .. {trait} .. werden|sein|bleiben|auftreten|wirken $
            .. {praise}|{comparative}|{ideal}|{ideal} .. werden|sein|bleiben|entwickeln $
            .. {comparative}|{trait} im|in .. werden|sein
            .. {me} {bland}|{comparative}|{trait}|im|in|als|zu|zum|zur|weiter* .. weiterentwickeln|entwickeln|entfalten|
                verbessern|weiterbilden|fortbilden|vernetzen|einbringen|steigern|positionieren|durchsetzen|organisieren|
                behaupten|verwirklichen|engagieren|qualifizieren|bilden|strukturieren|trauen|zutrauen|fühlen|etablieren|
                einsetzen|konzentrieren|fokussieren
            {bland}|{quality}|in|im|an|{my}|{field}|{det}|als|verantwortung|aufgaben* weiterkommen|wachsen|vorankommen|
                weiterentwickeln|aufsteigen|durchstarten|weiterbilden|reifen|glänzen|vorwärtskommen|fortbilden|dranbleiben $
            .. auf dem laufenden|stand|neuesten
            .. up to date|up-to-date
            karriere|fortschritte|schritte machen
            .. über den tellerrand
            .. komfortzone
            .. nächste level|stufe
            .. grenzen setzen
            .. nein sagen
            .. herausforderungen|herausforderung stellen|annehmen|wachsen $
            {bland}|{comparative}|neue* fachliteratur|bücher|artikel|podcasts|fachartikel|fachzeitschriften .. lesen|hören $
            .. {comparative} {infinitive}
            .. &{comparative} !{amount} .. {infinitive} $
            .. {amount} {empty}|{common}* {infinitive} $
            {trait}|{comparative}|{bland}* führen $
            # nothing but words that go with everything
            {empty}|& {empty}|& {empty}|,|&* $
            {quality}|{thin} $
            {bland}|{trait}|{praise}|{comparative}* {common} lernen|können|beherrschen|$
            als {ideal}|führungskraft|fachkraft|person|mensch|leiterin|leiter wachsen|reifen|weiterkommen
            .. mehr {quality}
            {comparative} {bland}* {quality}
            # said as a thing
            {field}|{trait}|{quality}|und|{bland}|&* {quality} $
            {field}|{trait}|{comparative}|{bland}* {quality} mit|in|im|bei|gegenüber|zwischen|zu|am|an|auf|vor !{infinitive}* $
            persönliche|berufliche|fachliche|stetige|kontinuierliche weiterentwicklung|entwicklung|weiterbildung|fortbildung|
                verbesserung
            delegieren|zuhören|netzwerken|priorisieren|kommunizieren|präsentieren lernen|üben|$
            {bland}|{trait}|{comparative}* delegieren|zuhören|netzwerken|priorisieren|kommunizieren $
            """,
            FREE,
        ),
        Opening(
            """
            .. {me} .. in|mit|über|zu|zum|für .. einarbeiten|beschäftigen|auseinandersetzen|vertraut|einlesen|informieren|
                befassen|vertiefen|interessieren|schulen
            .. mehr|besser|neues|vieles|näher|tiefer|genauer .. lernen|erfahren|wissen|verstehen|kennenlernen|kennen
            weiterbildung|fortbildung|weiterbilden|fortbilden $
            weiterbildung|fortbildung in|im|zu|zum|über bereich|thema|der|die|den|das|{quality}
            weiterbildungen|fortbildungen|schulungen|kurse|seminare besuchen|machen|absolvieren|nutzen $
            .. {bland}* lernen $
            einblick|einblicke|überblick|erfahrung|erfahrungen
            .. verstehen $
            neue|neues|weitere|verschiedene|andere .. lernen|ausprobieren|kennenlernen|erlernen|entdecken|aneignen|übernehmen|
                sammeln|angehen|annehmen|suchen $
            .. wissen|kenntnisse|grundlagen aneignen|auffrischen|erwerben
            .. chancen|gelegenheiten|möglichkeiten|herausforderungen|aufgaben nutzen|suchen|ergreifen|annehmen|finden|prüfen|
                erkunden|ausloten
            """,
            COUNTED,
        ),
        Opening(
            """
            .. {measurable} .. {improve}|{grow}
            {growth} .. {measurable}
            """,
            COUNTED,
        ),
        Opening(
            """
            &{comparative} !{amount}
            {amount} {empty}|{common}* $|{stop}
            .. {improve} $
            verbesserung|optimierung|stärkung|steigerung|weiterentwicklung|ausbau
            {improve} !{infinitive}
            an !{stop}* .. arbeiten $
            .. auf .. konzentrieren|fokussieren|achten $
            versuchen|versuche
            {me} mehr
            .. {me} .. kümmern
            das|mein|dem team|kollegen|kolleginnen .. unterstützen|helfen $
            kollegen|kolleginnen|andere .. unterstützen|helfen $
            """,
            ALL,
        ),
    ),
    pins={
        "number": """
            {number} !{quality}|{timeunit}|{stop}
            {number} $|,
            {number} {timeunit}
            {times}
            {sized}
            ein|eine|einen|einem|einer|halben|ganzen|halbe tag|stunde|vormittag|nachmittag|morgen|abend|woche|schicht|monat
            pro|je woche|tag|monat|quartal|schicht|sitzung
            in der woche
            {weekday}
            a1|a2|b1|b2|c1|c2
        """,
        "percent": """
            {percent}
            {number} prozent
        """,
        "person": """
            !{shared} mit|von|bei|neben|an {title}? {name}
            {title} {name}
            !{shared} mit|von|bei|neben|durch {det} {person}
            gemeinsam|zusammen mit
            unter anleitung
            bei|beim {acronym}
        """,
        "occasion": """
            bei|in|vor|während|nach|an|auf|für {definite} !{stop}* {event}
            beim|zum|zur|am|im {definite}? !{stop}* {event}
            in|bei|nach|vor jeder|jedem|einer|einem !{stop}* {event}
        """,
        "made": """
            indem|wobei ich|wir
            und .. {doing} $
            {mark} jede|jeden|jedes|ein|eine|einen|kein|keine|den|das|die|immer|nie .. {doing}|$
            {mark} .. {doing} $
            {making} $|und|,
            durch|mit|per|mithilfe|über einem|einer|einen|eine|ein|dem|der|den !{stop}* {thing}|{event}
            ein|eine|einen|zum|zur !{stop}* {thing}
        """,
        "time": """
            {month}
            {season}
            bis|sodass|damit zum|zur|die|der|alle|ich|wir|es|jeder
            wöchentlich|monatlich|täglich|wöchentliche|monatliche
            jede|jeden|jedes|jeder|jedem !tag
        """,
        "place": """
            am|im|ans|ins !{empty}|{common}
            auf|in|im|am|an der|dem|den|die* {workplace}
            den|die|das|der|dem|des|mein|meine|unser|unsere|unseren !{stop}* {thing}
            in|nach|für|aus {name}
        """,
    },
    masks="""
        mit .* {sharing} $|machen
        in|innerhalb|binnen|über der|den|nächsten|kommenden|von|die* {number} {timeunit}
        in|im|bis|ab|seit|für ende|anfang|mitte|zum|des|der|laufenden|jahr|jahres* {year}|{period}|jahresende|jahr|{timeunit}
            $|,|:
        {year}
        {period} $|:|,
        {capital} {digits} $|{quality}
        bis|bis zum {weekday}
        jeden|jedem tag
    """,
    not_yours="""
        .. {decided} werden|worden|sein|wird|werde|zu
        .. werde|wird|werden .. {decided}
        .. {granted} bekommen|kriegen|erhalten|werden
        .. {award}|{post} .. bekommen|erhalten|kriegen|erreichen|erzielen|erlangen|gewinnen|erwirken|haben|verdienen|
            ergattern|bekomme|erhalte|antreten|durchsetzen|aushandeln|heraushandeln
        .. {comparative}|eigene|eigenes|eigenen|interessantere|spannendere|feste .. bekommen|erhalten|kriegen|bekomme
        {det}? {award} $|zum|zur|auf|als|in|um|durch|nach|bis
        dass|möchte|will|wunsch? {det}? {authority} {bland}? {decide}
        dass|damit {det}? .* {authority} .. {decide} $
        auf .. warten|hoffen $
        warten|warte|hoffen|hoffe|abwarten auf|bis|darauf|ob|dass|,
        .. {me} .* befördern|ernennen|auswählen|aufnehmen|versetzen|hochstufen|nominieren
        {det}|{bland}|{trait}* {leader} werden $
        {comparative} {award}|geld|gehalt|lohn|urlaub|anerkennung|wertschätzung|lob $|verdienen|bekommen|erhalten|vom|von|durch|durchs
        {det}? unbefristeter|unbefristete|unbefristeten|fester|feste|festen vertrag|arbeitsvertrag|stelle|anstellung|arbeitsverhältnis $
        aufstieg|aufsteigen|aufrücken|beförderung in|zum|zur|auf
        ins|in den|die|das .. kommen|aufrücken|aufsteigen $
    """,
    yours="""
        .. die|den|das|dem zulassung|prüfung
        .. {mark} .. {doing} $
    """,
)
