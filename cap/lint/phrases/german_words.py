"""The words of German, by kind, that `german` puts into its patterns."""

from __future__ import annotations

from cap.lint.phrases.grammar import Words

QUALITY = """
    achtsamkeit akzeptanz anpassungsfähigkeit ansehen arbeitsweise aufmerksamkeit auftreten ausdauer ausgleich ausstrahlung auftritt
    autorität außenwirkung balance begeisterung belastbarkeit beitrag beziehung beziehungen blick chancen charakter delegation denken deutsch
    diplomatie disziplin durchhaltevermögen durchsetzungsvermögen effektivität eigeninitiative einblick einblicke einfluss einsatz emotionen
    empathie engagement englisch entscheidungsfindung entwicklung erfahrung erfahrungen erfolg expertise fachkenntnis fachwissen feedback
    flexibilität fokus fortschritte freude führung führungsstil gelassenheit gesundheit glaubwürdigkeit grundlagen haltung horizont image
    initiative innovation kapazität karriere know-how knowhow kommunikation kompetenz kompetenzen konfliktlösung kontakt kontakte kooperation
    kreativität kritikfähigkeit leben leidenschaft leistung leistungen lernen mindset mitarbeit motivation mut neugier netzwerk netzwerke
    netzwerken networking organisation perspektive perspektiven persönlichkeit position potenzial potenziale potential potentiale
    profil präsentation präsenz prioritäten priorisierung problemlösung professionalität präsentationen reflexion resilienz
    reputation respekt rhetorik rolle ruf routine ruhe schwächen selbstbewusstsein selbstfürsorge selbstmanagement selbstorganisation
    selbstreflexion selbstsicherheit selbstvertrauen selbstwert sicherheit skills soft-skills souveränität standing stil strategie stress
    stärken talent talente team teamarbeit teamgeist techniken toleranz transparenz umgang aufstieg verantwortung verständnis vertrauen
    vielseitigkeit vision vorbild weiterentwicklung weitsicht wertschätzung wirkung wissen wohlbefinden work-life-balance
    zeiteinteilung zeitmanagement ziele zufriedenheit zuhören zuverlässigkeit zusammenarbeit zusammenhalt überblick überzeugungskraft
    komfortzone arbeitsorganisation teamfähigkeit fremdsprachen sprachen führungsqualitäten"""

MEASURABLE = """
    abläufe arbeitsklima arbeitsleistung arbeitsqualität effizienz kundenzufriedenheit kultur leistungsfähigkeit mitarbeiterzufriedenheit
    produktivität prozesse qualität service stimmung struktur strukturen teamkultur umsatz unternehmenskultur"""

TRAIT = """
    achtsam agil aktiv analytisch anpassungsfähig aufmerksam ausgeglichen authentisch belastbar besonnen bewusst diplomatisch direkt diszipliniert
    dynamisch durchsetzungsfähig durchsetzungsstark effektiv effizient ehrgeizig ehrlich eigenständig eigenverantwortlich einfühlsam
    empathisch energisch engagiert entscheidungsfreudig entschieden entschlossen entspannt erfahren erfolgreich fachkundig fit flexibel flexibl fokussiert
    frei freundlich führungsstark gelassen genau gesund gezielt glaubwürdig glücklich gründlich gut hilfsbereit innovativ intensiv
    klar kompetent konsequent konstruktiv konzentriert kooperativ kreativ kritikfähig kritisch kundenorientiert lebendig lösungsorientiert
    motiviert mutig nachhaltig offen optimistisch ordentlich organisiert partizipativ positiv professionell proaktiv produktiv präsent
    präzise präzis pünktlich regelmäßig reflektiert resilient respektvoll ruhig schlagfertig schnell selbstbewusst selbstkritisch selbstorganisiert
    selbstsicher selbstständig selbständig sichtbar sicher sorgfältig souverän spontan stabil strategisch stressresistent strukturiert
    systematisch teamfähig transparent umsichtig unabhängig unternehmerisch verantwortungsbewusst verantwortungsvoll verbindlich verständlich
    verständnisvoll vielseitig vorausschauend wertschätzend wertvoll wirksam wirkungsvoll zielgerichtet zielorientiert zielstrebig
    zufrieden zugewandt zuverlässig überzeugend tief breit wichtig"""

