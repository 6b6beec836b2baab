"""A page in Markdown as a form in the browser: its boxes, blanks and tables can be filled in, and what comes out is the same page, filled.

The page goes along as it was printed. The script (fillable.js) puts what was typed into those lines and hands them back as a file or as
text, so that whatever reads the page on paper or from a mail reads it from here too.
"""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

from cap.html.document import document, text
from cap.html.markdown import html

# A field stands in the Markdown as a mark between two characters that no keyboard has, until the Markdown is HTML.
_OPEN, _CLOSE = "\ue000", "\ue001"
_FORGED = re.compile(r"[\ue000\ue001]|&#(?:x0*e00[01]|0*5734[45]);?", re.IGNORECASE)  # such a mark in the page itself
_BLANK = re.compile(r"_{3,}")
_BOX = re.compile(r"^(\s*- )\[[ xX]\] ")
_HEADING = re.compile(r"#{1,6} (.*)")
_END = re.compile(r"<!--|cap: ")  # the lines by which a page is known; they are not for people

STYLE = """\
html{scroll-padding-bottom:8rem}
main{max-width:48rem}
li{margin:.3rem 0}
input,textarea,button{font:inherit;color:inherit;background:transparent;border:1px solid var(--soft);border-radius:4px;padding:.15rem .4rem}
input.blank{width:14rem;max-width:100%;margin:.12rem 0}
input.long{display:block;width:100%;max-width:40rem}
td input.blank{width:100%;min-width:6rem}
@media(max-width:30rem){td input.blank{min-width:3.5rem}}
input[type=checkbox]{width:1.15rem;height:1.15rem;vertical-align:-.2rem;margin:0 .35rem 0 0}
li:has(>input[type=checkbox]),li:has(>p>input[type=checkbox]){list-style:none;margin-inline-start:-1.4rem}
textarea{display:block;width:100%;max-width:44rem;min-height:3.4rem;margin:.3rem 0 1rem}
label.notes{color:var(--soft);font-size:.92rem;display:block}
.back{position:sticky;bottom:0;background:var(--page);border-top:1px solid var(--line);padding:.6rem 0;display:flex;flex-wrap:wrap;gap:.6rem;align-items:center}
.back p{margin:0;flex-basis:100%}
html:not(.live) :is(.back,button){display:none}
button{cursor:pointer;padding:.4rem .9rem}
button.main{background:var(--link);border-color:var(--link);color:var(--page);font-weight:600}
[hidden]{display:none!important}
@media print{.back,button{display:none}input,textarea{border:0;border-bottom:1px solid #000;border-radius:0}input[type=checkbox]{appearance:none;border:1px solid #000;width:.9rem;height:.9rem}textarea{min-height:4.5rem;border:1px solid #999;resize:none;break-before:avoid;break-inside:avoid}label.notes{display:none}}"""


def fillable(page: str, *, key: str, how: str, mark: str = "") -> str:
    """The page as one HTML file. `key` names the file that Save downloads; `how` says in a sentence what to do with it; `mark` as in
    `document`."""
    lines = page.split("\n")
    body = [unscripted(how), _with_fields(_marked(lines), lines), *way_back(page, key=key, how=how)]
    title = next((_said(line) for line in lines if _HEADING.match(line)), key)
    return document(title, body, style=STYLE, script=script(Path(__file__).with_name("fillable.js")), mark=mark)


def way_back(page: str, *, key: str, how: str) -> list[str]:
    """What stands below every page that comes back: how to hand it over."""
    return [
        '<div class="back">',
        '<button type="button" class="main" id="save">Save</button>',
        '<button type="button" id="copy">Copy as text</button>',
        f'<p class="soft" id="said" role="status">{text(how)}</p>',
        "</div>",
        f'<textarea id="source" data-name="{text(key)}" hidden aria-hidden="true" tabindex="-1" readonly>{verbatim(page)}</textarea>',
    ]


def unscripted(how: str = "") -> str:
    """What a browser shows that runs no script."""
    return f"<noscript><p>{text(f'Print this page and write on it, or answer by mail in your own words. {how}')}</p></noscript>"


