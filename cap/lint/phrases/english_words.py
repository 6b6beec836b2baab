"""The words of English, by kind, that `english` puts into its patterns."""

from __future__ import annotations

from cap.lint.phrases.grammar import Words

# What nobody can see grow from outside, or not by itself. With a verb of growth before it, it says little.
QUALITY = """
    ability abilities accountability acumen adaptability agility alignment ambition approach assertiveness attitude attention authority
    autonomy awareness balance behaviour behavior brand breadth career capability capabilities capacity charisma clarity
    collaboration comfort commitment communication communications competence competences competency competencies composure confidence
    connection connections contribution cooperation co-operation courage creativity credibility curiosity decisiveness decision-making
    delegation depth development diplomacy discipline diversity education emotion emotions empathy english enthusiasm excellence
    execution expertise experience exposure fear feedback flexibility fluency foundation fundamentals growth
    habit habits health horizon horizons impact impression independence influence initiative innovation insight insights integrity
    intelligence involvement judgement judgment know-how knowledge languages leadership learning life listening maturity
    mastery memory mentality mindfulness mindset morale motivation network networks networking open-mindedness opportunity
    opportunities organisation organization outlook ownership passion patience people-management perseverance presence personality persistence
    perspective perspectives pitching planning potential prioritisation prioritization proactivity problem-solving
    proficiency profile professionalism progress punctuality purpose rapport rapports reliability relations relationship relationships
    repertoire reputation resilience respect responsibility responsibilities responsiveness role self-awareness self-care self-study self-confidence
    self-discipline self-esteem self-management skill skillset skillsets skill-set skills speaking standing storytelling strategy
    strength strengths stress structure style success support tact talent talents teamwork team-work technique techniques temper theory thinking time
    time-management tolerance toolkit transparency trust understanding versatility visibility vision voice weakness weaknesses
    wellbeing well-being work-life workload world-view worldview writing"""

# The same, but it can be counted: a percentage says enough.
MEASURABLE = """
    attendance culture efficiency engagement effectiveness involvement loyalty output participation performance productivity
    profitability quality results retention safety sales satisfaction service standards turnover workflow"""

# The ground that words such as “skills” stand on: “time management”, “conflict resolution”. Alone it is no quality.
FIELD = """
    active analytical business coaching commercial conflict critical cross-functional cultural customer data digital effective emotional
    executive facilitation financial general good hard influencing interpersonal inter-personal internal it language management
    managerial mentoring negotiation organisational organizational people personal presentation professional project public relationship
    self soft stakeholder strategic strong team technical technology verbal work written resolution solving making"""

TRAIT = """
    accessible active adaptable agile alert eloquent healthy literate numerate witty ambitious analytical approachable articulate assertive at-ease attentive authentic aware
    balanced better bold bolder brave braver busy calm calmer capable careful cautious clear clearer collaborative comfortable
    committed competent concise confident consistent constructive courageous creative credible critical curious customer-focused
    customer-oriented data-driven decisive dedicated dependable diligent diplomatic direct disciplined effective efficient empathetic
    empathic empowered energetic engaged enthusiastic experienced familiar fearless flexible fluent focused friendly friendlier
    fulfilled good great happier happy hands-on helpful honest humble impactful improved inclusive independent influential innovative
    inspiring intentional involved kind kinder knowledgeable mature meticulous mindful motivated open open-minded
    optimistic organised organized outgoing passionate patient persuasive positive precise prepared proactive productive
    professional proficient punctual quick quicker reliable resilient resourceful respected respectful responsive rounded
    satisfied savvy self-assured self-aware self-confident self-disciplined self-sufficient sensitive skilled skilful skillful
    smart smarter smooth solid steady stronger strong stress-resistant structured successful supportive systematic tactful tech-savvy thorough
    thoughtful timely transparent trusted trustworthy understanding useful valuable valued versatile visible vocal well-known
    well-organised well-organized well-rounded well-versed wiser"""

PRAISE = """
    adaptable approachable assertive authentic balanced calm caring empathetic fair flexible happy patient resilient thoughtful trustworthy all-round best better capable competent confident dependable effective efficient empowering excellent exceptional experienced
    first-class good great greater high-performing impactful influential inspirational inspiring key knowledgeable more well-rounded
    outstanding powerful proactive productive professional proficient reliable respected rounded skilled skilful skillful
    solid strategic strong stronger successful supportive super top trusted true valuable valued versatile visible world-class"""

