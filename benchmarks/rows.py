"""The rows of the table: what is measured, against what, and how good it should be."""

from __future__ import annotations

import json
import operator
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from pathlib import Path
from statistics import median
from typing import NamedTuple

from benchmarks import language_server
from benchmarks.corpus import Kind, corpus, extracted, plan_text
from benchmarks.history import one_person, people
from benchmarks.processes import MEGABYTE, Command, NotThere, in_turn, output, python, ratios, run, tool

_SIGNS: dict[str, Callable[[float, float], bool]] = {"≤": operator.le, "≥": operator.ge, "<": operator.lt, ">": operator.gt}


class Goal(NamedTuple):
    """A bound such as ≤ 1.5 ×."""

    sign: str
    bound: float
    unit: str = "×"

    def __str__(self) -> str:
        return f"{self.sign} {self.bound:g} {self.unit}"

    def met_by(self, value: float) -> bool:
        return _SIGNS[self.sign](value, self.bound)


class Row(NamedTuple):
    """One line of the table. `measure` gives the figures of all rounds, or raises NotThere."""

    what: str
    goal: Goal | None
    measure: Callable[[], list[float]]

    def markdown(self) -> str:
        """Measure, and write the line."""
        goal = str(self.goal) if self.goal else "—"
        try:
            figures = self.measure()
        except NotThere as why:
            return f"| {self.what} | {goal} | not there yet ({str(why).replace('|', '/')}) | — | — |"
        unit = self.goal.unit if self.goal else "×"
        middle = median(figures)
        met = ("yes" if self.goal.met_by(middle) else "**no**") if self.goal else "—"
        return f"| {self.what} | {goal} | {_shown(middle)} {unit} | {_shown(min(figures))}–{_shown(max(figures))} | {met} |"


def _shown(figure: float) -> str:
    return f"{figure:.2f}" if figure < 10 else f"{figure:.0f}"


class Size(NamedTuple):
    """How much is measured: numbers of plans, of rounds for what is short, long and very long, and of keystrokes in an editor."""

    plans: int
    many: int
    peers: int
    start_ups: int
    rounds: int
    few_rounds: int
    edits: int
    versions: int
    people: int


_WORKSPACE = 5_000  # plans
FULL = Size(
    plans=10_000, many=100_000, peers=200, start_ups=21, rounds=5, few_rounds=3, edits=10_000, versions=1_000, people=5_000
)
QUICK = Size(plans=1_000, many=10_000, peers=50, start_ups=7, rounds=3, few_rounds=1, edits=1_000, versions=1_000, people=500)


def rows(folder: Path, size: Size) -> Iterator[Row]:
    """Every row, in the table's order. The corpora are made below `folder` when a row needs them."""
    yield from _start_ups(folder, size)
    yield from _one_process(folder, size)
    yield from _two_cores(folder, size)
    yield from _very_many(folder, size)
    yield from _team(folder, size)
    yield from _language_server(folder, size)
    yield from _history(folder, size)


def _cap(root: Path, *words: str, code: int = 0) -> Command:
    return Command(python(tool("cap"), *words), root, code)


# Start-up: whole processes against the smallest Typer app that has commands.

_EMPTY = """
import sys
import typer

app = typer.Typer()


@app.command()
def one(path: str) -> None:
    pass


@app.command()
def two() -> None:
    pass


def main() -> None:
    app(prog_name="empty")
"""
_SCRIPT = """
import sys
from empty import main

if __name__ == "__main__":
    sys.exit(main())
"""


def _start_ups(folder: Path, size: Size) -> Iterator[Row]:
    root = folder / "start-up"
    (root / "plans").mkdir(parents=True, exist_ok=True)
    (root / "plans" / "alice.md").write_bytes(plan_text(0)[1])
    (root / "plans" / "bob.md").write_bytes(plan_text(1, 1)[1])
    (root / "cap.yaml").write_text("plans: plans\n")
    (root / "empty.py").write_text(_EMPTY)
    (root / "script").write_text(_SCRIPT)
    empty = Command(python(str(root / "script"), "one", "plans/alice.md"), root)

    def row(what: str, bound: float | None, command: Callable[[], Command]) -> Row:
        def measure() -> list[float]:
            ratios(command(), empty, 1)  # compiles what Python has not compiled yet
            return ratios(command(), empty, size.start_ups)

        return Row(f"start-up: {what}", Goal("≤", bound) if bound else None, measure)

    def completion() -> Command:
        asked = {"_CAP_COMPLETE": "complete_bash", "COMP_WORDS": "cap show al", "COMP_CWORD": "2"}
        command = _cap(root)._replace(extra=asked)
        if output(command).split() != ["alice"]:
            raise NotThere("it does not answer `alice`")
        return command

    yield row("`cap lint alice.md`, clean", 1.5, lambda: _cap(root, "lint", "plans/alice.md"))
    yield row("`cap lint bob.md`, one finding", 1.75, lambda: _cap(root, "lint", "--fail-on", "hint", "plans/bob.md", code=1))
    yield row("Tab after `cap show al`", 1.2, completion)
    yield row("`cap agenda alice --type unclear-goals`", 2.4, lambda: _cap(root, "agenda", "alice", "--type", "unclear-goals"))
    yield row("`cap --help`", None, lambda: _cap(root, "--help"))


