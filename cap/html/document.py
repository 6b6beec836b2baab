"""Put a page together: what is in it, how it looks, and what it may do, which is next to nothing."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from html import escape

from cap.text.escapes import visible

# Each block reads in the direction of its own words, so that a name in Arabic and our labels can stand on one page.
STYLE = """\
:root{color-scheme:light dark;--ink:#1d1f23;--soft:#565a61;--line:#c9ccd1;--page:#fff;--late:#a3230b;--link:#0b57a4}
@media(prefers-color-scheme:dark){:root{--ink:#e8e8e6;--soft:#a9adb4;--line:#474b52;--page:#16181c;--late:#ff9c85;--link:#8ab8ff}}
*{box-sizing:border-box}
html{background:var(--page);color:var(--ink);font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;overflow-wrap:break-word}
body{margin:0}
main{max-width:66rem;margin:0 auto;padding:1.25rem 1rem 3rem}
h1,h2,h3,h4,p,li,dt,dd,td,th,blockquote,summary{unicode-bidi:plaintext;text-align:start}
h1{font-size:1.7rem;line-height:1.25;margin:.4rem 0}
h2{font-size:1.2rem;margin:2rem 0 .5rem;padding-bottom:.2rem;border-bottom:1px solid var(--line)}
h3,h4{font-size:1.02rem;margin:1.2rem 0 .3rem}
p{margin:.4rem 0}
p,li,dd,blockquote{max-width:44rem}
[dir=ltr],[dir=rtl]{unicode-bidi:isolate}
ul[dir],ol[dir]{padding-inline:1.6rem}
a{color:var(--link)}
:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.soft{color:var(--soft)}
.late{color:var(--late);font-weight:600}
dt,dd,td{overflow-wrap:anywhere}
table{border-collapse:collapse;width:100%}
th,td{border:1px solid var(--line);padding:.3rem .5rem;vertical-align:top;overflow-wrap:anywhere;min-width:4rem}
pre{white-space:pre-wrap;overflow-wrap:anywhere}
figure{margin:.8rem 0}
.wide{overflow-x:auto}
@page{margin:17mm 16mm}
@media print{
:root{--ink:#000;--soft:#333;--line:#999;--page:#fff;--late:#000;--link:#000}
html{font-size:10.5pt}
main{max-width:none;padding:0}
h1,h2,h3,h4{break-after:avoid;break-inside:avoid}
tr,figure,blockquote{break-inside:avoid}
p,li{orphans:2;widows:2}
.wide{overflow:visible}
.wide svg{max-width:100%;height:auto}
}"""


def document(title: str, body: Iterable[str], *, style: str = "", script: str = "", mark: str = "") -> str:
    """A whole page. `body` is HTML, line by line; `style` comes behind what all pages have; `script` is the only one that may run;
    `mark` is words of ours that the first line of the file shall hold."""
    styles = f"{STYLE}\n{style}".strip()
    allowed = ["default-src 'none'", f"style-src {_hash(styles)}", "base-uri 'none'", "form-action 'none'"]
    if script:
        allowed.append(f"script-src {_hash(script)}")
    lines = [
        f"<!doctype html><!-- {mark} -->" if mark else "<!doctype html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{"; ".join(allowed)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        f"<title>{text(title)}</title>",
        f"<style>{styles}</style>",
        "</head>",
        "<body>",
        "<main>",
        _uncommanding("\n".join(body)),
        "</main>",
        *([f"<script>{script}</script>"] if script else []),
        "</body>",
        "</html>",
    ]
    return "\n".join(lines) + "\n"


def text(words: str) -> str:
    """Text as it can stand in HTML, between tags or inside a quoted attribute, on one line."""
    return escape(visible(" ".join(words.split())))


def _uncommanding(body: str) -> str:
    """HTML in which a build server that reads along finds no command, and a browser the same words (see `commandless`)."""
    body = re.sub(r"(##\w*)\[", r"\1&#91;", body) if "##" in body else body
    return re.sub(r"(?m)^(\s*:):", r"\1&#58;", body) if "::" in body else body


def _hash(content: str) -> str:
    return f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'"
