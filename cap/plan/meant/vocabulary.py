"""The words that people use for our keys and values, out of forms for development plans, OKRs, reviews and task lists: English, German, and
of other languages what is certain.

Each row says why. `sure` rows have one meaning where they stand, and may be mended; the others are asked about. A word that has two meanings
in the same place (biweekly, deferred, hire date) is left out on purpose, or stands in a row that only asks.
"""

from __future__ import annotations

from typing import NamedTuple


class Row(NamedTuple):
    """Words for one key or value. `kinds`: the kinds of items in which they mean that, separated by blanks; "": wherever it fits."""

    kinds: str
    meant: str
    words: str  # separated by commas; case, accents, `_` and `-` do not count
    why: str
    sure: bool = True


_DATED = "goal action support"
_CLOSING = "goal skill action support topic"
_ENTRIES = "rating progress conversation moment ahead topic"

KEYS = (
    # ---- of the plan
    Row("plan", "name", "full name, employee, employee name, name of employee, mitarbeiter, mitarbeiterin, nombre, nom", "The first line of every form."),
    Row("plan", "called", "nickname, known as, preferred name, goes by, rufname, spitzname", "What others call them."),
    Row("plan", "called", "first name, vorname", "Often, not always, what others call them.", sure=False),
    Row(
        "plan",
        "role",
        "title, job title, job, job role, position, current role, current position, current job, designation, occupation, post, beruf, "
        "stelle, rolle, funktion, tätigkeit, poste, puesto, cargo",
        "What somebody does today has a name in every company.",
    ),
    Row(
        "plan",
        "manager",
        "supervisor, lead, boss, line manager, team lead, team leader, teamlead, reports to, direct manager, people manager, reporting "
        "manager, manager name, vorgesetzte, vorgesetzter, führungskraft, teamleiter, teamleiterin, teamleitung, jefe, jefa",
        "Who leads the talks is nearly always who leads the person.",
    ),
    Row("plan", "manager", "chef, chefin, hr partner, career coach", "A chef may cook, and a coach may lead the talks.", sure=False),
    Row("plan", "started", "started on, together since, working together since, manager since", "The day on which the two began."),
    Row("plan", "started", "since, seit", "Since when what: their job, or these two?", sure=False),
    Row("plan", "stage", "status, state, phase, plan status, stand", "Whether the plan is agreed; other values do not fit."),
    Row(
        "plan",
        "cadence",
        "frequency, rhythm, how often, interval, meeting frequency, check in frequency, turnus, häufigkeit, rhythmus, intervall",
        "How often to talk.",
    ),
    Row(
        "plan",
        "next",
        "next meeting, next talk, next conversation, next check in, next checkin, next date, next session, next career talk, next 1 1, "
        "next one on one, nächstes gespräch, nächster termin, nächstes treffen, prochain entretien, próxima reunión",
        "The next talk.",
    ),
    Row(
        "plan", "next", "next review, review date, follow up, follow up date, next steps date", "A review may be another meeting.", sure=False
    ),
    Row("plan", "direction", "career direction, richtung, heading", "Where they are headed."),
    Row("plan", "direction", "path, career path, career track, track", "A path may be a ladder of posts.", sure=False),
    Row("plan", "story", "life story, lifestory, my story, lebensgeschichte", "The story itself is in the text; this says whether it was told."),
    Row(
        "plan",
        "motivations",
        "drivers, motivation, motivators, motives, what drives me, what drives you, what motivates me, antrieb, motive, motivatoren",
        "What drives them.",
    ),
    Row("plan", "interests", "career interests, areas of interest, passions, likes, interessen, intereses, intérêts", "What they want more of."),
    Row(
        "plan",
        "improve",
        "weaknesses, weakness, areas for improvement, areas of improvement, areas to improve, improvement areas, improvements, to improve, "
        "growth areas, areas for growth, development areas, areas of development, areas for development, development needs, "
        "opportunities for growth, schwächen, entwicklungsfelder, entwicklungsbedarf, verbesserungspotenzial",
        "What they would like to be better at, in the words of reviews.",
    ),
    Row("plan", "strengths", "talents, strong points, key strengths, good at, what i am good at, stärken, fortalezas, points forts", "What they are good at."),
    Row(
        "plan",
        "visions",
        "aspirations, career aspirations, dreams, futures, career visions, visionen, träume, aspiraciones",
        "Futures they would love, in the words of forms.",
    ),
    Row("plan", "visions", "long term goals, long term aspirations, career goals", "Goals far off are visions, or goals.", sure=False),
    Row(
        "plan",
        "goals",
        "objectives, development goals, smart goals, aims, okrs, ziele, entwicklungsziele, objetivos, objectifs",
        "What they want to reach.",
    ),
    Row("plan", "goals", "short term goals, targets", "A target may be a number.", sure=False),
    Row(
        "plan",
        "skills",
        "competencies, competences, capabilities, abilities, skill areas, skills to develop, skill gaps, fähigkeiten, kompetenzen, competencias, "
        "compétences",
        "What they want to get better at.",
    ),
    Row(
        "plan",
        "support",
        "resources, help, needs, support needed, support needs, resources needed, help needed, what i need, asks, requests, unterstützung, "
        "ressourcen, bedarf",
        "What they need from others.",
    ),
    Row("plan", "ahead", "upcoming, key dates, important dates, dates, wichtige termine", "Days that matter.", sure=False),
    Row("plan", "moments", "achievements, accomplishments, wins, highlights, successes, kudos, praise, feedback, erfolge, lob", "What went well on a day."),
    Row(
        "plan",
        "topics",
        "agenda, agenda items, discussion topics, discussion points, talking points, to discuss, questions, gesprächsthemen",
        "To talk about next time.",
    ),
    Row("plan", "topics", "themen, temas", "It may be the themes that a talk came down to.", sure=False),
    Row("plan", "conversations", "talks, meetings, sessions, one on ones, 1 1s, check ins, checkins, past meetings, gespräche, conversaciones", "Talks held."),
    Row("plan", "pauses", "leave, leaves, absences, breaks, time off, auszeiten, abwesenheiten, pausen", "Times in which nothing is due."),
    # ---- what an item is called
    Row("action", "action", "task, step, milestone, activity, action item, action step, initiative, title, name, what, to do, todo, item, development activity, aktion, maßnahme, aufgabe, schritt, aktivität, was, acción, tarea", "The first column of every list of actions."),
    Row("goal", "goal", "objective, aim, title, name, what, okr, goal name, goal title, smart goal, ziel, entwicklungsziel, was, objetivo, objectif", "The first column of every list of goals."),
    Row("skill", "skill", "competency, competence, ability, capability, title, name, what, skill name, skill area, fähigkeit, kompetenz, was, competencia, compétence", "The first column of every list of skills."),
    Row("strength", "skill", "strength, talent, title, name, what, competency, ability, stärke, fähigkeit, was", "The same of strengths."),
    Row("vision", "vision", "aspiration, dream, future, title, name, what, traum, was", "Forms ask for aspirations."),
    Row("support", "need", "what, name, title, item, support, resource, help, ask, request, bedarf, was, unterstützung", "What is needed."),
    Row("topic", "topic", "question, title, name, what, subject, item, point, thema, frage, was, tema", "What to talk about."),
    Row("way", "way", "option, idea, approach, title, name, what, weg, idee, was", "How to gain a point."),
    Row("ahead", "what", "event, title, name, description, milestone, was, ereignis", "What happens on the day."),
    Row("moment", "moment", "what, achievement, accomplishment, feedback, win, title, description, happened, praise, was, erfolg, lob", "What happened."),
    Row("progress", "note", "what, text, comment, remark, update, description, notes, notiz, was", "What moved."),
    # ---- days
    Row(
        _DATED,
        "due",
        "deadline, deadlines, until, due date, due by, due on, duedate, target date, end, end date, by when, by, finish by, complete by, "
        "expected completion, target completion, target completion date, planned end, termin, frist, fällig, fällig am, bis, bis wann, "
        "zieldatum, échéance, fecha límite, plazo",
        "By when, in every form and task list.",
    ),
    Row(_DATED, "due", "date, when, completion date, timeline, timeframe, time frame, datum, wann, fecha", "A day of an item may be when it was done.", sure=False),
    Row("goal", "horizon", "timeline, timeframe, time frame, time horizon, duration, period, zeitraum, zeithorizont", "A span of months, as answered in the talk."),
    Row(_CLOSING, "done", "completed, finished, done on, completed on, finished on, closed, closed on, achieved, achieved on, date completed, completed date, done date, erledigt, erledigt am, abgeschlossen, abgeschlossen am, fertig, terminé", "The day on which it was done."),
    Row(_CLOSING, "dropped", "cancelled, canceled, abandoned, dropped on, cancelled on, canceled on, abgebrochen, verworfen, gestrichen", "The day on which it was given up."),
    Row(_CLOSING, "refused", "rejected, denied, declined, refused on, rejected on, abgelehnt, abgelehnt am", "The day on which somebody else said no."),
    Row("pause", "from", "start, start date, begin, begins, started, since, first day, von, ab, seit, beginn", "The first day of a pause."),
    Row("pause", "until", "return, returns, back, back on, return date, wieder da", "The day on which it goes on."),
    Row("pause", "until", "end, end date, ends, to, till, last day, bis, ende", "The last day away, or the first day back?", sure=False),
    Row(_ENTRIES, "date", "day, on, when, datum, tag, held, held on, wann, am, fecha", "The day of an entry."),
    # ---- what makes it checkable, and who
    Row(
        "goal action",
        "measure",
        "metric, metrics, kpi, kpis, success, success criteria, success criterion, success measure, success measures, success metric, "
        "success metrics, measure of success, measures of success, measures, measured by, measurement, how measured, key result, indicator, "
        "indicators, definition of done, acceptance criteria, criteria, how will we know, messgröße, messkriterium, messbar, kennzahl, "
        "erfolgskriterium, erfolgskriterien, erfolg, indikator",
        "How you will both see that it worked.",
    ),
    Row("goal action", "measure", "evidence, evidence of success, outcome, expected outcome, expected result, desired outcome, result, results, deliverable, ergebnis", "It may be what came out of it.", sure=False),
    Row("action", "with", "partner, partners, mentor, buddy, coach, together with, collaborator, collaborators, participants, people, involved, people involved, mit, mit wem, beteiligte, beteiligt, con quién", "Who takes part."),
    Row("action", "with", "owner, who, person, assignee, assigned to, responsible, supported by, help from, sponsor, wer, verantwortlich", "It may be the person whose plan it is.", sure=False),
    Row("support", "from", "promised by, provided by, provider, from whom, who promised, given by, von, von wem, zugesagt von", "Who promised it."),
    Row("support", "from", "owner, who, person, responsible, assignee, by, sponsor, source, wer, verantwortlich", "It may be who asked.", sure=False),
    Row("topic moment progress rating", "by", "author, raised by, brought by, added by, noted by, seen by, observed by, said by, rated by, rater, given by, von", "Who brought it up, saw or said it."),
    Row("topic moment progress rating", "by", "who, from, person, source, owner, wer", "It may be whom it is about.", sure=False),
    Row(_CLOSING, "refused_by", "refused by, rejected by, declined by, denied by, abgelehnt von", "Who declined it."),
    Row(_CLOSING, "because", "reason, why, cause, rationale, grund, begründung, warum, weil", "Why it was dropped, or why it is wanted.", sure=False),
    Row(_CLOSING, "note", "comment, comments, remark, remarks, notes, notiz, notizen, kommentar, kommentare, bemerkung, anmerkung, bemerkungen, anmerkungen", "A remark to keep."),
    Row(_CLOSING, "note", "description, details, info, beschreibung, detail", "It may be the name of the item, spelt out.", sure=False),
    # ---- a skill, its ratings, an action
    Row("skill strength", "rating", "score, level, current, current level, current rating, current score, proficiency, skill level, ist, bewertung, einschätzung, stufe, aktuell", "Where it stands."),
    Row("rating", "rating", "score, level, bewertung, stufe, value, wert, points", "The number of that day."),
    Row("skill", "target", "goal level, goal rating, desired, desired level, desired rating, target level, target rating, target score, required level, expected level, future level, aim, soll, zielwert, zielstufe", "Where it should stand."),
    Row("skill", "ten", "10, what a 10 looks like, what a ten looks like, ten looks like, a 10, a ten, mastery", "What a 10 looks like."),
    Row("skill", "ways", "options, approaches, ideas, ways to gain a point, ways to improve, wege, ideen", "Ways to gain a point."),
    Row("skill", "ratings", "rating history, history, past ratings, scores, bewertungen", "Ratings over time; other values do not fit."),
    Row("goal skill", "actions", "tasks, steps, action items, action steps, action plan, activities, development actions, development activities, next steps, milestones, todos, to dos, maßnahmen, aufgaben, schritte, aktivitäten, acciones", "Things to do for it."),
    Row("goal", "obstacles", "barriers, blockers, risks, challenges, hurdles, impediments, roadblocks, hindernisse, hürden, risiken", "What could get in the way."),
    Row("action", "type", "category, kind, action type, activity type, learning type, development type, 70 20 10, typ, art, kategorie, tipo", "Of which of the three kinds; other values do not fit."),
    Row("conversation", "type", "kind, category, typ, art, tipo", "Which kind of talk."),
    Row("action", "progress", "updates, log, history, progress notes, status updates, fortschritt, verlauf", "Dated notes; other values do not fit."),
    Row("action", "needs", "depends on, waits for, blocked by, requires, dependencies, dependency", "What it waits for; nothing but ids fits."),
    Row("rating", "evidence", "proof, example, examples, seen, observed, beleg, belege, beispiel", "What was seen that speaks for it."),
    Row("rating", "evidence", "note, comment, comments, reason, why, because, notiz, kommentar, grund", "What there is to say of a rating.", sure=False),
    Row("progress", "link", "url, href, proof, weblink", "Where to see it."),
    Row("way", "pros", "pro, advantages, advantage, benefits, plus, vorteile, vorteil", "What speaks for it."),
    Row("way", "cons", "con, disadvantages, disadvantage, drawbacks, minus, nachteile, nachteil", "What speaks against it."),
    Row("way", "chosen", "picked, selected, choice, decided, gewählt, ausgewählt", "The way that was picked."),
    Row("strength", "mentor", "can mentor, will mentor, willing to mentor, mentoring, can teach, mentorin", "Willing to help others grow it."),
    Row("goal vision", "where", "location, place, ort, wo", "Here, in the company, or outside; a town does not fit."),
    Row("", "id", "identifier, handle, slug, kürzel", "A short handle; other texts do not fit."),
    Row("goal action support", "was", "earlier dates, previous dates, earlier due dates, old due dates, moved from", "Earlier due dates."),
    Row("goal skill action support topic", "status", "state, progress status, current status, stand", "How it stands."),
)  # fmt: skip

