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
    Row("plan", "name", "full name, employee, employee name, name der mitarbeiterin, name des mitarbeiters, vor und nachname, vollständiger name, team member, person, name of employee, mitarbeiter, mitarbeiterin, nombre, nom", "The first line of every form."),
    Row("plan", "called", "nickname, known as, preferred name, goes by, rufname, spitzname", "What others call them."),
    Row("plan", "called", "first name, vorname", "Often, not always, what others call them.", sure=False),
    Row(
        "plan",
        "role",
        "title, job title, job, job role, position, current role, current position, current job, designation, role title, job description, current job title, title and level, berufsbezeichnung, stellenbezeichnung, jobtitel, aktuelle rolle, aktuelle position, berufliche position, funktionsbezeichnung, occupation, post, beruf, "
        "stelle, rolle, funktion, tätigkeit, poste, puesto, cargo",
        "What somebody does today has a name in every company.",
    ),
    Row(
        "plan",
        "manager",
        "supervisor, lead, boss, line manager, team lead, team leader, teamlead, reports to, direct manager, people manager, reporting "
        "manager, manager name, managers name, name of manager, name of supervisor, immediate supervisor, direct supervisor, team manager, reporting to, reports into, engineering manager, supervisor name, chefin oder chef, abteilungsleiter, abteilungsleitung, gruppenleitung, standortleitung, bereichsleitung, bereichsleiter, bereichsleiterin, mgr, mngr, chef de service, encargado, responsable, abteilungsleiterin, gruppenleiter, gruppenleiterin, leitung, vorgesetzte person, direkte führungskraft, vorgesetzte, vorgesetzter, führungskraft, teamleiter, teamleiterin, teamleitung, jefe, jefa",
        "Who leads the talks is nearly always who leads the person.",
    ),
    Row("plan", "manager", "chef, chefin, hr partner, career coach", "A chef may cook, and a coach may lead the talks.", sure=False),
    Row("plan", "started", "started on, together since, working together since, manager since, started together, started with me, started with manager, reporting since, reports since", "The day on which the two began."),
    Row("plan", "started", "since, seit, seit wann, im team seit, bei mir seit, zusammen seit, start, start date, starting date, date started, beginn, startdatum, anfang", "Since when what: their job, or these two?", sure=False),
    Row("plan", "stage", "status, state, phase, plan status, stand", "Whether the plan is agreed; other values do not fit."),
    Row(
        "plan",
        "cadence",
        "frequency, rhythm, how often, interval, meeting frequency, check in frequency, how often we talk, how often we meet, meeting rhythm, meeting cadence, meeting interval, talk rhythm, review frequency, meet every, wir sprechen alle, gesprächsturnus, turnus der gespräche, gesprächsintervall, besprechungsrhythmus, talk frequency, review cadence, conversation cadence, 1 1 cadence, gesprächsrhythmus, wie oft, abstand, turnus, häufigkeit, rhythmus, intervall",
        "How often to talk.",
    ),
    Row(
        "plan",
        "next",
        "next meeting, next talk, next conversation, next check in, next checkin, next date, next session, next career talk, next 1 1, "
        "next one on one, next catch up, next appointment, next talk on, next conversation date, next meeting date, next talk date, date of next meeting, date of next talk, date of next conversation, upcoming meeting, wann nächstes gespräch, nächste besprechung, termin nächstes gespräch, folgetermin, nächstes mitarbeitergespräch, nächstes gespräch, nächster termin, nächstes treffen, prochain entretien, próxima reunión",
        "The next talk.",
    ),
    Row(
        "plan", "next", "next review, review date, follow up, follow up date, next steps date", "A review may be another meeting.", sure=False
    ),
    Row("plan", "direction", "career direction, richtung, heading", "Where they are headed."),
    Row("plan", "direction", "path, career path, career track, track", "A path may be a ladder of posts.", sure=False),
    Row("plan", "story", "life story, lifestory, my story, geschichte, lebensgeschichte", "The story itself is in the text; this says whether it was told."),
    Row(
        "plan",
        "motivations",
        "drivers, motivation, motivators, motives, what drives me, what drives you, what motivates me, antrieb, motive, motivatoren",
        "What drives them.",
    ),
    Row("plan", "interests", "career interests, areas of interest, interested in, interest, topics of interest, what i enjoy, enjoys, hobbies and interests, interessengebiete, interessensgebiete, was mich interessiert, passions, likes, interessen, intereses, intérêts", "What they want more of."),
    Row(
        "plan",
        "improve",
        "weaknesses, weakness, areas for improvement, areas of improvement, areas to improve, improvement areas, improvements, to improve, "
        "growth areas, areas of growth, learning areas, lernbereiche, areas needing improvement, room for improvement, could be better, areas for growth, development areas, areas of development, areas for development, development needs, "
        "opportunities for growth, growth opportunities, development opportunities, improve on, verbessern, want to improve, wants to improve, to get better at, get better at, skills to improve, lernfelder, verbesserungsbereiche, verbesserungspotential, entwicklungspotenziale, entwicklungsbereiche, was ich verbessern will, schwachstellen, schwächen, entwicklungsfelder, entwicklungsbedarf, verbesserungspotenzial",
        "What they would like to be better at, in the words of reviews.",
    ),
    Row("plan", "strengths", "talents, strong points, key strengths, good at, what i am good at, core strengths, my strengths, skills and strengths, superpowers, superpower, stark in, das kann ich gut, was ich gut kann, stärken, fortalezas, points forts", "What they are good at."),
    Row(
        "plan",
        "visions",
        "aspirations, career aspirations, dreams, futures, career visions, dream jobs, dream job, dream roles, ideal future, ideal job, traumjob, traumberuf, lebensziele, vision statement, future visions, where i want to be, long term vision, langfristige vision, berufliche visionen, zukunftsbilder, visionen, träume, aspiraciones",
        "Futures they would love, in the words of forms.",
    ),
    Row("plan", "visions", "long term goals, long term aspirations, career goals, long range goals, langfristige ziele, langfristig, long term, future goals, zukunft, zukunftsvisionen, wünsche", "Goals far off are visions, or goals.", sure=False),
    Row(
        "plan",
        "goals",
        "objectives, development goals, smart goals, learning goals, lernziele, career development goals, individual goals, entwicklungsziel liste, mittelfristige ziele, kurzfristige ziele, career objectives, key objectives, performance goals, goals and objectives, personal goals, professional goals, goals this year, goals for this year, berufliche ziele, jahresziele, zielsetzungen, aims, okrs, ziele, entwicklungsziele, objetivos, objectifs",
        "What they want to reach.",
    ),
    Row("plan", "goals", "short term goals, targets", "A target may be a number.", sure=False),
    Row(
        "plan",
        "skills",
        "competencies, competences, capabilities, abilities, skill areas, skills to develop, skills to learn, target skills, key skills, development skills, competency areas, skillset, skill set, zu entwickelnde fähigkeiten, fertigkeiten, skill gaps, fähigkeiten, kompetenzen, competencias, "
        "compétences",
        "What they want to get better at.",
    ),
    Row(
        "plan",
        "support",
        "resources, help, needs, support needed, support needs, resources needed, help needed, support required, support from manager, manager support, required support, what i need from you, needed support, benötigte unterstützung, was ich brauche, unterstützungsbedarf, what i need, asks, requests, unterstützung, "
        "ressourcen, bedarf",
        "What they need from others.",
    ),
    Row("plan", "ahead", "upcoming, key dates, important dates, dates, wichtige termine", "Days that matter.", sure=False),
    Row("plan", "moments", "achievements, accomplishments, wins, highlights, successes, kudos, praise, feedback, erfolge, lob", "What went well on a day."),
    Row(
        "plan",
        "topics",
        "agenda, agenda items, discussion topics, discussion points, talking points, things to discuss, open questions, open topics, next topics, topics for next time, to talk about, discussion items, offene fragen, offene themen, offene punkte, gesprächspunkte, besprechungspunkte, fragen, to discuss, questions, gesprächsthemen",
        "To talk about next time.",
    ),
    Row("plan", "topics", "themen, temas", "It may be the themes that a talk came down to.", sure=False),
    Row("plan", "conversations", "talks, meetings, sessions, one on ones, 1 1s, check ins, checkins, past meetings, meeting history, meetings held, meeting log, talks held, past talks, past conversations, conversation history, gesprächsverlauf, bisherige gespräche, geführte gespräche, gespräche, conversaciones", "Talks held."),
    Row("plan", "pauses", "leave, leaves, absences, breaks, time off, auszeiten, out of office, parental leave, sabbatical, elternzeit, abwesenheiten, pausen", "Times in which nothing is due."),
    # ---- what an item is called
    Row("action", "action", "task, step, milestone, activity, action item, action step, initiative, title, name, what, to do, todo, item, development activity, aktion, action name, action title, activities, task name, what to do, next step, to do item, massnahme, to dos, vorhaben, maßnahme, aufgabe, schritt, aktivität, was, acción, tarea", "The first column of every list of actions."),
    Row("goal", "goal", "objective, aim, title, name, what, okr, goal name, goal description, career goal, development goal, smart objective, what i want, zielsetzung, goal title, smart goal, ziel, entwicklungsziel, was, objetivo, objectif", "The first column of every list of goals."),
    Row("plan", "skills", "development areas, growth areas, areas for improvement, areas of improvement, areas to improve, improvement areas, learning areas", "Where they are a table, and not a list of words."),
    Row("skill", "skill", "area, competency, competence, ability, capability, title, name, what, skill name, skill area, fähigkeit, kompetenz, was, competencia, compétence", "The first column of every list of skills."),
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
        "expected completion, target completion, target completion date, due before, due until, to be done by, done by, finish date, finished by, finish, complete by date, reach by, achieve by, achieved by, zu erreichen bis, zu schaffen bis, fertig bis, soll fertig sein bis, fertigstellung, fertigstellung bis, stichtag, completion due, completed by, completion target, until when, when due, deadline date, target, targeted date, delivery date, estimated completion, estimated completion date, expected by, expected date, expected end date, fällig bis, bis zum, bis datum, fälligkeit, fälligkeitsdatum, enddatum, zieltermin, abgabetermin, erledigen bis, zu erledigen bis, spätestens, deadline bis, planned end, termin, frist, fällig, fällig am, bis, bis wann, "
        "zieldatum, échéance, fecha límite, plazo",
        "By when, in every form and task list.",
    ),
    Row(_DATED, "due", "date, when, completion date, timeline, timeframe, time frame, datum, wann, fecha", "A day of an item may be when it was done.", sure=False),
    Row("goal", "horizon", "timeline, timeframe, time frame, time horizon, duration, period, zeitraum, zeithorizont", "A span of months, as answered in the talk."),
    Row(_CLOSING, "done", "completed, finished, done on, completed on, finished on, closed, closed on, achieved, achieved on, date completed, completed date, done date, complete, completion, actual completion date, date done, date finished, date achieved, when done, when completed, fertig am, abschluss, abschlussdatum, beendet, beendet am, erreicht, erreicht am, erledigt, erledigt am, abgeschlossen, abgeschlossen am, fertig, terminé", "The day on which it was done."),
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
        "success metrics, measure of success, measures of success, definition of success, sign of success, signs of success, test of success, evidence it worked, success is, success means, measures, measured by, measurement, how measured, key result, indicator, "
        "indicators, definition of done, acceptance criteria, criteria, how will we know, how do we know, how we know, how to measure, how measured it is, how will i know, how will you know, how do i know it worked, what does success look like, what success looks like, success looks like, success indicators, success indicator, success factors, measurable, measurable outcome, measurements, target metric, key results, proof of success, done when, success when, messung, wie gemessen, woran messen wir es, woran erkennen wir es, woran gemessen, zielkriterium, gemessen an, erfolgsmessung, erfolgsindikator, erfolgskennzahl, fertig wenn, messgröße, messkriterium, messbar, kennzahl, "
        "erfolgskriterium, erfolgskriterien, erfolg, indikator",
        "How you will both see that it worked.",
    ),
    Row("goal action", "measure", "evidence, evidence of success, outcome, expected outcome, expected result, desired outcome, result, results, deliverable, ergebnis", "It may be what came out of it.", sure=False),
    Row("action", "with", "who with, with whom, in partnership with, working with, work with, accountability partner, zusammen mit, gemeinsam mit, begleitet von, partner, partners, mentor, buddy, coach, together with, collaborator, collaborators, participants, people, involved, people involved, mit, mit wem, beteiligte, beteiligt, con quién", "Who takes part."),
    Row("action", "with", "owner, who, who helps, helper, contact, ansprechpartner, person, assignee, assigned to, assigned, assigned person, responsible person, owned by, zuständig, verantwortliche, verantwortlicher, responsible, supported by, help from, sponsor, wer, verantwortlich", "It may be the person whose plan it is.", sure=False),
    Row("support", "from", "who provides, who gives, who will provide, zugesagt durch, promised by, provided by, provider, from whom, who promised, given by, von, von wem, zugesagt von", "Who promised it."),
    Row("support", "from", "requested from, asked from, needed from, support from, help from, supported by, with, kommt von, durch wen, owner, who, who helps, helper, person, people, contact, ansprechpartner, zuständig, verantwortliche, verantwortlicher, responsible, responsible person, assignee, by, sponsor, source, wer, verantwortlich", "It may be who asked.", sure=False),
    Row("topic moment progress rating", "by", "author, raised by, brought by, added by, noted by, seen by, observed by, said by, rated by, rater, given by, von", "Who brought it up, saw or said it."),
    Row("topic moment progress rating", "by", "who, from, person, source, owner, wer", "It may be whom it is about.", sure=False),
    Row(_CLOSING, "refused_by", "refused by, rejected by, declined by, denied by, abgelehnt von", "Who declined it."),
    Row(_CLOSING, "because", "reason, why, cause, rationale, because of, reasoning, justification, motivation, purpose, zweck, grund, begründung, warum, weil", "Why it was dropped, or why it is wanted.", sure=False),
    Row(_CLOSING, "note", "comment, comments, remark, remarks, notes, notiz, notizen, kommentar, kommentare, bemerkung, anmerkung, bemerkungen, anmerkungen, hinweis, hinweise, additional notes, additional comments, other notes, further notes, sonstiges", "A remark to keep."),
    Row(_CLOSING, "note", "description, details, info, beschreibung, detail", "It may be the name of the item, spelt out.", sure=False),
    # ---- a skill, its ratings, an action
    Row("skill", "goal", "ziel, ziele, zum ziel, goals, for goal, linked goal, related goal, supports goal, objective", "Which goal it serves; nothing but ids fits.", sure=False),
    Row("skill strength", "rating", "score, level, current, level now, now, today, rating now, current score out of 10, as is, status quo, where now, where i am, current state, proficiency level, niveau, aktuelles niveau, aktuelle stufe, ist stand, iststand, ist niveau, aktueller stand, heute, kenntnisstand, current level, current rating, current score, proficiency, skill level, ist, bewertung, einschätzung, stufe, aktuell", "Where it stands."),
    Row("skill strength", "rating", "note", "A mark, at school; elsewhere a remark.", sure=False),
    Row("rating", "rating", "score, level, bewertung, stufe, value, wert, points", "The number of that day."),
    Row("skill", "target", "goal level, goal rating, level wanted, wanted, wanted level, future, to be, aim for, aspired level, aspired, where to, next level, planned level, target state, ziel, zielniveau, ziel niveau, soll niveau, soll stand, sollwert, zielbewertung, ziel stufe, gewünscht, wunsch, desired, desired level, desired rating, target level, target rating, target score, required level, expected level, future level, aim, soll, zielwert, zielstufe", "Where it should stand."),
    Row("skill", "ten", "10, what a 10 looks like, what a ten looks like, 10 looks like, a 10 looks like, a ten looks like, looks like at 10, what does a 10 look like, what good looks like, eine 10, was ist eine 10, 10 heißt, eine 10 heißt, ten looks like, a 10, a ten, mastery", "What a 10 looks like."),
    Row("skill", "ways", "options, approaches, ideas, ways to gain a point, ways to improve, wege, ideen", "Ways to gain a point."),
    Row("skill", "ratings", "rating history, history, past ratings, scores, bewertungen", "Ratings over time; other values do not fit."),
    Row("goal skill", "actions", "tasks, steps, action items, action steps, actions to take, steps to take, key actions, plan, tasks to do, task list, to do list, todo list, development steps, how to get there, konkrete schritte, nächste schritte, entwicklungsmaßnahmen, massnahmen, aktionen, aktionsplan, handlungsschritte, schritte und maßnahmen, action plan, activities, development actions, development activities, next steps, milestones, todos, to dos, maßnahmen, aufgaben, schritte, aktivitäten, acciones", "Things to do for it."),
    Row("goal", "obstacles", "barriers, blockers, possible obstacles, potential obstacles, potential barriers, what could get in the way, whats in the way, blocking, difficulties, constraints, concerns, problems, stolpersteine, schwierigkeiten, herausforderungen, probleme, risiko, hindernis, risks, challenges, hurdles, impediments, roadblocks, hindernisse, hürden, risiken", "What could get in the way."),
    Row("action", "type", "method, category, kind, action type, activity type, learning type, development type, 70 20 10, typ, art, kategorie, tipo", "Of which of the three kinds; other values do not fit."),
    Row("conversation", "type", "kind, category, typ, art, tipo", "Which kind of talk."),
    Row("action", "progress", "updates, log, history, progress notes, status updates, fortschritt, verlauf", "Dated notes; other values do not fit."),
    Row("action", "needs", "depends on, waits for, waiting for, waiting on, prerequisite, prerequisites, abhängig von, wartet auf, voraussetzung, blocked by, requires, dependencies, dependency", "What it waits for; nothing but ids fits."),
    Row("rating", "evidence", "proof, example, examples, seen, observed, beleg, belege, beispiel", "What was seen that speaks for it."),
    Row("rating", "evidence", "note, comment, comments, reason, why, because, notiz, kommentar, grund", "What there is to say of a rating.", sure=False),
    Row("progress", "link", "url, href, proof, weblink", "Where to see it."),
    Row("way", "pros", "pro, advantages, advantage, benefits, upsides, upside, für, dafür, plus, vorteile, vorteil", "What speaks for it."),
    Row("way", "cons", "con, disadvantages, disadvantage, drawbacks, minus, downsides, downside, gegen, dagegen, nachteile, nachteil", "What speaks against it."),
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
    Row("status", "todo", "to do, not started, open, planned, not yet, not begun yet, to start, to be started, unstarted, nicht gestartet, noch nicht begonnen, noch nicht gestartet, noch nicht angefangen, noch offen, zu tun, ausstehend, steht an, anstehend, vorgesehen, not yet begun, new, backlog, upcoming, scheduled, not begun, not yet started, nicht begonnen, offen, geplant, pendiente", "Nothing has happened yet."),
    Row("status", "todo", "pending, waiting, next, later, not done, not done yet, not finished, undone, nicht erledigt, noch nicht erledigt, draft, idea, proposed, entwurf", "It may have begun.", sure=False),
    Row("status", "doing", "in progress, started, ongoing, progressing, in process, in progress now, working on it, being worked on, work ongoing, begun, running, continuing, continuous, inprogress, in bearbeitung, läuft noch, läuft gerade, bin dabei, in umsetzung, in gange, im gange, gestartet, angefangen, am laufen, wird bearbeitet, wip, work in progress, underway, under way, active, in work, in arbeit, begonnen, laufend, läuft, on track, en curso, en cours", "Somebody is at it."),
    Row("status", "doing", "half done, partly done, partially done, mostly done, almost done, nearly done, partially complete, halb fertig, fast fertig, teilweise erledigt, teilweise", "Begun, by all accounts.", sure=False),
    Row("status", "done", "complete, completed, finished, closed, achieved, met, reached, successful, fully done, all done, finish, completely done, done and dusted, passed, completed successfully, solved, resolved, abgehakt, beendet, umgesetzt, geschafft, vollständig, komplett, accomplished, delivered, success, ✓, ✔, ✅, ☑, [x], 100%, erledigt, fertig, abgeschlossen, erreicht, hecho, terminé", "It came to its end, and well."),
    Row("status", "done", "x", "A cross is a tick on paper, and struck out elsewhere.", sure=False),
    Row("status", "dropped", "cancelled, canceled, abandoned, obsolete, aborted, scrapped, no longer relevant, no longer needed, not relevant any more, not needed, removed, gave up, cancelled by me, deprioritised, deprioritized, nicht mehr relevant, nicht mehr nötig, entfallen, aufgegeben, storniert, eingestellt, given up, stopped, withdrawn, discontinued, wont do, not doing, verworfen, abgebrochen, gestrichen, hinfällig, cancelado", "It is not wanted any more."),
    Row("status", "refused", "rejected, declined, denied, turned down, not approved, not granted, no approval, vetoed, nicht genehmigt, nicht bewilligt, verweigert, verwehrt, abgelehnt", "Somebody else said no."),
    Row("type", "experience", "on the job, on the job learning, exp, experiences, experiential learning, on the job training, on the job experience, on job, learning by doing, work experience, real work, project work, rotation, job rotation, secondment, lead, leading, practical, praktisch, praxiserfahrung, berufspraxis, praktische erfahrung, erfahrung, projektarbeit, training on the job, job, stretch, stretch assignment, stretch project, project, work, practice, experiential, hands on, doing, assignment, 70, 70%, praxis, projekt, arbeit", "Learning by doing the work."),
    Row("type", "exposure", "shadowing, job shadowing, reverse shadowing, mentorship, being mentored, being coached, buddy, pairing, pair work, pair programming, network, community, learning from others, learn from others, with others, through others, observation, sponsor, austausch mit anderen, von anderen lernen, mentorengespräch, mentoringgespräch, hospitieren, vernetzung, netzwerken, begleitung, kollegialer austausch, mentoring, mentor, coaching, networking, social, social learning, from others, others, relationship, relationships, peer learning, feedback, 20, 20%, hospitation, netzwerk, austausch", "Learning from others."),
    Row("type", "education", "training, course, courses, edu, educ, learning, certified course, lesson, lessons, lecture, lectures, bootcamp, tutorial, degree, books, school, university, e course, mooc, self study, qualification, theory, theoretical, certificate course, lehrgang, seminare, kurse, schulungen, training course, zertifikat, zertifizierung, buch, studium, unterricht, theorie, workshops, online kurs, onlinekurs, bildung, class, formal, formal learning, formal training, reading, book, certification, certificate, workshop, seminar, webinar, e learning, elearning, online course, study, 10, 10%, kurs, schulung, weiterbildung, fortbildung, ausbildung, lesen, curso, formation", "Learning from teaching."),
    Row("type", "exposure", "conference, conferences, konferenz", "One listens there, and one meets people.", sure=False),
    Row("direction", "up", "promotion, upward, upwards, vertical growth, führungskraft, chef, chefin, teamleitung, teamleiter, teamleiterin, leitung, management track, managementlaufbahn, manager track, climbing, growth upward, promoted, vertically, lead, leader, manager, become a manager, people management, senior, next level, more responsibility, step up, move up, führungslaufbahn, führungskarriere, führungsverantwortung, beförderung, hoch, aufsteigen, leadership, management, climb, climber, higher, vertical, aufstieg, aufwärts, führung, nach oben, oben", "The climber's way."),
    Row("direction", "across", "lateral, sideways, lateral move, sideways move, horizontal move, another department, other department, andere abteilung, seitlich, elsewhere, sideward, sidewards, horizontal, another team, other team, seeker, seitwärts, quer", "The seeker's way."),
    Row("direction", "across", "change, role change, new role, different role, another role, other role, switch, wechsel, andere rolle, anderes team", "A new role may lie above.", sure=False),
    Row("direction", "deeper", "expert, expertise, mastery, deep expertise, deeper expertise, go deeper, expert track, specialist track, craft, expertenweg, fachexpertin, spezialistin, specialised, specialized, specialisation, specialization, technical expert, individual contributor, ic, ic track, technical track, fachlaufbahn, fachkarriere, spezialisierung, spezialisieren, expertenlaufbahn, tiefe, in die tiefe, specialist, specialise, specialize, depth, in depth, diver, deep, deepen, experte, expertin, spezialist, fachlich, fachexperte, vertiefen, tiefer", "The diver's way."),
    Row("direction", "unsure", "not sure, not sure yet, open, tbd, to be decided, not decided, not decided yet, still open, still thinking, offen, noch offen, noch unklar, weiß noch nicht, weiss nicht, weiss noch nicht, keine ahnung, unentschieden, unclear, exploring, undecided, unknown, dont know, dont know yet, do not know, no idea, unsicher, unklar, weiß nicht", "Nobody knows yet, and that is an answer here."),
    Row("stage", "draft", "wip, work in progress, in progress, new, neu, in arbeit, in bearbeitung", "What is worked on may be agreed.", sure=False),
    Row("stage", "draft", "noch nicht vereinbart, in draft, drafting, first draft, noch nicht abgestimmt, vorläufig, not agreed, not agreed yet, not yet agreed, proposed, entwurf", "Not agreed yet."),
    Row("stage", "exploring", "exploration, explore, in exploration, exploratory, findungsphase, orientierungsphase, sondierung, discovery, orientierung", "Talks are going on, no goal yet."),
    Row("stage", "agreed", "approved, confirmed, accepted, both agreed, agreed with manager, finalised, finalized, abgesprochen, verabschiedet, genehmigt, bestätigt, unterschrieben, einvernehmlich, signed, signed off, agreed by both, vereinbart, abgestimmt, beschlossen", "Both said yes."),
    Row("story", "told", "erzählt, shared, heard, erzählt", "It was told."),
    Row("story", "told", "erzählt, yes, done, written", "It may be written, and not told.", sure=False),
    Row("story", "declined", "refused, not wanted, does not want to, rather not, nicht gewünscht, abgelehnt", "They would rather not."),
    Row("where", "here", "this team, same team, own team, current role, current job, here in the team, dieses team, selbes team, eigenes team, unser team, bei uns, my team, our team, current team, in team, in this team, hier, im team", "In this team."),
    Row("where", "company", "in the company, within the company, elsewhere in company, other department, within the organisation, within the organization, same organisation, same organization, konzern, im konzern, firmenintern, unternehmensintern, innerhalb der firma, innerhalb des unternehmens, anderes team, andere abteilung, same company, another team, other team, another department, elsewhere in the company, internal, internally, in house, inhouse, firma, intern, unternehmen, im unternehmen", "Elsewhere in the company."),
    Row("where", "outside", "external, externally, elsewhere outside, out of the company, outside company, leave the company, extern außerhalb, andere firma, anderes unternehmen, another company, other company, outside the company, extern, außerhalb", "Not in this company."),
    Row("cadence", "1 week", "weekly, every week, each week, once a week, per week, wöchentlich, jede woche", "Every week."),
    Row("cadence", "2 weeks", "fortnightly, every other week, every second week, every fortnight, 14 tägig, zweiwöchentlich, alle zwei wochen", "Every two weeks; biweekly may be twice a week."),
    Row("cadence", "2 weeks", "biweekly, bi weekly", "Some mean twice a week.", sure=False),
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
    Row("flag", "yes", "y, ye, yeah, yep, true, ja, j, oui, si, ✓, ✔, ✅, ☑, [x], on, 1, sure, willing, of course, yes please, definitely, absolutely, gladly, certainly, ok, okay, jep, klar, na klar, sicher, natürlich, auf jeden fall, happy to, gern, gerne", "A yes in any form."),
    Row("flag", "yes", "x", "A cross in a form is a yes or a no.", sure=False),
    Row("flag", "no", "n, nope, false, no thanks, not now, not really, rather not, lieber nicht, eher nicht, nö, nee, keinesfalls, nein, non, off, 0, not, ✗, ✘, ❌, [ ], never, nie", "A no in any form."),
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
    "tbd, tba, tbc, n/a, na, n.a., none, none yet, nothing yet, noch keine, noch keiner, noch nichts, nothing, nil, null, unknown, ?, ??, ???, -, --, –, —, ..., …, xxx, later, soon, asap, a.s.a.p., "
    "as soon as possible, someday, not yet, not known, not known yet, not set, not set yet, not decided, not decided yet, to be decided, to be "
    "defined, to be determined, to be confirmed, to be discussed, to be announced, to be agreed, dont know, no idea, when possible, keine, "
    "keiner, keines, nichts, offen, noch offen, unbekannt, unklar, k.a., entfällt, folgt, später, bald, baldmöglichst, sobald wie möglich, "
    "noch nicht, wird noch festgelegt, wird noch geklärt, wird noch entschieden, wird festgelegt, wird geklärt, noch zu klären, noch zu klaeren, noch zu definieren, noch unklar, noch unbekannt, in klärung, nach absprache, nach vereinbarung, steht noch nicht fest, kein termin, kein datum, weiß nicht, weiß noch nicht, unsure, not sure, not sure yet, not applicable, empty, blank, leer, to follow, coming soon, t.b.d., sometime, whenever, eventually, when ready, irgendwann, demnächst, zeitnah, no deadline, no date, no date yet, open, open end, ongoing, undecided, never, maybe, perhaps, vielleicht, pending, ninguno, ninguna, aucun, aucune"
)  # fmt: skip
# Words of their own that a slip of the finger could make of a key or a value of ours; nobody who writes one means the other.
OTHER_KEYS = frozenset(["wish", "wait", "width", "missions", "mission", "form", "sort", "rate", "rates", "teams", "team"])
OTHER_VALUES = frozenset(
    (
        "there, where, everywhere, nowhere, gone, going, old, bold, gold, sold, hold, dope, tone, overdue, undone, not met, not reached, "
        "unmet, failed, missed, nicht erreicht"
    ).split(", ")
)
