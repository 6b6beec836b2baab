"""The plans that are opened in a browser, and the pages that `cap` makes of them: another page is a line of `PAGES`."""

from __future__ import annotations

import os
from contextlib import chdir
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml
from typer.testing import CliRunner

from cap.cli.app import app
from cap.plan.read import Reading, read
from tests.form.texts import SCRIPTS, SPECIAL

ROOT = Path(__file__).parents[2]
DAY = date(2026, 11, 22)
EXAMPLES = ("linh", "wairimu", "ally-adventure")  # ordinary plans
TALKS = sorted(path.name.partition(".")[0] for path in (ROOT / "templates/agenda").glob("[!_]*.md.j2"))

# What can be opened in a browser, and how the page is made, NAME being the plan.
PAGES = {
    "show": ("show", "NAME"),
    "form": ("form", "NAME"),
    "list": ("list",),
    "due": ("due",),
    "timeline": ("timeline", "NAME"),
    "prep for manager": ("prep", "NAME", "--for", "manager"),
    "prep for person": ("prep", "NAME", "--for", "person"),
    "agenda for manager": ("agenda", "NAME", "--for", "manager"),
    "agenda for person": ("agenda", "NAME", "--for", "person"),
    **{f"agenda for both, {kind}": ("agenda", "NAME", "--type", kind) for kind in TALKS},
}
COME_BACK = ("form", "prep", "agenda")  # the commands whose pages have fields
ONE_OF_EACH = [page for page in PAGES if "both, " not in page or page.endswith(", check-in")]


class Desk:
    """A folder with plans in it, on the machine of somebody who uses `cap`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.plans = folder / "team" / "plans"
        self.plans.mkdir(parents=True)
        (folder / "team" / "cap.yaml").touch()
        for name in EXAMPLES:
            self.put(name, (ROOT / "examples" / "plans" / f"{name}.md").read_text(encoding="utf-8"))

    def put(self, name: str, text: str) -> None:
        (self.plans / f"{name}.md").write_text(text, encoding="utf-8")

    def cap(self, *words: str | Path) -> str:
        """Call `cap` there; what it said on standard error."""
        own = {f"XDG_{what}_HOME": str(self.folder / what) for what in ("CACHE", "STATE", "DATA", "CONFIG")}
        nobody = {"HOME": str(self.folder), "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        with chdir(self.plans.parent):
            done = CliRunner().invoke(app, list(map(str, words)), env={**own, **nobody, "CAP_ME": "Ruth", "CAP_TODAY": str(DAY)})
        assert done.exit_code == 0, done.stderr
        return done.stderr

    def page(self, page: str, name: str, format: str = "html") -> Path:
        """Make a page of a plan; where it is."""
        path = self.folder / f"{name} {page}.{format}"
        if not path.exists():
            words = [name if word == "NAME" else word for word in PAGES[page]]
            self.cap(*words, "--format", format, "-o", path)
        return path

    def read(self, name: str) -> Reading:
        """The plan as it is now."""
        return read((self.plans / f"{name}.md").read_bytes())

    def private(self) -> str:
        """All that is kept on the private side."""
        return "".join(path.read_text(encoding="utf-8") for path in (self.folder / "DATA").rglob("*.md"))


def crowded() -> str:
    """A plan with something in every field, in ten scripts, with all the signs that somebody takes for something."""
    texts = [*SCRIPTS, *(text.replace("\n", " ") for text in SPECIAL)]
    said = iter(range(10**6))

    def words() -> str:
        n = next(said)
        return f"{texts[n % len(texts)]} {n}"

    def day(n: int) -> str:
        return str(DAY + timedelta(days=7 * n))

    def step(n: int) -> dict[str, Any]:
        return {
            "action": words(),
            "type": ("experience", "exposure", "education")[n % 3],
            "measure": words(),
            "due": day(n - 2),
            "with": [words()],
            "progress": [{"date": day(-n - 1), "note": words(), "link": "https://example.org/a_b_c"}],
        }

    plan = {
        "name": "Zoë “Zed” O'Brien <b>مريم</b> " + "Pneumonoultramicroscopicsilicovolcanoconiosis" * 2,
        "role": words(),
        "manager": words(),
        "started": day(-60),
        "direction": ["up", "deeper"],
        "motivations": [words()],
        "interests": [words(), "x" * 300],
        "themes": [words()],
        "strengths": [{"skill": words(), "rating": 8}],
        "visions": [{"id": "one", "vision": words(), "where": "here"}, {"id": "two", "vision": words()}],
        "goals": [
            {"id": "goal", "goal": words(), "vision": "one", "measure": words(), "due": day(30), "obstacles": [words()], "actions": [step(1)]}
        ],
        "skills": [
            {
                "skill": words(),
                "goal": "goal",
                "rating": 5,
                "target": 7,
                "ten": words(),
                "ways": [words(), {"way": words(), "pros": words(), "cons": words()}, words()],
                "ratings": [{"date": day(m - 40), "rating": 1 + (n + m) % 10, "by": ("self", "manager", "Tom")[m % 3]} for m in range(n)],
                "actions": [step(n), step(n + 1)],
            }
            for n in range(5)
        ],
        "support": [{"need": words(), "from": words(), "due": day(-1)}, words()],
        "ahead": [{"date": day(5), "what": words()}],
        "moments": [{"date": day(-3), "moment": words(), "by": "Ruth"}],
        "topics": [{"topic": words(), "by": "zoe", "date": day(-3)}],
        "conversations": [{"date": day(-8), "type": "action-plan"}],
        "next": day(1),
    }  # fmt: skip
    story = "\n\n".join(text for text in texts if not text.startswith("<!--"))
    return f"---\n{yaml.safe_dump(plan, allow_unicode=True, sort_keys=False)}---\n\n# Zoë\n\n## Life story\n\n{story}\n"