# What has no key, and why none is missing.
TOLD = {
    "priority": "The order of the list is the priority: put first what comes first, and take this line out.",
}
ALSO_TOLD = {
    "rank": "priority",
    "importance": "priority",
    "prio": "priority",
    "priorität": "priority",
    "prioridad": "priority",
    "order": "priority",
}

VALUES = (
    Row("status", "todo", "to do, not started, open, planned, new, backlog, upcoming, scheduled, not begun, not yet started, nicht begonnen, offen, geplant, pendiente", "Nothing has happened yet."),
    Row("status", "todo", "pending, waiting, next, later", "It may have begun.", sure=False),
    Row("status", "doing", "in progress, started, ongoing, wip, work in progress, underway, under way, active, in work, in arbeit, begonnen, laufend, läuft, on track, en curso, en cours", "Somebody is at it."),
    Row("status", "done", "complete, completed, finished, closed, achieved, met, reached, accomplished, delivered, success, ✓, ✔, ✅, ☑, [x], 100%, erledigt, fertig, abgeschlossen, erreicht, hecho, terminé", "It came to its end, and well."),
    Row("status", "done", "x", "A cross is a tick on paper, and struck out elsewhere.", sure=False),
    Row("status", "dropped", "cancelled, canceled, abandoned, obsolete, given up, stopped, withdrawn, discontinued, wont do, not doing, verworfen, abgebrochen, gestrichen, hinfällig, cancelado", "It is not wanted any more."),
    Row("status", "refused", "rejected, declined, denied, turned down, not approved, abgelehnt", "Somebody else said no."),
    Row("type", "experience", "on the job, on the job learning, job, stretch, stretch assignment, stretch project, project, work, practice, experiential, hands on, doing, assignment, 70, 70%, praxis, projekt, arbeit", "Learning by doing the work."),
    Row("type", "exposure", "shadowing, job shadowing, mentoring, mentor, coaching, networking, social, social learning, from others, others, relationship, relationships, peer learning, feedback, 20, 20%, hospitation, netzwerk, austausch", "Learning from others."),
    Row("type", "education", "training, course, courses, class, formal, formal learning, formal training, reading, book, certification, certificate, workshop, seminar, webinar, e learning, elearning, online course, study, 10, 10%, kurs, schulung, weiterbildung, fortbildung, ausbildung, lesen, curso, formation", "Learning from teaching."),
    Row("type", "exposure", "conference, conferences, konferenz", "One listens there, and one meets people.", sure=False),
    Row("direction", "up", "promotion, upward, upwards, leadership, management, climb, climber, higher, vertical, aufstieg, führung, nach oben, oben", "The climber's way."),
    Row("direction", "across", "lateral, sideways, elsewhere, sideward, sidewards, horizontal, another team, other team, seeker, seitwärts, quer", "The seeker's way."),
    Row("direction", "deeper", "expert, expertise, mastery, specialist, specialise, specialize, depth, in depth, diver, deep, deepen, experte, expertin, spezialist, fachlich, fachexperte, vertiefen, tiefer", "The diver's way."),
    Row("direction", "unsure", "not sure, not sure yet, unclear, exploring, undecided, unknown, dont know, dont know yet, do not know, no idea, unsicher, unklar, weiß nicht", "Nobody knows yet, and that is an answer here."),
    Row("stage", "draft", "in draft, drafting, not agreed, not agreed yet, not yet agreed, proposed, entwurf", "Not agreed yet."),
    Row("stage", "exploring", "exploration, explore, discovery, orientierung", "Talks are going on, no goal yet."),
    Row("stage", "agreed", "approved, confirmed, accepted, signed, signed off, agreed by both, vereinbart, abgestimmt, beschlossen", "Both said yes."),
    Row("story", "told", "shared, heard, erzählt", "It was told."),
    Row("story", "told", "yes, done, written", "It may be written, and not told.", sure=False),
    Row("story", "declined", "refused, not wanted, does not want to, rather not, nicht gewünscht, abgelehnt", "They would rather not."),
    Row("where", "here", "this team, same team, my team, our team, current team, in team, in this team, hier, im team", "In this team."),
    Row("where", "company", "in the company, within the company, same company, another team, other team, another department, elsewhere in the company, internal, internally, in house, inhouse, firma, intern, unternehmen, im unternehmen", "Elsewhere in the company."),
    Row("where", "outside", "external, externally, another company, other company, outside the company, extern, außerhalb", "Not in this company."),
    Row("cadence", "1 week", "weekly, every week, each week, once a week, per week, wöchentlich, jede woche", "Every week."),
    Row("cadence", "2 weeks", "fortnightly, every other week, every second week, every fortnight, 14 tägig, zweiwöchentlich, alle zwei wochen", "Every two weeks; biweekly may be twice a week."),
    Row("cadence", "1 month", "monthly, every month, each month, once a month, per month, monatlich, jeden monat, mensuel, mensual", "Every month."),
    Row("cadence", "2 months", "every other month, every second month, zweimonatlich", "Every two months; bimonthly may be twice a month."),
    Row("cadence", "3 months", "quarterly, every quarter, each quarter, once a quarter, once per quarter, per quarter, four times a year, 4 times a year, 4x a year, a quarter, 1 quarter, vierteljährlich, quartalsweise, jedes quartal, viermal im jahr, trimestriel, trimestral", "Every quarter of a year."),
    Row("cadence", "4 months", "three times a year, 3 times a year, 3x a year, dreimal im jahr", "Three times a year."),
    Row("cadence", "6 months", "twice a year, twice yearly, two times a year, 2 times a year, 2x a year, half yearly, halfyearly, half a year, every half year, semi annually, semi annual, semiannually, semiannual, every six months, halbjährlich, zweimal im jahr, semestral, semestriel", "Every half year."),
    Row("cadence", "6 months", "bi annually, biannually, bi annual, biannual", "Some mean every two years.", sure=False),
    Row("cadence", "1 year", "yearly, annually, annual, every year, each year, once a year, once per year, per year, jährlich, jedes jahr, einmal im jahr, annuel, anual", "Every year."),
    Row("horizon", "6 months", "half a year, half year, 6, 6 month, 6m, 6 mo, six months, 2 quarters, two quarters, 6 monate, ein halbes jahr, halbes jahr", "Half a year."),
    Row("horizon", "12 months", "a year, one year, 1 year, 12, 12 month, 12m, 12 mo, 1y, twelve months, 4 quarters, 12 monate, ein jahr, 1 jahr", "A year."),
    Row("horizon", "18 months", "a year and a half, one and a half years, 1.5 years, 18, 18 month, 18m, 18 mo, eighteen months, 18 monate, anderthalb jahre, eineinhalb jahre", "A year and a half."),
    Row("flag", "yes", "y, ye, yeah, yep, true, ja, j, oui, si, ✓, ✔, ✅, ☑, [x], on, 1, sure, willing, of course, happy to, gern, gerne", "A yes in any form."),
    Row("flag", "yes", "x", "A cross in a form is a yes or a no.", sure=False),
    Row("flag", "no", "n, nope, false, nein, non, off, 0, not, ✗, ✘, ❌, [ ], never, nie", "A no in any form."),
    Row("number", "1", "one, eins", "Numbers as words."),
    Row("number", "2", "two, zwei", "Numbers as words."),
    Row("number", "3", "three, drei", "Numbers as words."),
    Row("number", "4", "four, vier", "Numbers as words."),
    Row("number", "5", "five, fünf", "Numbers as words."),
    Row("number", "6", "six, sechs", "Numbers as words."),
    Row("number", "7", "seven, sieben", "Numbers as words."),
    Row("number", "8", "eight, acht", "Numbers as words."),
    Row("number", "9", "nine, neun", "Numbers as words."),
    Row("number", "10", "ten, zehn", "Numbers as words."),
)  # fmt: skip