def script(own: Path) -> str:
    """The script of a page that comes back: what all of them do, and what puts its answer together."""
    return "".join(file.read_text(encoding="utf-8") for file in (Path(__file__).with_name("back.js"), own))


def _marked(lines: list[str]) -> str:
    """The page's Markdown with a mark for each field: boxes, blanks, room for notes below each part, and more rows below a table."""
    end = next((i for i, line in enumerate(lines) if _END.match(line)), len(lines))
    marked: list[str] = []
    part = table = False
    for n, line in enumerate([*lines[:end], "## "]):
        if table and not line.startswith("|"):
            marked += ["", _mark("r", n)]
        table = line.startswith("|")
        if _HEADING.match(line + " "):
            if part:
                marked += ["", _mark("n", n), ""]
            part = line.startswith("## ")
        if n < end:
            line = _FORGED.sub("\ufffd", line)
            line = _BOX.sub(lambda box, n=n: box[1] + _mark("c", n), line)  # type: ignore[misc]
            blanks = iter(range(99))
            marked.append(_BLANK.sub(lambda _, n=n, blanks=blanks: _mark("b", n, next(blanks)), line))  # type: ignore[misc]
    return "\n".join(marked)


def _mark(kind: str, line: int, place: int = 0) -> str:
    return f"{_OPEN}{kind}{line}.{place}{_CLOSE}"


def _with_fields(marked: str, lines: list[str]) -> str:
    """The HTML of the page with a field for each mark, and none for a mark that the page has brought along in disguise."""
    mark = rf"{_OPEN}(?P<kind>[a-z])(?P<line>\d+)\.(?P<place>\d+){_CLOSE}"
    left = {found[0] for found in re.finditer(mark, marked)}

    def field(found: re.Match[str]) -> str:
        if found[0] not in left:
            return ""
        left.discard(found[0])
        kind, n, place = found["kind"], int(found["line"]), int(found["place"])
        match kind:
            case "c":
                return f'<input type="checkbox" data-line="{n}" aria-label="{text(_said(lines[n]))}"> '
            case "b":
                last = lines[n].rstrip().endswith("_") and place == len(_BLANK.findall(lines[n])) - 1
                return f'<input class="blank{" long" * last}" data-line="{n}" data-blank="{place}" autocomplete="off" aria-label="{text(_asked(lines, n, place))}">'
            case "r":
                return f'<p><button type="button" class="row" data-before="{n}">Another row</button></p>'
        heading = next(line for line in reversed(lines[:n]) if _HEADING.match(line))
        return (
            f'<label class="notes" for="n{n}">Notes on “{text(_said(heading))}”</label>'
            f'<textarea id="n{n}" data-before="{n}" dir="auto"></textarea>'
        )

    made = html(marked, below=0)
    made = re.sub(rf"<p>(?={_OPEN}[nr])(.*?{_CLOSE})</p>", r"\1", made)
    return re.sub(mark, field, made)


def _said(line: str) -> str:
    """What a line says, without its Markdown."""
    return unescape(re.sub(r"^\s*(?:[-*] (?:\[.\] )?|#+ )|\*\*?|\\(?=\W)", "", line).strip())[:120]


def _asked(lines: list[str], n: int, place: int) -> str:
    """What a blank asks for: the words before it, or the head of its column."""
    line = lines[n]
    before = list(_BLANK.finditer(line))[place].start()
    if line.startswith("|"):
        top = next(i for i in range(n, -1, -1) if i == 0 or not lines[i - 1].startswith("|"))
        heads = [cell.strip() for cell in lines[top].strip("| ").split("|")]
        column = line[:before].count("|") - line[:before].count("\\|") - 1
        row = n - top - 1
        return f"{heads[column] if column < len(heads) else 'Cell'}, row {row}"
    words = re.split(r"_{3,}|[·;.!?:] ", line[:before].rstrip(" :"))[-1]
    return _said(words) or "Your words"


def verbatim(page: str) -> str:
    """A page inside a textarea, to the character; a first line break would be swallowed."""
    return "\n" + page.replace("&", "&amp;").replace("<", "&lt;")
