"""How much the tests hold: small faults are put into the code one by one, and each should make a test fail.

    python -m benchmarks.mutation [MODULE or MUTANT...]

mutmut makes the faults; `[tool.mutmut]` in pyproject.toml says in which modules, and which tests should notice. Three things are done
differently from `mutmut run`:

- It leaves decorated functions alone, and every rule is one. So it is given a copy (in build/mutation) in which `@rule(...)` above a
  function is a call below it.
- Other words for people are no fault. So in the copy a text with a blank in it has three quotes, which mutmut leaves alone as well.
- It collects the tests anew for each mutant. Here they are collected once; each mutant gets a fork of that process, in which no test
  has run yet, and the quickest tests first.

What survives is printed as a diff, and then a table. The exit code is 1 when a module has less than 85 % of its mutants killed; when a
mutant that always fails is not killed; or when some rule has no killed mutant, which would mean that it was passed over.
"""

from __future__ import annotations

import argparse
import ast
import difflib
import io
import os
import pickle
import re
import resource
import shutil
import sys
import time
import tokenize
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from _pytest.runner import runtestprotocol

ROOT = Path(__file__).parent.parent
COPY = ROOT / "build" / "mutation"
COPIED = ("cap", "tests", "templates", "examples", "pyproject.toml", "README.md", "CHANGELOG.md", "LICENSE")
REHEARSAL = COPY / "rehearsal"
ENOUGH = 85  # per cent
MEMORY = 4 << 30  # bytes that the tests of one mutant may take


class Mutant(NamedTuple):
    """One faulty version of one function. `function` and `name` are mutmut's names, with the module before them."""

    module: str
    function: str
    name: str


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.mutation", description="How many faults the tests notice.")
    parser.add_argument("wanted", nargs="*", metavar="MODULE", help="such as cap.lint.engine, or the name of one mutant")
    wanted = tuple(parser.parse_args().wanted)
    config = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["mutmut"]
    files = [path for pattern in config["only_mutate"] for path in sorted(ROOT.glob(pattern))]
    copy(files)
    os.chdir(COPY)
    sys.path.insert(0, str(COPY))
    mutants = [mutant for path in files for mutant in mutate(path, wanted)]
    selection = ["-q", "-p", "no:cacheprovider", *config["pytest_add_cli_args_test_selection"]]
    trial = Trial(mutants, selection)
    if pytest.main(selection, plugins=[trial]) or not trial.killed:
        return 1
    for mutant in mutants:
        if mutant not in trial.killed:
            print(*diff(mutant), sep="\n", end="\n\n")
    return report(mutants, trial.killed) + (0 if wanted else rules_passed_over(trial.killed))


# --- the copy ---------------------------------------------------------------------------------------------------------------------


def copy(files: list[Path]) -> None:
    """Make the copy, with the files to be mutated prepared for mutmut."""
    shutil.rmtree(COPY, ignore_errors=True)
    COPY.mkdir(parents=True)
    for source in (ROOT / name for name in COPIED):
        if source.is_file():
            shutil.copy(source, COPY)
        else:
            shutil.copytree(source, COPY / source.name, ignore=shutil.ignore_patterns("__pycache__"))
    for path in files:
        target = COPY / path.relative_to(ROOT)
        target.write_text(undecorated(in_triple_quotes(path.read_text("utf-8"))), "utf-8")


def undecorated(source: str) -> str:
    """Code that does the same without decorators above functions."""
    lines = source.split("\n")
    functions = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef) and node.decorator_list]
    for function in sorted(functions, key=lambda function: -function.lineno):
        indent = " " * function.col_offset
        calls = [f"{indent}{function.name} = {ast.unparse(node)}({function.name})" for node in reversed(function.decorator_list)]
        lines[function.end_lineno : function.end_lineno] = calls
        del lines[function.decorator_list[0].lineno - 1 : function.lineno - 1]
    return "\n".join(lines)


def in_triple_quotes(source: str) -> str:
    """Every text literal of several words gets three quotes."""
    lines = source.split("\n")
    for token in reversed(list(tokenize.generate_tokens(io.StringIO(source).readline))):
        literal = re.fullmatch(r"""(r?)(["'])(?!\2)(.*\S \S.*)\2""", token.string) if token.type == tokenize.STRING else None
        if literal:
            row, start, end = token.start[0] - 1, token.start[1], token.end[1]
            lines[row] = f"{lines[row][:start]}{literal[1]}{literal[2] * 3}{literal[3]}{literal[2] * 3}{lines[row][end:]}"
    return "\n".join(lines)


def mutate(path: Path, wanted: tuple[str, ...]) -> Iterator[Mutant]:
    """Put all mutants of a file into it, where a trampoline chooses the one under test; those that are wanted."""
    from mutmut.mutation.file_mutation import mutate_file_contents

    file = path.relative_to(ROOT)
    module = ".".join(file.with_suffix("").parts).removesuffix(".__init__")
    if wanted and not any(name == module or name.startswith(f"{module}.x") for name in wanted):
        return
    made = mutate_file_contents(str(file), file.read_text("utf-8"))
    file.write_text(made.code, "utf-8")
    for name in (f"{module}.{name}" for name in made.mutant_names):
        if not wanted or module in wanted or name in wanted:
            yield Mutant(module, name.partition("__mutmut_")[0], name)


