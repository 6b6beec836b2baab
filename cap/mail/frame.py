"""What a mail program and good manners put around an answer: who wrote when, the head of the mail below, greetings, signatures."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from cap.text.wording import unaccented

_WROTE = re.compile(
    r"\b(?:wrote|schrieb(?:en)?|a écrit|ha scritto|escribió|escreveu|skrev|schreef|kirjoitti|napsal(?:a)?|napisał(?:a)?|пишет|написал(?:а)?|yazdı)"
    r"\b|写道|のメール|さんは書きました",
    re.IGNORECASE,
)
_BEGINS = re.compile(
    r"(?:on|am|le|el|il|em|op|den|dne|w dniu|[^\n]{0,80}<[^<>\s]*$|[^\n]{0,80}<\S+@)(?!\w)", re.IGNORECASE
)  # where it is broken
_SENDER = re.compile(r"\d.*<[^<>\s]+@[^<>\s]+>")  # as it is said in languages that need no verb for it
_WHEN = re.compile(r"\W*(?:\w{2,10}\.?,?\s+)?[\d\w][\d\w./,\s-]{5,20}\s\d{1,2}[:.]\d{2}(?:\s?[ap]\.?m\.?)?\W*", re.IGNORECASE)
_ABOVE = re.compile(
    r"\W*(?:original message|ursprüngliche nachricht|message d.origine|mensaje original|messaggio originale|forwarded message"
    r"|weitergeleitete nachricht|begin forwarded message|message transféré|anfang der weitergeleiteten nachricht)\W*",
    re.IGNORECASE,
)
_FIELD = re.compile(
    r"\W{0,3}(?:from|sent|to|cc|bcc|date|subject|reply-to|importance|von|gesendet|an|kopie|datum|betreff|antwort an|de|envoyé|à|objet|enviado"
    r"|para|asunto|da|inviato|oggetto|a)\W{0,3}\s*:",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"\W{0,3}(?:subject|betreff|objet|asunto|oggetto|sent|gesendet|envoyé|date|datum)\W{0,3}\s*:", re.IGNORECASE
)
_QUOTED_PAGE = re.compile(r"^[ \t]*>.*cap: ", re.M)
_RULE = re.compile(r"[\s_=*-]{5,}")
_DEVICE = re.compile(
    r"(?:sent (?:from (?:my|outlook|mail|yahoo)|with \w+ mail)|get outlook for|von meinem \w+ gesendet|gesendet (?:von|mit)\b|diese nachricht wurde von meinem"
    r"|envoyé (?:de mon|depuis)|enviado desde|inviato da).{0,60}",
    re.IGNORECASE,
)
_HELLO = re.compile(
    r"(?:hi|hello|hey|hiya|dear|(?:good )?(?:morning|afternoon|evening)|hallo|hoi|liebe|lieber|moin|servus|guten (?:tag|morgen|abend)|bonjour|salut"
    r"|chère?|ciao|hola|buen[oa]s (?:días|tardes)|olá|oi|caro|cara|hej|hei|cześć|dzień dobry|ahoj|merhaba|привет|здравствуйте|добрый день|مرحبا|שלום"
    r"|thanks|thank you|many thanks|danke|vielen dank|merci|gracias|grazie|obrigad[oa])\b",
    re.IGNORECASE,
)
_BYE = re.compile(
    r"(?:best|all the best|kind regards|warm regards|regards|cheers|yours|sincerely|see you|talk soon|thanks|thank you|many thanks|love|take care"
    r"|viele grüße|liebe grüße|beste grüße|herzliche grüße|mit freundlichen|grüße|gruß|lg|vg|mfg|bis bald|bis dann|danke|vielen dank"
    r"|cordialement|bien à (?:toi|vous)|à bientôt|amicalement|merci|saludos|un abrazo|saluti|ciao|gracias|grazie|groet(?:en|jes)?"
    r"|met vriendelijke|mvh|med vänlig\w*|vänliga|hälsningar|hilsen|pozdrawiam|pozdrowienia|dziękuję|s pozdravem|с уважением|спасибо|saygılar\w*"
    r"|abraços?|atenciosamente|obrigad[oa]|شكرا|תודה)\b",
    re.IGNORECASE,
)
# What the mail systems of firms put above a mail from outside.
_BANNER = re.compile(
    r"\W*(?:caution|warning|external(?: e-?mail| sender)?|achtung|extern|\[external\])\W.*(?:organi[sz]ation|sender|attachment|link|anhänge|absender).*"
    r"|do not click (?:on )?(?:any )?links.*",
    re.IGNORECASE,
)
# Where the answer is, which says nothing of itself.
_POINTS = re.compile(
    r"(?:(?:hi|hello|hey|hallo|dear|lieber?)\W+\w+\W+)?(?:please\s+)?(?:(?:see|find)\s+(?:below|attached|inline)"
    r"|(?:my\s+)?(?:answers?|replies|comments?)\s+(?:are\s+)?(?:below|attached|inline|in\s+\w+)(?:\s+in\s+\w+)?"
    r"|(?:meine\s+)?antworten?\s+(?:unten|anbei)|siehe\s+unten|anbei|ci-joint|ver\s+abajo)[^\w?]*",
    re.IGNORECASE,
)
# What the mail systems of firms put below a mail: whom it is for, and that all is confidential.
_NOTICE = re.compile(
    r"\W*(?:this|the (?:information|contents?)|diese[rs]?|der inhalt|ce (?:message|courriel)|le présent|este (?:mensaje|correo)|questo messaggio)\b"
    r".*\b(?:intended (?:solely|only|recipient|for the)|addressee|(?:may|might) contain confidential|(?:are|is) confidential and|legally privileged"
    r"|vertrauliche (?:und|oder|informationen)|vertraulich und|destinataires?|destinatari[oa]s?)\b.*"
    r"|\W*(?:if you are not the (?:intended|named|right) (?:recipient|addressee)|wenn sie nicht der (?:richtige|vorgesehene|beabsichtigte)"
    r"|please consider the environment|bitte (?:prüfen|denken) sie .*(?:drucken|umwelt)|si vous n.êtes pas le destinataire|si no es usted el destinatario)\b.*",
    re.IGNORECASE,
)
_HONOURED = re.compile(r"\S{1,12}(?:さん|様|さま|님|你好|您好)[、，,。:：]?")
_INITIAL = re.compile(r"\w(?: x+)?")
SIGNATURE = re.compile(r"--\s*")
_SHORT = 5  # words of a greeting; what is longer says something


def introduces(lines: Sequence[str], below: Callable[[int], bool]) -> int:
    """How many of these lines, the first ones, introduce the mail that is quoted below them: `On … wrote:`, a head with `From:`; 0 for
    none. `below` says whether what was sent begins at a line."""
    if _ABOVE.fullmatch(lines[0]):
        return 1
    if _RULE.fullmatch(lines[0]):
        return 1 if below(1) or (len(lines) > 1 and introduces(lines[1:], lambda at: below(at + 1))) else 0
    fields = next((n for n, line in enumerate(lines) if not _FIELD.match(line)), len(lines))
    if fields >= 2 and any(_SUBJECT.match(line) for line in lines[:fields]):
        return fields
    dated = next(
        (n for n, line in enumerate(lines[:3]) if _WHEN.fullmatch(line) and _FIELD.match("".join(lines[n + 1 : n + 2]))), -1
    )
    if dated >= 0 and all(len(line.split()) <= _SHORT for line in lines[:dated]):
        return next((n for n, line in enumerate(lines) if n > dated and not _FIELD.match(line)), len(lines))
    for size in range(1, min(len(lines), 3) + 1):
        whole = " ".join(lines[:size])
        if size > 1 and (not (_BEGINS.match(lines[0]) and re.search(r"[\d@<]", lines[0])) or _BEGINS.match(lines[size - 1])):
            return 0
        if len(whole) < 300 and whole.rstrip("\u200e\u200f ").endswith((":", "：")):
            return size if (_WROTE.search(whole) or _SENDER.search(whole)) and below(size) else 0
    return 0


def without_introductions(text: str) -> str:
    """A text without the lines that introduce what is quoted below them with `>`, where that is a page of ours. In one that came as it
    was saved, such a line is somebody's own."""
    if not _QUOTED_PAGE.search(text):
        return text
    lines, kept, at = text.split("\n"), [], 0
    while at < len(lines):

        def below(size: int, at: int = at) -> bool:
            return next((line for line in lines[at + size :] if line.strip()), "").lstrip().startswith(">")

        ahead = [line.rstrip("\r") for line in lines[at : at + 12]]
        size = introduces(ahead, below) if lines[at].strip() and not lines[at].lstrip().startswith(">") else 0
        kept += lines[at : at + 1] if not size else []
        at += size or 1
    return "\n".join(kept)


