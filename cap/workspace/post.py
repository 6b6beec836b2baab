"""A plan as a `frontmatter.Post`, for Python users. Nothing of `cap` writes with it: dumping YAML loses what people wrote."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NoReturn

import frontmatter
from frontmatter.default_handlers import BaseHandler

from cap.plan.fences import Fences, cut
from cap.plan.read import read
from cap.plan.values import values
from cap.text.wording import sentence
from cap.workspace.files import contents


class PlanHandler(BaseHandler):
    """python-frontmatter's way to a plan, with the fences and the values of `cap`: `frontmatter.load(path, handler=PlanHandler())`."""

    def __init__(self) -> None:
        """The base class wants a pattern for the fences; `cut` knows them better."""

    def detect(self, text: str) -> bool:
        return isinstance(cut(text.encode()), Fences)

    def split(self, text: str) -> tuple[str, str]:
        raw = text.encode()
        fences = cut(raw)
        if not isinstance(fences, Fences):
            raise ValueError(f"{sentence(fences.message)} {fences.hint}")  # noqa: TRY004  the text is wrong, not its type
        return raw[fences.start : fences.end].decode(), raw[fences.body :].decode()

    def load(self, fm: str, **kwargs: object) -> dict[str, Any]:
        return _values(f"---\n{fm}\n---\n".encode(), "the front matter")

    def export(self, metadata: dict[str, object], **kwargs: object) -> NoReturn:
        raise NotImplementedError("a plan is edited in place, by hand or with `cap`; dumping it would lose comments and layout")


def load(path: str | Path) -> frontmatter.Post:
    """A plan: its metadata as plain values (dates as dates, blank keys left out, the team's own among them), its body as it stands in the file.

    Raises ValueError, with the findings, for a file that is not a plan, and OSError for one that cannot be read.
    """
    raw = contents(path)
    post = frontmatter.Post(read(raw).body.decode("utf-8", errors="replace"), handler=PlanHandler())
    post.metadata = _values(raw, str(path))
    return post


def _values(raw: bytes, path: str) -> dict[str, Any]:
    reading = read(raw, path)
    if reading.plan is None:
        raise ValueError("\n".join(f"{p.path}:{p.line}:{p.column}: {sentence(p.message)} {p.hint}" for p in reading.problems))
    return values(reading, reading.plan, dates=True)
