"""What the name of a file promises to be in it."""

from __future__ import annotations

from pathlib import Path

from cap.refusal import Refusal
from cap.text.shell import for_shell
from cap.workspace.paths import shown

# The endings of each kind of text that goes out; what has none may be called as one likes, but for what promises another kind. How to come
# by what an ending promises follows for each kind that has siblings: `{file}` is what was asked for, `{md}` and the like the same with that
# ending.
_ENDS = {
    "html": (".html", ".htm"),
    "eml": (".eml",),
    "csv": (".csv",),
    "svg": (".svg",),
    "ics": (".ics",),
    "json": (".json",),
    "gitlab": (".json",),
    "rdjson": (".json",),
    "sarif": (".sarif", ".json"),
}
_PROMISING = {ending for ends in _ENDS.values() for ending in ends} | {".pdf", ".docx", ".odt", ".xlsx", ".ods", ".png", ".jpg"}
_PANDOC = "Write it as Markdown, and turn that into one: -o {md}, then `pandoc {md} -o {file}`"
_PRINT = "open that in a browser and print it"
_PAGE = {
    ".pdf": f"{_PANDOC}; or add --format html -o {{html}}, {_PRINT}.",
    ".docx": f"{_PANDOC}.",
    ".odt": f"{_PANDOC}.",
    ".html": "For the browser, add --format html; as Markdown: -o {md}.",
    ".htm": "For the browser, add --format html; as Markdown: -o {md}.",
    ".eml": "A mail is made by --format eml, where a command has it; as Markdown: -o {md}.",
}
_BROWSER = {
    ".pdf": f"Write -o {{html}}, {_PRINT}.",
    ".docx": f"{_PANDOC}.",
    ".odt": f"{_PANDOC}.",
    ".md": "A page for the browser goes by -o {html}.",
    ".eml": "A page for the browser goes by -o {html}.",
}
_TABLE = {
    ".html": "Add --format html.",
    ".htm": "Add --format html.",
    ".csv": "Add --format csv.",
    ".json": "Add --format json.",
    ".xlsx": "Any spreadsheet opens --format csv -o {csv}.",
    ".ods": "Any spreadsheet opens --format csv -o {csv}.",
    ".pdf": f"For paper, add --format html -o {{html}}, {_PRINT}.",
    ".docx": "A word processor opens --format html -o {html}.",
    ".odt": "A word processor opens --format html -o {html}.",
}
_DRAWN = {
    ".svg": "Add --format svg.",
    ".html": "A browser opens --format svg -o {svg}.",
    ".htm": "A browser opens --format svg -o {svg}.",
    ".pdf": f"For paper, add --format svg -o {{svg}}, {_PRINT}.",
    ".png": "The picture is drawn by --format svg -o {svg}.",
    ".jpg": "The picture is drawn by --format svg -o {svg}.",
}
_DAYS = dict.fromkeys(
    [".html", ".htm", ".pdf", ".csv", ".md", ".json"], "What a calendar reads is -o {ics}; for people there is `cap due`."
)
_REPORT = {".json": "Add --format json.", ".sarif": "Add --format sarif."}
_OWN = "Name it for what will be in it: -o {fit}."
_OTHERS = {
    "html": _BROWSER,
    "text": {**_PAGE, ".json": "Add --format json."},
    **dict.fromkeys(["tree", "mermaid", "svg"], _DRAWN),
    "ics": _DAYS,
    **dict.fromkeys(["full", "concise", "github", "gitlab", "rdjson"], _REPORT),
    "baseline": dict.fromkeys(_PROMISING, "A baseline is plain text; call it {fit}, for instance."),
}


def require_ending(output: Path, kind: str, *, table: bool = False) -> None:
    """Refuse a file whose name says that something else is in it than a text of that kind, which is one of a table. Raises Refusal."""
    ending = output.suffix.lower()
    own = _ENDS.get(kind, ())
    if ending in own or not (ending in _PROMISING or (own and ending == ".md")):
        return
    others = _OTHERS.get(kind, {} if own or table else _PAGE)
    how = (_TABLE.get(ending) if table else None) or others.get(ending) or _OWN
    fit = output.with_suffix(own[0] if own else ".md" if kind in ("md", "prompt") else ".txt")
    named = {name: for_shell(shown(output.with_suffix(f".{name}"))) for name in ("md", "html", "csv", "svg", "ics")}
    named |= {"file": for_shell(shown(output)), "fit": for_shell(shown(fit))}
    raise Refusal(f"{shown(output)} would not hold what its name says", how.format(**named))
