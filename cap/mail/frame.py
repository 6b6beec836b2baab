"""What a mail program and good manners put around an answer: who wrote when, the head of the mail below, greetings, signatures."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

_WROTE = re.compile(
    r"\b(?:wrote|schrieb(?:en)?|a écrit|ha scritto|escribió|escreveu|skrev|schreef|kirjoitti|napsal(?:a)?|napisał(?:a)?|пишет|написал(?:а)?|yazdı)"
    r"\b|写道|のメール|さんは書きました",
    re.IGNORECASE,
)
_BEGINS = re.compile(
    r"(?:on|am|le|el|il|em|op|den|dne|w dniu|[^\n]{0,80}<[^<>\s]*$|[^\n]{0,80}<\S+@)(?!\w)", re.IGNORECASE
)  # where it is broken
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
_RULE = re.compile(r"[\s_=*-]{5,}")
_DEVICE = re.compile(
    r"(?:sent from (?:my|outlook|mail|yahoo)|get outlook for|von meinem \w+ gesendet|gesendet (?:von|mit)\b|diese nachricht wurde von meinem"
    r"|envoyé (?:de mon|depuis)|enviado desde|inviato da).{0,60}",
    re.IGNORECASE,
)
_HELLO = re.compile(
    r"(?:hi|hello|hey|hiya|dear|good (?:morning|afternoon|evening)|hallo|liebe|lieber|moin|servus|guten (?:tag|morgen|abend)|bonjour|salut|chère?"
    r"|ciao|hola|buenos días|caro|cara|thanks|thank you|many thanks|danke|vielen dank|merci)\b",
    re.IGNORECASE,
)
_BYE = re.compile(
    r"(?:best|all the best|kind regards|warm regards|regards|cheers|yours|sincerely|see you|talk soon|thanks|thank you|many thanks|love|take care"
    r"|viele grüße|liebe grüße|beste grüße|herzliche grüße|mit freundlichen|grüße|gruß|lg|vg|mfg|bis bald|bis dann|danke|vielen dank"
    r"|cordialement|bien à (?:toi|vous)|à bientôt|amicalement|merci|saludos|un abrazo|saluti|ciao)\b",
    re.IGNORECASE,
)
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
    for size in range(1, min(len(lines), 3) + 1):
        whole = " ".join(lines[:size])
        if size > 1 and (not (_BEGINS.match(lines[0]) and re.search(r"[\d@<]", lines[0])) or _BEGINS.match(lines[size - 1])):
            return 0
        if len(whole) < 300 and whole.rstrip("\u200e\u200f ").endswith((":", "：")):
            return size if _WROTE.search(whole) and below(size) else 0
    return 0


def without_introductions(text: str) -> str:
    """A text without the lines that introduce what is quoted below them with `>`."""
    lines, kept, at = text.split("\n"), [], 0
    while at < len(lines):

        def below(size: int, at: int = at) -> bool:
            return next((line for line in lines[at + size :] if line.strip()), "").lstrip().startswith(">")

        ahead = [line.rstrip("\r") for line in lines[at : at + 3]]
        size = introduces(ahead, below) if lines[at].strip() and not lines[at].lstrip().startswith(">") else 0
        kept += lines[at : at + 1] if not size else []
        at += size or 1
    return "\n".join(kept)


def is_manners(line: str, names: frozenset[str]) -> bool:
    """Whether a line is a greeting, a farewell or the line of a telephone; or nothing but one of these `names`, in small letters."""
    words = line.split()
    if _DEVICE.fullmatch(line.strip()) or _RULE.fullmatch(line):
        return True
    if " ".join(re.findall(r"[^\W_]+", line.casefold())) in names:
        return True
    return (
        len(words) <= _SHORT
        and "?" not in line
        and any(
            pattern.match(line) and (len(words) <= 3 or line.rstrip().endswith((",", "!", "."))) for pattern in (_HELLO, _BYE)
        )
    )