# What people write where there is nothing to write yet. A blank says it, and nobody takes it for an answer.
NOTHING = (
    "tbd, tba, tbc, n/a, na, n.a., none, nothing, nil, null, unknown, ?, ??, ???, -, --, –, —, ..., …, xxx, later, soon, asap, a.s.a.p., "
    "as soon as possible, someday, not yet, not known, not known yet, not set, not set yet, not decided, not decided yet, to be decided, to be "
    "defined, to be determined, to be confirmed, to be discussed, to be announced, to be agreed, dont know, no idea, when possible, keine, "
    "keiner, keines, nichts, offen, noch offen, unbekannt, unklar, k.a., entfällt, folgt, später, bald, baldmöglichst, sobald wie möglich, "
    "noch nicht, no date, no date yet, open, open end, ongoing, undecided, never, maybe, perhaps, vielleicht, pending, ninguno, ninguna, aucun, aucune"
)  # fmt: skip
# Words of their own that a slip of the finger could make of a key or a value of ours; nobody who writes one means the other.
OTHER_KEYS = frozenset(["wish", "wait", "width", "missions", "mission", "form", "sort", "rate", "rates", "teams", "team"])
OTHER_VALUES = frozenset(
    [
        "there",
        "where",
        "everywhere",
        "nowhere",
        "gone",
        "going",
        "old",
        "bold",
        "gold",
        "sold",
        "hold",
        "dope",
        "tone",
        "overdue",
        "undone",
    ]
)