MORE = """
    besser bessere besserer besseres besseren besserem mehr öfter häufiger stärker stärkere stärkeren stärkerer größer größere größeren größerer größeres
    höher höhere höheren höherer höheres tiefer tiefere tieferes tieferer breiter breitere breiteres näher nähere weniger geringere seltener früher schneller
    schnellere kürzere länger intensiver intensivere verbesserte gesteigerte erhöhte flüssiger verantwortungsvollere"""

COMPARATIVE = MORE + " ".join(f" {trait}{ending}" for trait in TRAIT.split() for ending in ("er", "ere", "eren", "erer", "eres"))

IMPROVE = """
    aufbessern aufpolieren aufwerten ausweiten bessern optimieren perfektionieren stärken verbessern vertiefen verfeinern verstärken voranbringen vorantreiben
    weiterentwickeln auffrischen festigen schärfen schulen trainieren fördern modernisieren professionalisieren"""

GROW = """
    abbauen aneignen ausbauen ausprobieren ausschöpfen aufbauen behalten bekommen beweisen bewältigen einbringen einholen entdecken entfalten
    entwickeln erhalten erhöhen erlangen erlernen erreichen erweitern erwerben erzielen finden gewinnen gestalten haben halten intensivieren knüpfen
    leben lernen leisten lösen maximieren meistern nutzen pflegen reduzieren sammeln schaffen senken setzen spielen steigern suchen verschaffen verbreitern
    übernehmen überwinden verlassen verinnerlichen vergrößern wahrnehmen wachsen zeigen zuwachsen einnehmen verfolgen vorleben ergreifen managen
    ausüben ausstrahlen bewahren wagen verdienen bringen bilden diversifizieren"""

GROWTH = """
    aneignung aufbau ausbau ausweitung auffrischung entfaltung entwicklung erhöhung erweiterung erwerb festigung förderung optimierung steigerung stärkung
    verbesserung vertiefung verfeinerung weiterentwicklung intensivierung reduzierung reduktion gewinnung"""

DOING = """
    abgeben ablegen abschließen abstimmen analysieren anbieten anlegen anleiten anmelden anrufen ansprechen anschreiben aufbauen auflösen aufnehmen
    aufräumen aufschreiben aufsetzen aufstellen ausfüllen ausprobieren ausrichten auswerten auswählen automatisieren backen bauen beantragen bearbeiten
    befragen begleiten berichten besichtigen besprechen bestellen besuchen betreuen bewerben bitten buchen dokumentieren drehen durchführen durchgehen
    einarbeiten einführen einkaufen einladen einreichen einrichten einstellen eintragen entwerfen erarbeiten erheben erklären eröffnen erproben
    erstellen fahren festlegen formulieren fragen führen geben gegenlesen gründen halten herausgeben hospitieren installieren interviewen kalkulieren kochen
    konzipieren korrigieren leiten lesen liefern machen melden messen mitlaufen mitschreiben moderieren montieren notieren nähen organisieren
    pflanzen planen präsentieren programmieren protokollieren prüfen präsentieren recherchieren reparieren sammeln schicken schreiben schneiden senden
    sortieren sprechen spielen streichen tauschen teilen teilnehmen testen treffen umbauen umsetzen umstellen unterrichten unterzeichnen
    veranstalten verfassen vergleichen verhandeln verkaufen veröffentlichen verschicken vertreten verteilen vorbereiten vorlesen vorschlagen vorstellen
    vortragen vorführen warten zeichnen zeigen zusammenstellen zusammenfassen übergeben übernehmen übersetzen üben überarbeiten ausliefern freigeben"""

EVENT = """
    abend abnahme abschluss audit aufführung ausschreibung ausstellung beratung besprechung besuch demo dienst einsatz elternabend feier ferien fest
    führung gespräch hackathon hospitation infoabend inspektion interview jahresgespräch kick-off konferenz kongress kurs lehrgang lesung
    markt meeting messe mission morgen nacht praktikum projekttag präsentation prüfung quartalsende review retro retrospektive release rotation
    runde saison schicht schulung seminar sitzung sprint standup stand-up tagung termin termine treffen umzug unterricht veranstaltung versammlung verhandlung
    visite vorlesung vortrag wettbewerb woche workshop zwischenprüfung übergabe übung"""