IDEAL = """
    all-rounder asset authority champion communicator expert go-to influencer inspiration leader listener mentor multiplier performer person
    player presenter professional resource role-model speaker specialist star subject-matter team-player thinker version voice"""

COMPARATIVE = """
    better bigger bolder braver broader calmer cleaner clearer closer deeper easier faster fewer firmer friendlier further gentler greater
    happier harder healthier higher improved increased increasing kinder larger leaner less louder more neater nicer politer quicker richer
    sharper shorter slower smarter smoother softer stronger thicker thinner tidier tighter tougher warmer wider wiser"""

# Of these one can have more or less, and of what follows it depends whether that is a wish or an order for the stores.
AMOUNT = "bigger broader deeper faster fewer further greater higher larger less longer more wider"

# Verbs that go with anything, and nouns that are in everybody's work: a phrase of nothing else says nothing.
SLACK = """
    accept achieve act adapt address adhere align anticipate appear approach assist avoid balance be become behave believe believing
    care challenge change come comply concentrate consider contribute cooperate cope create deal deliver dig do embrace empower encourage
    engage enjoy ensure exceed excel exhibit face feel find fit focus follow gather get give go handle have help identify inspire integrate
    involve keep know lean let like listen live look love make master meet minimise minimize motivate notice observe perform play
    prevent protect provide push react read receive recognise recognize rely remain respect respond rise satisfy search see set solve speak spend
    start stay stick stop strive succeed talk think treat try uphold value want watch welcome worry"""

THIN = """
    above about activity activities aim aims am anything area areas aspect aspects atmosphere background basics benefit benefits best beyond bit boundary
    boundaries business challenge challenges chance chances change changes client clients climate colleague colleagues company
    complexity concept concepts contact contacts condition conditions conflict conflicts content context craft customer customers data day
    deadline deadlines decision decisions department departments detail details direction discipline discussion discussions document
    documentation domain effort efforts else employee employees end enough environment error errors event events everyone everything example examples
    expectation expectations expert experts fact facts failure failures field fields foot fun future game goal goals group groups here
    hand heart idea ideas industry information issue issues it item items itself job jobs kind line literature lot manager managers matter
    matters me meeting meetings member members method methods mind mistake mistakes moment motion myself need needs news next not nothing
    objective objectives opinion opinions option options order other others outcome outcomes ourselves pace part path peer peers
    people piece place point position positions possibilities possibility power practice practices present pressure prices priorities
    priority problem problems procedure procedures process processes product products professional project projects question
    questions reading reality reason requirement requirements resource resources result risk risks routine rule rules scene scope
    sector sense situation situations solution solutions someone something spirit stakeholder stakeholders start state step steps
    stuff subject supplier suppliers system systems target targets task tasks team teams technology technologies techniques thing
    things topic topics there tool tools training trainings trend trends tutorial tutorials up us user users value values variety video videos way what
    ways work works workplace world yes"""

# Verbs that name a direction and no result, whatever they are done to.
IMPROVE = """
    ameliorate better bolster boost enhance elevate fix heighten hone improve maximise maximize optimise optimize polish reinforce refine
    revitalise revitalize sharpen strengthen uplift"""

# Verbs that do so where a quality follows.
GROW = """
    achieve acquire adopt advance amplify attain broaden build cement champion create cultivate deepen demonstrate develop display
    diversify drive embrace encourage ensure establish exhibit expand experience explore express extend feel find form foster further gain
    get grow harness have increase inspire keep learn leverage maintain make manage master maximise nurture offer overcome practice
    practise prioritise prioritize progress promote pursue raise reach realise realize reclaim reduce respect round secure seek shape show
    solidify stretch study support sustain take trust unlock update upgrade use utilise utilize widen work"""

# Verbs whose doing can be seen, so that what follows is more than a wish.
DOING = """
    add agree apply arrange ask assemble attend audit automate bake bill book bring build call cancel chair change check choose clear close
    coach collect compare compile complete conduct contact convert cook count cover cut decide deliver demo deploy design do document draft
    draw drive edit enrol enter explain facilitate feed file fill film finalise finalize finish fix fly gather give go hand hire hold host
    implement induct install interview introduce invite join keep launch lead list log make map mark measure meet mentor merge migrate move
    name negotiate note open order organise organize own paint pair pass pay phone pick pilot pitch place plan plant play post prepare present
    print produce propose prototype prune publish put rebuild record redesign refactor rehearse release remove repair replace report
    return review revise rewrite ring roll rotate run schedule score screen sell send serve set shadow share ship show sign sit sort split
    spend staff start steer stock submit supervise swap switch take talk teach tell test train translate treat trial try turn use
    visit volunteer walk wash watch weigh win wire write"""