# One process: against the floor, and against tools that look at YAML.


@cache
def _clean(folder: Path, plans: int) -> Path:
    root = corpus(folder, Kind(plans, 0))
    _expect(root, plans, 0)
    return root


@cache
def _spoilt(folder: Path, plans: int, one_in: int) -> Path:
    kind = Kind(plans, one_in)
    root = corpus(folder, kind)
    if plans <= FULL.plans:
        _expect(root, plans, kind.findings)
    return root


def _expect(root: Path, plans: int, findings: int) -> None:
    """What is measured is what the row says: every plan is read, and so many findings are made. Raises NotThere."""
    printed = output(_cap(root, "lint", "--format", "json", code=1 if findings else 0), last=500)
    summary = json.loads("{" + printed[printed.rindex('"summary"') :])["summary"]
    found = sum(summary[level] for level in ("errors", "warnings", "hints"))
    if (summary["files"], found) != (plans, findings):
        raise NotThere(f"{found:,} findings in {summary['files']:,} plans; {findings:,} in {plans:,} were sown")


def _lint(root: Path, jobs: int | None, code: int = 0) -> Command:
    return _cap(root, "lint", *(["--jobs", str(jobs)] if jobs else []), code=code)


def _one_process(folder: Path, size: Size) -> Iterator[Row]:
    plans = f"{size.plans:,} clean plans, one process"

    def against_floor() -> list[float]:
        root = _clean(folder, size.plans)
        floor = Command(python(str(Path(__file__).parent / "floor.py")), root)
        run(floor)
        return ratios(_lint(root, 1), floor, size.rounds)

    def against_clean() -> list[float]:
        clean, spoilt = _clean(folder, size.plans), _spoilt(folder, size.plans, 1)
        return ratios(_lint(spoilt, 1, 1), _lint(clean, 1), size.rounds)

    yield Row(f"{plans}, against reading and parsing alone", Goal("≤", 2.5), against_floor)
    for peer, goal in _PEERS.items():
        yield Row(f"{plans}: times as fast a plan as {peer}", goal, partial(_against, peer, folder, size))
    yield Row(f"{size.plans:,} plans with two findings each, against clean ones", Goal("≤", 3.5), against_clean)


_PEERS = {
    "check-jsonschema with `cap schema`": Goal("≥", 20),
    "yamllint": Goal("≥", 50),
    "biome with its YAML rules, one thread": Goal(">", 1),
}


_BIOME_RULES = (
    "noDuplicateMapKeys",
    "noYamlBooleanKeys",
    "noYamlEmptyMapKeys",
    "noYamlEmptyMapValues",
    "noYamlEmptySequenceEntries",
)


def _against(peer: str, folder: Path, size: Size) -> list[float]:
    """How many times as long as `cap` a peer takes for one more plan: the start-up of both is taken off."""
    root = _clean(folder, size.plans)
    yaml = extracted(root)
    files = [f"yaml/{path.name}" for path in sorted((yaml / "yaml").iterdir())]
    many = len(files) if peer.startswith("biome") else size.peers
    first = next((root / "plans").iterdir())

    def a_plan(command: Callable[[int], Command], count: int) -> float:
        return (run(command(count)).seconds - run(command(1)).seconds) / (count - 1)

    def theirs(count: int) -> Command:
        return _peer(peer, yaml, files[:count])

    def ours(count: int) -> Command:
        return _lint(root, 1) if count > 1 else _cap(root, "lint", f"plans/{first.name}")

    run(theirs(1))
    return in_turn(lambda: a_plan(theirs, many), lambda: a_plan(ours, size.plans), size.few_rounds)


def _peer(peer: str, yaml: Path, files: Sequence[str]) -> Command:
    if peer.startswith("check-jsonschema"):
        schema = yaml / "schema.json"
        if not schema.is_file():
            schema.write_text(output(_cap(yaml, "schema")), encoding="utf-8")
        return Command(python(tool("check-jsonschema"), "--schemafile", "schema.json", *files), yaml)
    if peer.startswith("yamllint"):
        # its default rules, but for those on looks, and the one that takes `yes` for a truth value
        off = ", ".join(f"{rule}: disable" for rule in ("line-length", "comments", "document-start", "truthy"))
        rules = f"{{extends: default, rules: {{{off}}}}}"
        return Command(python(tool("yamllint"), "-d", rules, *files), yaml)
    biome = Path(__file__).parent / ".venv" / "npm" / "node_modules" / ".bin" / "biome"
    if not biome.exists():
        raise NotThere("biome is not here" if shutil.which("npm") else "npm is not here")
    # Its rules for YAML have to be asked for. It is given the folder: so many names are more than a command line takes.
    asked = [f"--only=nursery/{rule}" for rule in _BIOME_RULES]
    words = [str(biome), "lint", *asked, *(files if len(files) == 1 else ["yaml"])]
    return Command(words, yaml, extra={"RAYON_NUM_THREADS": "1"})