THING = """
    ablaufplan angebot anleitung antrag app archiv artikel aufsatz bericht betreuungsplan blog broschüre buch budget checkliste dashboard
    datenbank dienstplan dokument dokumentation entwurf faq flyer formular fragebogen handbuch haushaltsplan kalender kapitel katalog
    konzept kurs leitfaden liste merkblatt muster newsletter plakat plan podcast poster präsentation protokoll prototyp prospekt skript
    software stundenplan tabelle tagebuch testsuite text tool unterlagen schild raum übersicht unterrichtsreihe video vorlage vorlagen vortrag webseite website
    wiki zeitplan studie umfrage werkzeug bausatz maschine"""


AWARD = """
    anerkennung auszeichnung beförderung belobigung bonus freigabe gehaltserhöhung gehaltsaufstockung gehaltsanpassung gehaltssprung genehmigung höhergruppierung
    höherstufung lob lohnerhöhung prämie prokura promotionsstelle verbeamtung verlängerung vertragsverlängerung wertschätzung zulage zusage zuschlag
    entfristung festanstellung gehalt lohn erlaubnis vertrauen zustimmung preis stipendium aufstieg eingruppierung"""

POST = """
    abteilungsleitung arbeitsvertrag festvertrag führungsposition führungsrolle leitung planstelle position posten projektleitung rolle stationsleitung stelle
    stellvertretung teamleitung vertrag gruppe entgeltgruppe besoldungsgruppe dienstwagen titel lehrstuhl professur beamtenstelle"""

DECIDED = """
    angehört anerkannt angenommen angesprochen aufgenommen ausgesucht ausgewählt ausgezeichnet beachtet beauftragt bedacht belohnt befördert befragt bemerkt berufen berücksichtigt
    besetzt bestimmt bestätigt betraut bevorzugt einbezogen eingebunden eingeladen eingesetzt eingeplant eingestellt entfristet entlastet entsandt entsendet erhört ernannt
    erwählt freigestellt gefördert gefragt gehört geholt gelobt genommen mitgenommen hinzugezogen gesehen geschickt geschätzt gewählt gewürdigt hochgestuft höhergestuft
    höhergruppiert nominiert respektiert unterstützt verbeamtet verlängert vermittelt versetzt vorgeschlagen wahrgenommen wertgeschätzt zugelassen zugeteilt zugewiesen
    übernommen überlassen empfohlen gebeten ausgesandt bewilligt"""

GRANTED = """
    angeboten anvertraut bewilligt bezahlt erlaubt erstattet finanziert gegeben genehmigt gestellt gestattet gewährt übertragen überlassen verliehen zugeteilt zugesagt
    zugesprochen zugestanden zugewiesen ausgezahlt ausgestellt"""

AUTHORITY = """
    abteilungsleiter abteilungsleiterin abteilungsleitung arbeitgeber betrieb chef chefin direktion direktor direktorin dienststelle firma führung führungskraft
    geschäftsführer geschäftsführerin geschäftsführung geschäftsleitung hr klinik konzern leiter leiterin leitung management manager personalabteilung
    pflegedienstleitung schulleitung stationsleitung teamleiter teamleiterin teamleitung unternehmen verwaltung vorgesetzte vorgesetzter vorgesetzten
    vorstand kollegen kolleginnen team andere"""

DECIDE = """
    akzeptiert anerkennt befördert bewilligt bezahlt bietet entscheidet erhöht erlaubt ermöglicht ernennt finanziert fördert genehmigt gewährt gibt hört lobt lässt
    nimmt respektiert schickt schlägt schätzt setzt sieht soll sollen sollte sollten stellt stimmt teilt traut unterstützt vertraut wählt will wird würdigt zahlt
    überträgt muss müssen kann erkennt macht versetzt weist"""