PERSON = """
    accountant admin advisor adviser analyst apprentice architect assistant boss buddy captain carer ceo cfo cio ciso clerk client coach
    colleague consultant controller coo coordinator counsellor cto customer cpo deputy designer developer director doctor editor engineer
    expert foreman head instructor intern inspector janitor lawyer lead leader lecturer librarian manager matron mentor midwife neighbour nurse
    owner officer partner peer ranger skipper warden pharmacist physiotherapist plumber predecessor principal professor programmer psychologist registrar secretary senior
    sister specialist student supervisor surgeon teacher teammate technician trainee trainer tutor vp therapist"""

EVENT = """
    all-hands appraisal assembly assessment audit board briefing call campaign carnival ceremony class clinic close conference council course
    deadline debate debrief demo demonstration drill election evening exam exercise exhibition expo fair festival forum gala go-live hackathon handover
    harvest hearing huddle incident induction inspection intake interview kick-off kickoff launch lecture lesson match meeting meetup merger
    migration mission morning negotiation night offsite one-to-one onboarding outage pitch placement pilot planning
    presentation programme quarter-end race rehearsal relaunch release residency restructure retreat retro retrospective review ride rotation
    round rounds rush seminar session shift show sprint stand-up standup storm summit survey talk tender term test tour townhall town-hall
    trial trip visit webinar wedding workshop year-end"""

# What can be held up when it is there.
THING = """
    account agenda album app archive article audit-file blog board book booklet brochure budget business-case calendar canvas case catalogue
    catalog chapter charter chart chatbot checklist claim code-of-conduct curriculum dashboard database deck diagram diary document
    dossier draft exhibition faq file film flowchart flyer form forms glossary grant guide guideline guidelines handbook handout index
    inventory invoice kit leaflet ledger letter letters library list log logbook login manual manuscript map menu minutes
    model module newsletter notebook one-pager page paper pipeline plan playbook playlist plugin podcast policy portfolio post
    poster prototype proposal protocol questionnaire recipe register report repository roadmap rota rotas runbook schedule script sheet
    shelf sign-up site slides sop spreadsheet storyboard survey syllabus table template templates tender test-suite thesis timetable
    toolbox tracker tutorial video vlog website wiki workbook"""

TIMEUNIT = (
    "second seconds minute minutes hour hours day days week weeks weekend month months quarter quarters year years sprint sprints"
)

MONTH = "january february March april May june july august september october november december jan feb mar apr jun jul aug sept oct nov dec"

# Capitals that are nobody's name: languages, tools, methods, departments. They come after “with” and “from” too.
COMMON = """
    accounting agile ai ansible arabic aws azure bi chatgpt chinese cloud communications compliance confluence copilot customers devops
    docker dutch engineering excel figma finance french german git github gitlab google hr italian java javascript jenkins jira kanban
    kotlin kubernetes latin lean legal linux llms marketing mandarin microsoft office ops operations outlook pandas photoshop portuguese power powerpoint
    procurement product python r react rust salesforce sap scala scrum slack spanish spark spss sql tableau teams terraform typescript
    unix windows word workday zoom"""


AWARD = """
    acknowledgement advancement appointment appreciation award bonus grade headcount increment nomination offer praise
    pay-rise promotion promotions raise recognition rise reward scholarship secondment sponsorship tenure title upgrade uplift"""

POST = """
    assignment assignments band chair place contract grade job lead leadership level management manager placement position post promotion role seat
    spot title tier vacancy"""

# What is done to a person by those who decide.
DECIDED = """
    accepted acknowledged added admitted allocated allowed appointed appreciated approached assigned asked awarded backed bumped called
    celebrated chosen cleared confirmed considered converted credited earmarked elected elevated eligible empowered enrolled extended entrusted excused
    exempted fast-tracked featured freed funded given granted handed headhunted heard hired honoured honored identified included invited kept
    listed loaned made moved named nominated noticed offered paid permitted picked placed posted praised preferred promoted
    put ranked reassigned recognised recognized recommended redeployed regraded reinstated released relocated retained rewarded rotated seconded seen
    selected sent shortlisted short-listed sponsored taken tapped transferred trusted upgraded valued voted welcomed"""

AUTHORITY = """
    board boss ceo cfo client company council cto customer department director employer executives firm head hospital hr
    leadership lead management manager managers matron organisation organization owner owners partners principal school supervisor supervisors
    superiors university vp"""