def diff(mutant: Mutant) -> Iterator[str]:
    """What is faulty about a mutant."""
    file = COPY / mutant.module.replace(".", "/")
    source = (file / "__init__.py" if file.is_dir() else file.with_suffix(".py")).read_text("utf-8")
    name = mutant.name.removeprefix(f"{mutant.module}.")
    functions = {node.name: node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef)}
    right, wrong = (
        (ast.get_source_segment(source, functions[version]) or "").replace(version, "…", 1).split("\n")
        for version in (f"{name.partition('__mutmut_')[0]}__mutmut_orig", name)
    )
    yield f"# {mutant.name}"
    yield from list(difflib.unified_diff(right, wrong, lineterm="", n=1))[2:]


# --- the tests --------------------------------------------------------------------------------------------------------------------


class Trial:
    """A plugin for pytest: in place of one run of the tests, one for each mutant."""

    def __init__(self, mutants: list[Mutant], selection: list[str]) -> None:
        self.mutants, self.selection = mutants, selection
        self.killed: set[Mutant] = set()

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        in_fork(partial(rehearse, session.items))
        if wait()[1] != 0:
            return True
        reached: list[Reached] = sorted(pickle.loads(REHEARSAL.read_bytes()))
        in_fork(partial(first_failure, "fail", session.items))
        if wait()[1] == 0:
            print("\na mutant that always fails was not killed", file=sys.__stderr__)
            return True
        limit = int(3 * sum(entry.seconds for entry in reached)) + 10
        processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
        running: dict[int, Mutant] = {}
        for number, mutant in enumerate(self.mutants, 1):
            if len(running) == processors:
                self.note(running)
            items = [session.items[entry.item] for entry in reached if mutant.function in entry.functions]
            trial = partial(first_failure, mutant.name, items) if items else partial(start_anew, mutant.name, self.selection)
            running[in_fork(trial, limit)] = mutant
            print(f"\r{number} of {len(self.mutants)}, {len(self.killed)} killed ", end="", file=sys.__stderr__, flush=True)
        while running:
            self.note(running)
        print(file=sys.__stderr__)
        return True

    def note(self, running: dict[int, Mutant]) -> None:
        """Wait for one of the processes. A mutant is killed by a failing test, and by taking too long."""
        process, code = wait()
        mutant = running.pop(process)
        if code != 0:
            self.killed.add(mutant)


class Reached(NamedTuple):
    """What a test does without any mutant: how long it takes, its number, and the functions that it reaches."""

    seconds: float
    item: int
    functions: frozenset[str]


def rehearse(items: list[Any]) -> int:
    """Run all tests without a mutant, and write down what each of them reaches; 1 when one fails."""
    from mutmut.mutation.trampoline import set_mutant_under_test
    from mutmut.state import state

    set_mutant_under_test("stats")
    reached = []
    for number, item in enumerate(items):
        start = time.process_time()
        if failed(item):
            print(f"\nwithout any mutant, {item.nodeid} fails", file=sys.__stderr__)
            return 1
        hits = state()._stats  # noqa: SLF001 - mutmut has no public name for it
        reached.append(Reached(time.process_time() - start, number, frozenset(hits)))
        hits.clear()
    REHEARSAL.write_bytes(pickle.dumps(reached))
    return 0


def first_failure(mutant: str, items: list[Any]) -> int:
    """Run tests on a mutant; 1 as soon as one fails."""
    from mutmut.mutation.trampoline import set_mutant_under_test

    set_mutant_under_test(mutant)
    return int(any(failed(item) for item in items))


def start_anew(mutant: str, selection: list[str]) -> int:
    """Run all tests on a mutant of what no test reaches, because it is done when the code is imported."""
    environment = os.environ | {"MUTANT_UNDER_TEST": mutant, "PYTHONPATH": str(COPY)}
    os.execve(sys.executable, [sys.executable, "-m", "pytest", "-x", *selection], environment)


def failed(item: Any) -> bool:
    return any(report.failed for report in runtestprotocol(item, log=False, nextitem=None))


def in_fork(run: Callable[[], int], seconds: int = 3600) -> int:
    """Start a process that ends with what `run` returns; it may take so many seconds of a processor."""
    process = os.fork()
    if process:
        return process
    code = 2
    try:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        code = run()
    finally:
        os._exit(code)


def wait() -> tuple[int, int]:
    """The next process that ends, and its exit code."""
    process, status = os.wait()
    return process, os.waitstatus_to_exitcode(status)


# --- the result -------------------------------------------------------------------------------------------------------------------


def report(mutants: list[Mutant], killed: set[Mutant]) -> int:
    """Print a table; 1 when a module has too few mutants killed."""
    made, dead = Counter(mutant.module for mutant in mutants), Counter(mutant.module for mutant in killed)
    print("| module | mutants | killed | % |", "| --- | --: | --: | --: |", sep="\n")
    for module, count in made.items():
        print(f"| {module} | {count} | {dead[module]} | {100 * dead[module] / count:.1f} |")
    print(f"| all | {made.total()} | {dead.total()} | {100 * dead.total() / made.total():.1f} |")
    return int(any(100 * dead[module] < ENOUGH * count for module, count in made.items()))


def rules_passed_over(killed: set[Mutant]) -> int:
    """1, with a word, when no mutant of some rule was killed."""
    from cap.lint.rules import RULES

    dead = {mutant.function.rpartition(".")[2] for mutant in killed}
    by_comment = ("unknown-ignore", "unused-ignore")  # ignores.py does their work
    missing = [rule.id for rule in RULES if f"x_{rule.id.replace('-', '_')}" not in dead and rule.id not in by_comment]
    if missing:
        print(f"No mutant was killed of {', '.join(missing)}.")
    return int(bool(missing))


if __name__ == "__main__":
    raise SystemExit(main())