# Verbs that go with anything, and nouns that are in everybody's work: a phrase of nothing else says nothing.
SLACK = """
    abgeben achten agieren anbieten angehen anpassen annehmen ansprechen arbeiten aufpassen ausprobieren beachten beitragen beobachten
    bekommen beschäftigen bewegen bleiben bringen denken dranbleiben einbinden einbringen einhalten einlassen einnehmen einsetzen engagieren
    entscheiden entspannen erfahren erfüllen erkennen erleben ernst finden folgen fragen freuen fühlen geben gehen gelingen genießen haben
    handeln helfen hinauswachsen hinterfragen hören informieren interessieren kennen kennenlernen klappen kommen konzentrieren kümmern lassen
    leisten lernen lesen lieben liefern lösen machen meiden meistern mitgestalten mitmachen motivieren nehmen netzwerken nutzen
    reagieren reden reduzieren reflektieren respektieren schaffen schätzen sehen setzen sicherstellen sichern sorgen spielen sprechen stehen
    stellen suchen trauen tun umgehen unterstützen verbringen verfolgen verhalten verlassen vermeiden verstehen vertrauen verwenden
    vorangehen vorankommen vorbereiten wachsen wagen wahrnehmen warten werden wissen wohlfühlen wollen zeigen zuhören zulassen zusammenarbeiten
    zutrauen überdenken übernehmen überzeugen üben trainieren ansehen anschauen anhören besuchen erarbeiten umsetzen"""

THIN = """
    ablauf abläufe absprache absprachen aktuelle aktuellen alle arbeitsplatz allem alles alltag andere anderen anforderung anforderungen arbeitsalltag
    arbeitsweise art artikel aspekt aspekte aufgabe aufgaben augen austausch ball basis beispiel bereich bereiche beruf berufsleben beste bestes besten
    betrieb blick branche buch bücher chance chancen da dabei daten ding dinge druck ebene eigene entscheidung entscheidungen ergebnis
    ergebnisse erfolgserlebnisse erwartungen etwas fach fachbereich fachbücher fachgebiet fachliteratur fehler firma folge form
    fortbildung fortbildungen frage fragen gebiet gelegenheit gelegenheiten geschäft gespräche gesundheit grenzen
    gruppe hand herausforderung herausforderungen herz hilfe idee ideen informationen inhalte interesse interessen job karriereschritt führungsposition
    kollege kollegen kolleginnen konferenz konferenzen konflikt konflikte konzept kopf kritik kunde kunden kundinnen kurs kurse
    leistung leute literatur maß mensch menschen methode methoden mich mir mitarbeiter mitarbeitende mitarbeitenden
    mitarbeiterinnen mitmenschen mittel moment möglichkeit möglichkeiten nachrichten neue neuem neuen neuer neues nichts online online-kurs
    online-kurse partner patienten person personen persönliches position prioritäten probleme problem prozess prozesse punkt qualität reden richtung
    rolle rückmeldung sache sachen schritt schritte schulung schulungen schwierige schwierigen seite selbst sich situation situationen
    sitzungen besprechungen meetings sprache sprachen stand standards struktur system systeme tag tagesgeschäft team teams
    technologien termine thema themen tool tools trends tätigkeit tätigkeiten umfeld umgebung unternehmen veranstaltungen
    veränderung veränderungen vorgesetzte vorgesetzten weg wege weise weiterbildung weiterbildungen welt werte woche workshops wünsche zeit
    zeitnah ziel ziele zukunft zusammenhang zusammenhänge öffentliches öffentliche öffentlichen effizientes positive positives positiven
    unersetzlich unverzichtbar so ganz ganze ganzen gut gutem gute guter gutes guten motivierte motivierten zufriedene zufriedenen zufriedener
    passende passenden geeignete geeigneten verschiedene verschiedenen weitere weiteren nächste nächsten nächster wachstum"""

# What comes of it can be held up, whatever stands before it.
MAKING = """
    abheften anbringen aufhängen aufstellen bauen bestellen beschriften drehen drucken filmen gießen kleben malen mauern montieren nähen
    pflanzen schneiden schweißen streichen zeichnen verlegen verschicken"""