DECIDE = """
    accept acknowledge agree allow appoint appreciate approve assign authorise authorize award back choose confirm consider create fund
    give grant hire increase invite let make move name nominate notice offer open pay permit pick promote
    provide put raise recognise recognize release respect reward see select send sign sponsor support take transfer trust upgrade value"""

DET = "a an the my our your their his her its this that these those some any all one's own each every both another"

# Nouns that end as a quality does, and are things.
PLAIN = """
    activity agency business currency emergency facility frequency harness pregnancy residency tendency utility vacancy witness"""

_KINDS = {
    "quality": QUALITY,
    "measurable": MEASURABLE,
    "field": FIELD,
    "trait": TRAIT,
    "praise": PRAISE,
    "ideal": IDEAL,
    "comparative": COMPARATIVE,
    "amount": AMOUNT,
    "slack": SLACK,
    "thin": THIN,
    "plain": PLAIN,
    "improve": IMPROVE,
    "grow": GROW,
    "raise": "increase raise grow drive lift maintain develop",
    "bland": """
        relevant appropriate suitable various necessary useful regular ongoing continuing continued continuous further
        additional new different other important key several many some any good more challenging interesting own advanced
        basic current general high industry intermediate latest long low modern online overall positive proper public
        right""",
    "doing": DOING,
    "person": PERSON,
    "event": EVENT,
    "thing": THING,
    "timeunit": TIMEUNIT,
    "month": MONTH,
    "common": COMMON,
    "award": AWARD,
    "post": POST,
    "decided": DECIDED,
    "authority": AUTHORITY,
    "decide": DECIDE,
    "det": DET,
    "definite": "the my our next this first last upcoming coming",
    "stop": """
        in of with for at on to by through as when while where if how across about within between among around during
        towards toward from into onto without under over against and or but so because via per that which who upon
        regarding beyond inside outside amid""",
    "gone": "of in with for at on to by through as when where how across about within between from and or but so towards toward",
    "adverb": """
        actively better closely further less more often overall regularly well quickly generally always consistently
        enough again together early earlier faster effectively
        clearly""",
    "very": "a-bit as even far little lot more less much most really so too truly very",
    "weekday": """
        monday mondays tuesday tuesdays wednesday wednesdays thursday thursdays friday fridays saturday saturdays sunday
        sundays mon tue tues wed thu thurs fri sat sun""",
    "season": """
        easter christmas ramadan spring summer autumn winter advent diwali lent whitsun hanukkah thanksgiving midsummer
        halloween""",
    "number": """
        one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty hundred thousand
        dozen""",
    "twice": "half halve halved double doubled twice thrice",
    "part": "third quarter dozen half tenth fifth",
    "title": "dr mr ms mrs prof professor sister",
    "shared": """
        collaborat communicat communicate collaborate cooperate network connect engage interact align bond work relate
        deal communication collaboration collaborations cooperation co-operation relation relations relationship
        relationships rapport trust alignment contact contacts connection connections interaction interactions partnership
        partnerships ties bonds networking engagement teamwork patient honest open familiar familiarity comfortable
        confident experience better more closely effectively exposure clearly regularly often assertive cope struggle
        pleased dialogue conversations feedback visibility interface credibility""",
    "be": "be become feel stay remain seem am are is appear",
    "label": """
        action goal goals aim aims objective objectives task step priority development focus target area theme need todo
        to-do outcome quarter term phase okr smart commitment intention next plan ambition wish year semester personal
        professional short-term long-term""",
    "people": """
        team teams colleagues others people peers coworkers co-workers everyone stakeholders department company""",
    "grade": """
        senior junior lead head manager director principal chief supervisor deputy staff partner vp president chair
        executive superintendent matron foreman captain sergeant professor""",
    "workplace": """
        ward branch site plant depot reception office lab warehouse desk counter theatre station clinic kitchen shop floor
        studio workshop bay gate line night nights shift""",
}

_ENDINGS = {
    "quality": "ness manship ency ility ivity",
    "trait": "minded able ible ful ous driven oriented -respected -liked -regarded -informed -connected performing",
    "adverb": "ly",
}

_FORMS = {
    "done": "ed",
    "ing": "ing",
}

_STEMS = (("ing", ""), ("ing", "e"), ("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"))

_NAMELESS = ""

_EMPTY = """
    slack thin quality field measurable trait praise ideal comparative improve grow be bland very adverb det gone raise people label"""

WORDS = Words(_KINDS, _ENDINGS, _FORMS, _STEMS, _NAMELESS, _EMPTY)
