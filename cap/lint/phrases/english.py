"""What English is told by, in plans: the openings that say little, what pins them down, and what others decide. Its words are beside it."""

from __future__ import annotations

from cap.lint.phrases.english_words import WORDS
from cap.lint.phrases.grammar import ALL, COUNTED, FREE, Lists, Opening

LISTS = Lists(
    words=WORDS,
    lead="""
        {period}|{year} :|–|—|-|,
        {label}* {label} {number}? :|–|—|-|.
        {number} .|)|:
        in|during|by|this|next|over|throughout the? next|coming? {year}|{period}|year|quarter|months|term ,?
        i|we am|are|have|'m? {adverb}? want|wish|hope|need|plan|aim|intend|like|love|try|would|will|should|must|can|could|
            going|determined|keen|resolve|ought like|love|want? {adverb}? to
        i|we will|should|must|can|could|shall|may|might|do {adverb}?
        i'd|i'll|i'm|we'd|we'll|id|ill {adverb}? like|love|going|hoping|aiming|trying? to?
        would|want|wish|hope|need|plan|aim|intend|like|love|ought|wanting|wishing|hoping|needing|aiming like|love? to
        looking|look|seek|seeking|strive|striving|endeavour|endeavor|work|working|commit|committed|committing|determined
            to
        be|become able to
        i|we|my
        my|our|the|a|key|main|overall|personal|professional {label} is|are|this|for|next|:* year|quarter|:* to
        should|must|will|shall|could|please|also|again|simply|just|always|constantly|continuously|continually|actively|and|
            start|begin|actually|generally|consistently|proactively|really|significantly|steadily
        learn|try|start|begin|continue|remember|get how? to
        how to
        to
        keep|start|begin|go|continue|carry|maintain on? &{ing}
    """,
    vague=(
        Opening(
            """
            # a quality of one's own, and what is done to it
            {improve}|{grow} !{stop}* {quality} {stop}|{adverb}
            {improve}|{grow} !{stop}* {quality} and|& !{stop}* {quality} {stop}
            {improve}|{grow}|train my|our !{stop}? {quality}|{thin}? {quality}|{thin}|levels|level {stop}
            {improve}|{grow}|work|focus on|up? how|the? way? i|we
            {improve}|sharpen|know|understand my|our|myself|oneself
            {improve} in|at|on|as|upon|myself|oneself|constantly|and|$
            {improve} a bit|little|lot
            {improve} every|each day
            work|focus|concentrate|improve|reflect|build|expand|zero up? on|upon|in|around !{stop}* {quality} {stop}|{adverb}
            work|focus|concentrate|improve on|upon my|myself
            work|focus|concentrate on|upon {improve}|{grow}|being|becoming|getting !{stop}*
            # what one would like to be
            {be} {adverb}|{very}* {trait}
            {be} {det}* !{stop}* {praise}|{comparative} !{stop}* {stop}
            {be} {det}* {trait}|{comparative} colleague|member|person|presence|partner|speaker|{ideal}|{quality} {stop}
            {be} {det}* !{stop}* {ideal} $|in|at|who|that|and|for|by|when|on|across|within|to|,
            {be} {very}? seen|known|perceived|viewed|regarded|respected|recognised|recognized|considered|trusted as|for|in|by|$
            be|have|act|serve|lead as? {det}? {trait}|{praise}? role model|example
            be there|myself for|more|$|at|in
            get {very}|{adverb}* {comparative}|{trait} {stop}|every|each|a|{trait}|{adverb}|{quality}|{thin}
            keep|stay|get|be on top
            get|be|keep|stay|remain|bring up|myself|oneself|me* abreast|current|informed|to|up|date
            keep|bring up|myself|oneself|me* {trait} {stop}
            have|develop|take {det}? {very}* {trait}|{praise}|{comparative} !{stop}*
            grow|develop|progress|evolve|advance|mature|improve|excel|flourish|thrive|shine|succeed|blossom {adverb}|myself|
                as|in|into|within|personally|professionally|further|more|and|$|beyond|at
            develop|challenge|push|better|motivate|reinvent|organise|organize|express|assert|position|educate|stretch|upskill|
                invest me|myself|oneself
            invest in my|myself|{det}
            move|go|get|step|push|break forward|ahead|up|out|outside|beyond
            climb|go|move|work up? the|my|way* !{stop}* ladder|ranks
            climb|go|move|work my way up
            move|go up $
            take {det} !{stop}* to the next level
            step|level|skill|speak|pick|up up|my {stop}|{adverb}|my|more|at|in|game
            raise|up|lift my|the game|bar
            .. next level
            say no
            manage up|upwards|upward
            stand out
            go the extra mile
            think {very}* bigger|outside|strategically|critically|ahead|big|{adverb}
            make|have {det}? {very}* {comparative}|real|big|meaningful|positive|lasting? difference|contribution|career|
                progress|name
            do|give|be|try {det}|{very}* best|better|more|well
            reach|realise|realize|fulfil|fulfill|unlock|achieve {det}* {trait}|full|true? potential|goals|goal|success|best|
                excellence|greatness
            add|bring|deliver|create|provide {comparative}|{praise}? value|excellence|impact|results
            find|have|get|strike|achieve|maintain|keep {det}* !{stop}* {quality}|balance|meaning|fulfilment|fulfillment|
                happiness
            listen|delegate|communicate|collaborate|prioritise|prioritize|multitask|network|negotiate|empathise|contribute
                {adverb}|more|better|and|in|when|$
            speak|manage|organise|organize|plan|prioritise|work|react|respond|handle|deal|cope|respond|lead|write|present|
                express|act|behave|perform .* {adverb}|more|better|well|confidently|effectively|assertively|efficiently {stop}|
                {adverb}
            stop|avoid|minimise|minimize|overcome|lose|quit|beat|conquer my|being|so|procrastinat|procrastinating|
                procrastination|distractions|stress|fear|overthinking|micromanaging
            manage|handle|cope|deal with? my|own|* {quality}|priorities|conflict|conflicts|pressure|deadlines|expectations|
                change|difficult|emotions
            # said as a thing
            {comparative} !{stop}* {quality} {stop}
            {quality}|{field}|{measurable}|{bland}|and|&* {quality} $
            !{stop}|{doing}* management|solving|making|resolution $
            {comparative}|{field}|{trait}|{bland}* {quality} in|at|with|of|for|as|around|when|on|across|between|within
            {bland}|personal|professional|continuous|self|own|team|career* growth|development|improvement|progression|
                advancement $|as|in|of|within|and|at|through|towards|for
            # nothing but words that go with everything
            {empty}|& {empty}|& {empty}|,|&* $
            {quality}|{field}|{thin} $
            ask {bland}|{comparative}|{praise}* questions
            try out? new|different|various|other
            lead by|with|from example|{quality}|{trait}|{adverb}|the
            plan|think|look ahead
            think before
            look after my|myself|oneself {quality}|health|body|mind|self|$
            continue|carry|go as|on before|usual|$|like
            .. comfort zone
            .. inside out $
            {bland}|{trait}|{praise}|{comparative}* {common} {quality}* $
            learn|study|master {common}|{name} {stop}
            learn|study !{stop} $
            give 100|110 %
            give {percent} $|to
            {improve}|develop|deepen|broaden|expand|advance|practise|practice my {ing} $|in|with|at|as
            work|try|push|train {comparative} on|at|to|in|$
            speed|slow|calm|loosen|lighten|open|toughen|wise|step|wind up|down|back {very}* $|at|in|with|when|and|under|around|a
            # nothing but a more or a better
            .. better|more|less|bigger {stop}
            .. more|less|so {adverb} {stop}
            .. more|most in|of|with|from|as|often|for|to
            """,
            FREE,
        ),
        Opening(
            """
            # what is learned about, and nothing that comes of it
            learn|know|understand|hear|discover {adverb}|{comparative}|all|lots|{det}* about|on|of|out|how|what
            learn|know|understand|discover more|better|new|further|something|as|others
            understand|grasp|comprehend|appreciate
            familiarise|familiarize|acquaint|immerse|acclimatise me|myself|oneself|ourselves|with|in
            upskill|reskill|re-skill|up-skill|skill
            get|become|be|stay {very}* familiar|acquainted|grips|to|across|up|involved|exposed
            brush|read|swot|catch up on|with
            keep|stay|be|get|remain up|abreast|current|informed|updated|ahead|connected|curious|relevant
            explore|investigate|consider|contemplate|ponder|examine|experiment
            research|review|follow|watch|find|learn|study {bland}|{quality}|{field}|{thin}* {thin}|{quality}|options|opportunities|paths {stop}
            grips with
            get to know|understand|grips
            look|think|dig|dive|delve|check|get|venture {adverb}|deeper|deep|more|further? into|about|out|around|at|over|
                through
            become|be|get {det}* involved|interested|engaged|exposed in|to|with
            {grow} {det}* !{stop}* {comparative} {stop}|{empty}|{ing}|{common}
            learn from {det}|{bland}|{trait}|{comparative}|senior|experienced* {people}|others|best|mistakes|mistake|experience|experiences|experts|failure|failures|seniors|
                everyone
            reflect {adverb}? on|upon|more|$
            attend|take|do|complete|read|watch|join|go|participate|listen|find|have|get|undertake {bland}|{field}|{quality}|
                in|on|to|part* training|trainings|courses|workshops|seminars|webinars|conferences|events|books|articles|
                podcasts|meetups|classes|certifications|certification|blogs|literature|coursework|education $|in|on|about|
                related|relevant|to|for|when|as|and|,|around|regularly
            {doing}|{grow} {bland} !{stop}* $|in|to|for|with|within|outside
            network|socialise|socialize|connect|engage|interact|collaborate {adverb}|with|across|and|$
            develop|get|gain|have|acquire {det}? {comparative}|{trait}* feel|sense|grip|handle|grasp|hang|flavour|idea for|of|on
            seek|look|search|find|ask|take|use|pursue {adverb}|{bland}|stretch|out|for|every|all|any|on|advantage|{comparative}* opportunities|
                opportunity|feedback|responsibility|ways|assignments|projects|responsibilities|challenges|advice|help|mentorship|guidance|chances
            !{stop} up|on|out|for|in|{det}* {comparative}
            build|develop|maintain|strengthen|forge|foster {det}* {trait}|{praise}|{comparative}* relationships|relationship|
                rapport|ties|bonds|connections
            """,
            COUNTED,
        ),
        Opening(
            """
            # what a percentage makes clear
            {improve}|{raise}|work|focus on? !{stop}* {measurable} {stop}|{adverb}
            {comparative} !{stop}* {measurable} {stop}
            """,
            COUNTED,
        ),
        Opening(
            """
            # what could be anything, until there is something to see, to be at, or to go by
            {improve}|streamline|modernise|modernize
            work|focus|concentrate on|upon
            focus more|less|better|{adverb}
            focus $
            keep|continue|carry|persist|maintain on|to|with|{improve}|{grow}|doing|up
            try|attempt|strive|seek|endeavour to|for|harder|and|new|$
            &{comparative} !{amount}
            {amount} {empty}|{ing}|{common}* {stop}
            work|strive|build|push toward|towards
            contribute|add|help|support|assist|give {adverb}|more|to|out|back|{det}* {people}|success|growth|more|$
            be|become|remain|stay {adverb}|{very}* {trait}|ready|aware
            aim|strive|aspire|hope|dream for|at|high|towards
            """,
            ALL,
        ),
    ),
    pins={
        "number": """
            {number} $|,
            more|less|fewer than
            {number}|{sized} !{quality}|{timeunit}|{stop}
            {number} {timeunit} {stop}|a|per|each|every|with
            {digits} !{quality}|{timeunit}
            {sized}
            {twice} $|{stop}|{det}|!{quality}
            a|an|by {part}
            once|twice|times a|per|each|every|this {timeunit}
            a|an|one hour|day|morning|afternoon|evening|minutes|shift|lesson|week a|per|each|every|with|in|at|on
            for a|an|one|half !{stop}? {timeunit}|morning|afternoon|evening|shift|term
            {weekday}
            b1|b2|c1|c2|a1|a2
        """,
        "percent": """
            {percent}
            {number} percent|per
        """,
        "person": """
            !{shared} with|beside|alongside|under {title}? {name}
            with {name} on|over|for|at|about the|a|our|my|{name}|{number}|{digits}
            from|beside|alongside|ask {title}? {name}
            for|to {name} $|,|to|by|and|on|in|at|before
            !{shared} with {det}|{name} !{stop}* {person}
            from|alongside|beside {det}|{name} !{stop}* {person}
            together with
            {title} {name}
        """,
        "occasion": """
            at|in|during|before|after|for|on|until|through {definite}|{whose} !{stop}* {event} {stop}|{weekday}|{month}|{name}|{number}|{year}|next|this|last
            at|in|during|before|after|for|on|until|through {definite}|{whose} !{stop}* {event} $
            at|in|during|before|after|for|on a|an !{stop}* {event}
            at|for|on {name}
            before|until|while it|he|she|they
        """,
        "made": """
            by|through|and|then|,|:|–|—|- {doing} a|an|the|our|my|this|it|them|{number}|{digits}|{name}|each|every|one|out|up|
                with|back
            and {doing} $|{stop}
            by|through {doing} in|on|out|up|with|to|at|for the|a|an|my|our|both|all|each|{number}|{digits}|{name}
            :|–|—|- the|a|an|two|{number}|{digits} !{quality}
            :|–|—|- !{improve}|{grow}|{slack}|{be} the|a|an|{number}|{digits}|{name}|each|every
            from scratch
            on my|our own account|terms|behalf
            that|which !{be}|can|has|will|{trait} the|a|our|{name}|{acronym}
            {mark} {doing} !more|better|{quality}
            {mark} no|each|every|always|never|when|if|until|at|what|who
            through|via|using|with a|an|the|my|our !{stop}* {thing}|{event}
            the|our|{name} {period} {event}|{thing}
            a|an|one !{stop}* {thing}
        """,
        "time": """
            {month}
            {season}
            until|till|so|before|after that|the|my|our|{event}
            weekly|monthly|fortnightly|quarterly
            every|each !day|time|way
        """,
        "place": """
            {name}
            in|at|on|into the|our {name}|{capital}
            the|our|my|this|{whose} !{stop}* {thing}
            the|our|this {event}
            {doing} the|our|a|an|this|{name}
            to|on {doing} the|our|a|an|{name}|out|up|off
            on|at|in the|our !{stop}* {workplace}
            from the|a !{stop}* to|into the|a
        """,
    },
    masks="""
        in|within|over|during|inside|for|throughout the|these|my|this|our|next|coming|following|past|first|last* {number}
            {timeunit}
        the|my|this next|coming|following|past {number} {timeunit}
        in|by|during|for|since|from|until|before|throughout the|end|of|early|late|mid* {year}|{period}|year|{timeunit} $|,|:
        by {weekday}
        {year}
        {period} $|:|,
        {acronym}|{capital}|{common} {digits}
        one of|another|on|day|step|way
        number|top|level {number}
        role model
        every|each|per single? day|time|way|step|moment
        at|in|on the next|right|same level|moment|time|end
        {number} of the|my|our
        first|second|third {quality}|sector|party
        at work|home|all|times
    """,
    not_yours="""
        be|become|get {adverb}|{very}|officially|finally|formally* {decided} $|to|as|for|by|in|into|on|onto|at|with|from|up|
            over|of|out|off|the|a|an|my|more|better|and|,|around|before|{comparative}|again|permanently|{adverb}|{quality}|
            {post}|{award}|redundant|head|permanent|team|this|next|one|in|;|.
        be {adverb}|{very}* {decided} !{name}
        receive|get|obtain|earn|win|gain|achieve|secure|have|expect|land|be|attain|negotiate {det}|{comparative}|{trait}|
            {praise}|interim* !{stop}* {award} {stop}|this|next|again|i|we
        receive|get|obtain|be {det}* {comparative}|{trait}|interesting|permanent|{number}* !{stop}? responsibility|
            responsibilities|freedom|autonomy|budget|recognition|work|projects|project|tasks|hours|money|pay|salary|authority|
            flexibility|support|appreciation|respect|credit|exposure|visibility|opportunities|attention|trust|holiday|leave|
            pay|assignments|shifts|clients|accounts|staff|resources|reports|team {stop}
        get|receive|obtain|have|win|gain|secure|land|earn|be !{stop}* approval|permission|sign-off|sponsorship|backing|
            green-light|funding|clearance|go-ahead|buy-in|authorisation|authorization|consent|approved|endorsement {stop}
        get|receive|obtain|win|secure|land|gain|earn|reach|achieve|attain {det}|{comparative}* !{stop}* {post} {stop}|{number}
        move|step|advance|progress|rise|climb|transition|jump|go up|in|into|onto|to {det}|{comparative}|up|into|to* !{stop}*
            {post} {stop}|{number}
        get|receive the|a|an !{stop}* account|project|shift $
        get|move|rise|advance|go up? into|to management|leadership
        get|move|go|step|advance|rise|be up? on|onto|in|into|to the|a|an !{stop}* programme|program|list|stream|ladder|pool|
            board|committee|council|track|account|project|scheme|shift|rotation|leadership|management|panel|cohort|roster|
            payroll|shortlist {stop}
        get|have|win|receive|obtain|secure|land my|a|an|the|own|{comparative}|full-time|permanent|fixed|open-ended|unlimited|
            indefinite* own|permanent|full-time|open-ended|bigger|larger|new|better|fixed|private|company !{stop}* contract|
            team|office|budget|employment|car|parking|hours|desk|department|laptop|project|salary|pay {stop}
        get|receive|be|have a|my bigger|larger|higher !{stop}|{quality}* {stop}
        get|have {det} !{stop}* accepted|recognised|recognized|noticed|acknowledged|appreciated|promoted $|by|in|at|for|as|,
        get|receive|obtain|earn|win|have {det}* !{stop}* increase|rise|raise|uplift|bump in? pay|salary|grade|{stop}
        get|receive|obtain|earn|secure !{stop}* salary|pay|wage|grade increase|rise|raise|uplift|bump|upgrade
        {det}? {number}|{percent}? pay|salary|wage? promotion|raise|pay-rise|rise|increase|increment|bonus $|to|in|as|by|next|
            this|,
        receive|get|win|earn .. award|prize|medal $
        get|receive|have {det}? green light
        receive|get|obtain|earn {det}|{comparative}|{trait}|{praise}* appraisal|evaluation|reference|references|rating|marks {stop}
        receive|get|earn {comparative}|{trait}|{praise}|positive|some* feedback from|by my|the|our|{authority}
        win|earn|gain|get|have my|the|our !{stop}* trust|respect|support|backing|attention|confidence {stop}
        earn {comparative}
        earn a|an {comparative}|{trait}|{praise}
        be trained|coached|taught|supported|mentored by|at|through the|my|our {authority}
        receive|get|earn {det}? more* {comparative}|{praise}|positive|good review|reviews|report|feedback|comments
        {comparative} money|pay|salary|wages|holiday|holidays|leave|recognition|appreciation {stop}
        {det}|{trait}|new* permanent|unlimited|open-ended|full-time contract|position|job $
        get|receive|have {det}|new|bigger|own* company|firm|work credit? card|car|van|phone|laptop|flat|bike {stop}
        win|be|become|get named? employee|manager|team|nurse|teacher|driver|seller of the month|year|quarter|week
        get|earn|receive {det} !{stop}* stripes
        make|become {adverb}* {grade} $|by|this|next|before|in
        become {det}? {grade} !{stop} {stop}
        have|get my|our !{stop}? role|job|post|work|grade|pay|salary|hours|idea|ideas|project|budget|efforts {decided}|regraded {stop}
        that|someone|somebody|everyone|people|they my|the|our? {authority}|notices|sees|offers|gives|asks|lets|recognises|appreciates|values
        my|the|our? {authority} !{stop} me|my
        get|be|become|have promoted|headhunted|tenured|tenure
        have|get|persuade|convince|make|let|want|need|expect for|that? the|my|our !{stop}* {authority} to? {decide}
        have|get|convince|make|expect|persuade the|my|our? .* to? promote|approve|raise|recognise|recognize|appoint|hire|pay|
            notice|upgrade|value|respect me|my|us|our|the
        have|get|make|convince|want|expect the|my|our? !{stop} to? give|let|offer|assign|move|put|send|choose|pick|select|
            name|allow|consider|take|see|trust|nominate|make|reward me|us|my
        have|get the|my|our {people}|{authority} to? {decide}
        have|get {det} !{stop}* made|turned|converted|changed permanent|into|full-time
        have {det}* !{stop}* extended|renewed|prolonged|increased|raised|upgraded|approved|recognised|recognized|noticed|acknowledged|appreciated|accepted|valued|granted|funded|
            rewarded|heard
        the|my|our? !{stop}? {authority}|{people}|they|others|management|hr|it members|member? gives|approves|sends|pays|
            recognises|recognizes|promotes|offers|appoints|lets|allows|provides|makes|sees|raises|trusts|grants|funds|puts|
            moves|creates|chooses|picks|supports|values|notices|assigns|selects|hires|agrees|respects|accepts|increases|
            nominates|sponsors|decides|will|should|must|needs|shall|has|would
        the|my|our? !{stop}? {authority}|{people}|they|others|hr|to to {decide}
        hr|management|leadership|boss|company|others|colleagues|people|they to {decide}
        wait|waiting for|until|till
        hope|hoping|pray to|for|that|my|the|i|they
        become|make {adverb}|the|a|an|{number}* !{stop}? {grade}|shift|team|department lead|manager|head|director|engineer|
            supervisor|leader|partner|principal|officer|deputy|of|nurse|developer|$
    """,
    yours="""
        .. {mark} {doing} !{stop}
        get|have {decided} !{stop}* .* printed|weighed|logged|framed|checked|listed|packed|scanned|stored|shipped|signed|sent|
            sorted|filed|tested|done|delivered|cleaned|labelled|ready
        get|receive|obtain {number}|some|several* offers|quotes|estimates
        get|have {decided} !{stop} {done}
        get|make|receive an appointment at|with|for
        get|obtain|receive|have {owner} approval|permission|sign-off|agreement|consent|ok for|on|to|before
        be on the !{stop}* panel|jury
        become|make !{decided}* for|while|during|on|at|until|in {name}|{month}|{weekday}|{det}|{season}
        be|become the|a|an !{stop}* contact|mentor|buddy|taker|owner|backup|host|guide|volunteer|tutor
    """,
)