_KINDS = {
    "quality": QUALITY,
    "measurable": MEASURABLE,
    "trait": TRAIT,
    "comparative": COMPARATIVE,
    "amount": "mehr weniger länger öfter größere größeren größerer größeres höhere höheren höherer höheres längere längeren breitere",
    "slack": SLACK,
    "thin": THIN,
    "making": MAKING,
    "leader": """
        abteilungsleiter abteilungsleiterin bereichsleiter bereichsleiterin chef chefin filialleiter filialleiterin
        gruppenleiter gruppenleiterin meister meisterin projektleiter projektleiterin schichtleiter schichtleiterin
        stationsleitung teamleiter teamleiterin teamleitung vorarbeiter vorarbeiterin""",
    "gone": """
        in im ins an am auf aus bei beim mit nach von vom vor zu zum zur über unter um für durch ohne und oder als wie
        gegenüber zwischen""",
    "improve": IMPROVE,
    "grow": GROW,
    "growth": GROWTH,
    "doing": DOING,
    "event": EVENT,
    "thing": THING,
    "award": AWARD,
    "post": POST,
    "decided": DECIDED,
    "granted": GRANTED,
    "authority": AUTHORITY,
    "decide": DECIDE,
    "my": """
        mein meine meiner meinem meinen meines unser unsere unserer unserem unseren eigene eigenen eigener eigenes eigenem""",
    "me": "mich mir sich",
    "det": """
        der die das den dem des ein eine einen einem einer eines mein meine meiner meinem meinen meines unser unsere
        unserem unseren unserer dieser diese dieses diesem diesen kein keine keinen ihre ihr ihren""",
    "definite": """
        der die das den dem des mein meine meiner meinem meinen nächste nächsten nächster nächstem kommende kommenden
        unser unsere unserer unserem unseren diese diesem dieser""",
    "stop": """
        in im ins an am auf aus bei beim mit nach von vom vor zu zum zur über unter um für durch gegen ohne bis seit und
        oder als wie wenn dass damit gegenüber zwischen während sowie bzw aber indem""",
    "timeunit": """
        sekunden minute minuten stunde stunden tag tage tagen woche wochen monat monate monaten monats quartal quartale
        quartals quartalen jahr jahre jahren jahres halbjahr halbjahres semester""",
    "month": "januar februar märz april mai juni juli august september oktober november dezember jänner",
    "weekday": """
        montag montags dienstag dienstags mittwoch mittwochs donnerstag donnerstags freitag freitags samstag samstags
        sonntag sonntags sonnabend montagen freitagen wochenende""",
    "season": """
        frühjahr frühling sommer herbst winter ostern weihnachten pfingsten fasching advent karneval schuljahresende
        sommerferien herbstferien""",
    "number": "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf fünfzehn zwanzig dreißig hundert beiden",
    "times": """
        einmal zweimal dreimal viermal fünfmal halb hälfte halbieren verdoppeln verdreifachen doppelt drittel dutzend
        viertel""",
    "title": "dr prof frau herr herrn",
    "person": """
        abteilungsleiter abteilungsleiterin ausbilder ausbilderin chef chefin coach controllerin direktor direktorin
        expertin experten fachkraft kollege kollegen kollegin leiter leiterin lehrer lehrerin mentor mentorin meister
        meisterin nachbarin oberarzt oberärztin pate patin professor schwester stationsleitung trainer trainerin
        vorgesetzten vorgesetzte ärztin arzt teamleiterin teamleiter beraterin berater""",
    "shared": """
        zusammenarbeit kommunikation umgang kontakt austausch beziehung beziehungen kooperation verhältnis erfahrung
        erfahrungen vertrauen netzwerk abstimmung dialog gespräche interaktion konflikte schnittstelle schnittstellen""",
    "sharing": """
        zusammenarbeiten kommunizieren umgehen zurechtkommen beschäftigen auseinandersetzen befassen vernetzen austauschen
        vertraut verstehen klarkommen""",
    "ideal": """
        experte expertin expertinnen führungspersönlichkeit führungspersönlichkeiten leader profi vorbild spezialist
        spezialistin teamplayer leistungsträger leistungsträgerin allrounder vordenker""",
    "praise": """
        gute guter guten gutes starke starker starkes starken anerkannte anerkannter anerkannten geschätzte geschätzter
        geschätzten tolle toller inspirierende inspirierender inspirierenden erfolgreiche erfolgreicher erfolgreichen
        kompetente kompetenter effektive effektiver souveräne souveräner wertvolle wertvoller wertvolles wertvollen
        respektierte respektierter beste bester besten richtige wichtige wichtiger echte echter moderne moderner
        motivierende""",
    "become": """
        werden sein bleiben auftreten wirken fühlen handeln agieren kommunizieren arbeiten reagieren sprechen denken
        präsentieren formulieren reden vorgehen planen umgehen entscheiden vorbereiten gestalten leben treten""",
    "label": """
        ziel ziele aktion maßnahme maßnahmen entwicklungsziel entwicklungsziele schritt aufgabe schwerpunkt priorität
        thema bereich fokus vorhaben""",
    "bland": """
        fachlich beruflich persönlich menschlich stetig ständig kontinuierlich weiter laufend immer noch etwas viel stets
        insgesamt generell allgemein allgemeine allgemeinen deutlich einfach sehr""",
    "field": """
        allgemeine berufliche digitale emotionale fachliche interkulturelle interne kommunikative kritisches methodische
        persönliche soziale strategische strategisches unternehmerisches externe analytisches agile gewaltfreie aktives""",
    "workplace": "station werk lager labor filiale zweigstelle baustelle werkstatt empfang schalter kasse küche büro",
    "name": """
        björn carmen doreen ellen helen jochen jürgen karen karsten kathleen kirsten maren reinhold steffen sven thorsten
        torsten carsten kim lou uwe bo mo""",
    "plain": """
        alltag einheit unterrichtseinheit krankheit tätigkeit neuheit mehrheit minderheit geschwindigkeit feuchtigkeit
        arbeitslosigkeit einführung durchführung vorführung buchführung ausführung überführung werkzeugkraft fachkraft
        führungskraft lehrkraft stromstärke personalentwicklung softwareentwicklung produktentwicklung stadtentwicklung
        handarbeit facharbeit masterarbeit bachelorarbeit abschlussarbeit diplomarbeit hausarbeit""",
    "common": """
        excel word powerpoint outlook sap power bi python java javascript sql jira scrum kanban marketing vertrieb
        controlling it ki hr teams git kunden kundinnen kollegen kolleginnen mitarbeitern mitarbeitenden mitarbeiterinnen
        patienten patientinnen eltern schülern schülerinnen stakeholdern vorgesetzten führungskräften abteilungen anderen
        menschen stress kritik konflikten druck fachbereichen partnern lieferanten personal produktion medien tools
        technologien methoden daten zahlen angehörigen gruppen projekten themen qualität kubernetes docker aws azure linux
        salesforce behörden bürgern bürgerinnen teammitgliedern teamkollegen experten gleichgesinnten störungen
        widerständen unsicherheit veränderungen""",
}