def plain_name(line: str) -> str:
    """A line as a name is compared: its words in small letters, without accents, as people sign on a telephone."""
    return " ".join(re.findall(r"[^\W_]+", unaccented(line)))


def is_farewell(line: str) -> bool:
    """Whether a line takes leave, so that what is below a name after it is a signature."""
    return len(line.split()) <= _SHORT and _BYE.match(line) is not None


def is_notice(text: str) -> bool:
    """Whether a sentence is what a firm puts below every mail, such as that it is confidential."""
    return _NOTICE.fullmatch(text.strip()) is not None


def without_greeting(text: str) -> tuple[str, str]:
    """The greeting that a text begins with, "" for none, and the rest: `Hi Tom,` and what he is told."""
    found = re.match(rf"{_HELLO.pattern}(?:\s+[^\W\d_][\w.’'-]*){{0,2}}\s*[,!]\s+(?=\w)", text, re.IGNORECASE)
    return (found[0].strip(), text[found.end() :]) if found and len(found[0].split()) <= 3 else ("", text)


def is_manners(line: str, names: frozenset[str]) -> bool:
    """Whether a line is a greeting, a farewell, the line of a telephone, or says where the answer is; or nothing but one of these `names`,
    in small letters."""
    text, name = line.strip(), plain_name(line)
    short = len(line.split()) <= _SHORT
    if any(pattern.fullmatch(text) for pattern in (_DEVICE, _RULE, _POINTS, _HONOURED, _BANNER)):
        return True
    head = re.match(r"([^|·•,–—]+?) *[|·•,–—]", text)
    if head and " " in (signed := plain_name(head[1])) and signed in names and len(text.split()) <= 8:
        return True
    if name in names or (_INITIAL.fullmatch(name) and name[0] in {one[0] for one in names}):
        return True
    if short and _BYE.match(line) and any(name.endswith(f" {one}") for one in names):
        return True
    ends = len(line.split()) <= 3 or text.endswith((",", "!", "."))
    return short and "?" not in line and ends and (_HELLO.match(line) or _BYE.match(line)) is not None