# Two cores: the clock counts here, not the work. And very many plans.


def _two_cores(folder: Path, size: Size) -> Iterator[Row]:
    def clock(plans: int, jobs: int) -> float:
        return run(_lint(_clean(folder, plans), jobs)).clock

    def against(plans: int, one: int, other: int, rounds: int) -> list[float]:
        return in_turn(partial(clock, plans, one), partial(clock, plans, other), rounds)

    many = f"{size.plans:,} clean plans: times as fast with `--jobs 2` as with 1"
    yield Row(many, Goal("≥", 1.7), lambda: against(size.plans, 1, 2, size.rounds))
    few = "10 clean plans: `--jobs 2` against 1"
    yield Row(few, Goal("≤", 1.05), lambda: against(10, 2, 1, size.start_ups))  # 5 % is the noise that equal commands show


def _very_many(folder: Path, size: Size) -> Iterator[Row]:
    memory: list[float] = []

    def linear() -> list[float]:
        many, fewer = (_spoilt(folder, plans, 10) for plans in (size.many, size.plans))
        first = next((fewer / "plans").iterdir())

        def a_plan(root: Path, plans: int) -> float:
            whole = run(_lint(root, 1, 1))
            memory.append(whole.memory / MEGABYTE)
            start_up = run(_cap(fewer, "lint", f"plans/{first.name}")).seconds
            return (whole.seconds - start_up) / (plans - 1)

        return in_turn(lambda: a_plan(many, size.many), lambda: a_plan(fewer, size.plans), size.few_rounds)

    def most() -> list[float]:
        if not memory:
            linear()
        return [max(memory)]

    def most_of_two() -> list[float]:
        return [run(_lint(_spoilt(folder, size.many, 10), 2, 1)).memory / MEGABYTE]

    many = f"{size.many:,} plans, findings in one of ten"
    yield Row(f"{many}: time a plan, against {size.plans:,}", Goal("≤", 1.1), linear)
    yield Row(f"{many}: most memory", Goal("<", 250, "MB"), most)
    yield Row(f"{many}: most memory of one of the processes of `--jobs 2`", Goal("<", 250, "MB"), most_of_two)


def _team(folder: Path, size: Size) -> Iterator[Row]:
    def measure(name: str) -> list[float]:
        root = _clean(folder, size.plans)
        return ratios(_cap(root, name), _lint(root, None), size.few_rounds)

    for name in ("list", "due"):
        yield Row(f"`cap {name}` on {size.plans:,} plans, against `cap lint`", Goal("≤", 1.5), partial(measure, name))


# The language server: milliseconds by the clock, because somebody waits for them.


def _language_server(folder: Path, size: Size) -> Iterator[Row]:
    @cache
    def typed() -> language_server.Figures:
        return language_server.typing(folder, size.edits)

    @cache
    def opened() -> tuple[float, float]:
        return language_server.opening(folder, _WORKSPACE)

    def grown() -> list[float]:
        early, late = typed().memory
        return [late / early]

    plan = "language server, a plan of 300 lines"
    yield Row(f"{plan}: diagnostics after a keystroke, 95th percentile", Goal("≤", 50, "ms"), lambda: _p95(typed().diagnostics))
    yield Row(f"{plan}: completion after a keystroke, 95th percentile", Goal("≤", 20, "ms"), lambda: _p95(typed().completion))
    yield Row(f"{plan}: memory after {size.edits:,} edits, against a tenth of them", Goal("≤", 1.05), grown)
    many = f"language server, {_WORKSPACE:,} plans"
    yield Row(f"{many}: until everybody in them is known", Goal("≤", 3, "s"), lambda: [opened()[0]])
    yield Row(f"{many}: the longest wait for an answer meanwhile", Goal("≤", 50, "ms"), lambda: [opened()[1]])


def _p95(figures: list[float]) -> list[float]:
    """What 95 of a hundred stay below, of each tenth of the figures, in their order."""
    step = max(len(figures) // 10, 2)
    return [language_server.p95(figures[i : i + step]) for i in range(0, len(figures) - step + 1, step)]


# What is told of the past.


def _history(folder: Path, size: Size) -> Iterator[Row]:
    """The clock counts: git works at the same time."""

    def versions() -> list[float]:
        root = one_person(folder, size.versions)
        command = Command([sys.executable, "-m", "benchmarks.told", str(root), "plans/alice.md"], Path(__file__).parents[1])
        if int(output(command)) != size.versions - 1:
            raise NotThere("it does not tell one change for each version")
        return [run(command).clock for _ in range(size.rounds)]

    def talks() -> list[float]:
        root = people(folder, size.people)
        command = _cap(root, "diff")
        if output(command).count("Role: Head of everything") != size.people:
            raise NotThere("it does not tell one change for each plan")
        return [run(command).clock for _ in range(size.few_rounds)]

    yield Row(f"{size.versions:,} versions of a plan, told", Goal("≤", 1, "s"), versions)
    yield Row(f"`cap diff` of {size.people:,} people, since the last talk with each", Goal("≤", 10, "s"), talks)