_ENDINGS = {
    "comparative": """
        reicher reichere voller vollere iger igere licher lichere samer samere barer barere loser losere ender endere
        ierter iertere hafter haftere igeren licheren ierteren igerer""",
    "quality": """
        heit keit kompetenz kompetenzen fähigkeit fähigkeiten kenntnis kenntnisse wissen technik techniken management
        verhalten bewusstsein vertrauen stärke vermögen kraft denken führung kommunikation orientierung sicherheit arbeit
        skills stil balance netzwerk entwicklung qualitäten kultur barkeit samkeit losigkeit haftigkeit fertigkeiten
        erfahrung erfahrungen lösung organisation potenzial potential""",
    "event": """
        sitzung besprechung meeting gespräch workshop messe konferenz audit review schicht runde tagung termin release
        prüfung seminar feier abend übergabe veranstaltung woche kurs treffen fest tag schulung versammlung""",
    "thing": """
        plan liste bericht handbuch vorlage leitfaden formular dokument konzept bogen seite reihe projekt entwurf antrag""",
    "award": "erhöhung beförderung zulage genehmigung",
    "post": "stelle position posten vertrag leitung stellung rolle",
}

_FORMS = {
    "infinitive": "en ern eln",
}

_STEMS = (
    ("s", ""),
    ("es", ""),
    ("n", ""),
    ("en", ""),
    ("e", ""),
    ("e", "en"),
    ("", "n"),
    ("le", "eln"),
    ("re", "ern"),
    ("er", ""),
)

_NAMELESS = "en ern eln ung heit keit schaft ion tät ismus ment nis thek ur ie ik ing enz anz um"

_EMPTY = """
    slack thin quality measurable trait comparative improve grow growth bland field ideal praise me det gone become label"""

WORDS = Words(_KINDS, _ENDINGS, _FORMS, _STEMS, _NAMELESS, _EMPTY)
