"""How much the tests hold: small faults are put into the code one by one, and each should make a test fail.

    python -m benchmarks.mutation [--jobs N] [PART or MODULE or MUTANT...]

`PARTS` says in which modules, which tests should notice, and how often. mutmut makes the faults; three things are done differently from
`mutmut run`:

- It leaves decorated functions alone, and every rule is one. So it is given a copy (in build/mutation) in which `@rule(...)` above a
  function is a call below it.
- Other words for people are no fault. So in the copy a text with a blank in it has three quotes, which mutmut leaves alone as well.
- It collects the tests anew for each mutant. Here they are collected once; each mutant gets a fork of that process, in which no test
  has run yet, and first the tests that noticed other faults in the same function, then the quickest. It is killed by a test that fails,
  and by one that takes far too long.

What survives is printed as a diff, and then a table. The exit code is 1 when a module has too few of its mutants killed; when a mutant
that always fails is not killed; or when none is killed of some function, which would mean that it was passed over, or that no test
reaches it.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import difflib
import gc
import importlib
import io
import os
import pickle
import re
import resource
import shutil
import signal
import sys
import tempfile
import time
import tokenize
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from _pytest.runner import runtestprotocol

ROOT = Path(__file__).parent.parent
COPY = ROOT / "build" / "mutation"
COPIED = ("cap", "tests", "templates", "examples", "pyproject.toml", "README.md", "CHANGELOG.md", "LICENSE")
REHEARSAL = COPY / "rehearsal"
FAILURES = COPY / "failures"  # on each line the name of a function, and the number of a test that failed with a mutant of it
TEMPORARY = Path(tempfile.gettempdir()) / "cap-mutation"  # where the copy's work tree does not matter
MEMORY = 4 << 30  # bytes that the tests of one mutant may take


class Part(NamedTuple):
    """Files, the tests that should notice faults in them, and how many of the faults of each file, in per cent."""

    files: tuple[str, ...]
    tests: tuple[str, ...]
    enough: int


def files_in(folder: str, names: str) -> tuple[str, ...]:
    return tuple(f"{folder}/{name}.py" for name in names.split())


PARTS = {
    "rules": Part(
        (*files_in("cap/lint", "doubt engine ignores rule words"), "cap/lint/rules/*.py"),
        ("tests/lint", "tests/plan", "tests/cli/test_private.py"),
        85,
    ),
    "reading": Part(files_in("cap/plan", "certify nodes places read shape"), ("tests/lint", "tests/plan"), 85),
    "writing": Part(
        (
            "cap/plan/fences.py",
            *files_in("cap/edit", "apply scalars"),
            "cap/edit/splicing/*.py",
            *files_in("cap/workspace", "landing locking writing"),
        ),
        ("tests/edit", "tests/writing", "tests/plan/test_fences.py", "tests/plan/test_error_gallery.py"),
        90,
    ),
}
IGNORED = "tests/plan/test_hostile.py"  # which measures time


class Mutant(NamedTuple):
    """One faulty version of one function. `function` and `name` are mutmut's names, with the module before them."""

    part: str
    module: str
    function: str
    name: str


def main() -> int:
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    parser = argparse.ArgumentParser(prog="python -m benchmarks.mutation", description="How many faults the tests notice.")
    parser.add_argument("wanted", nargs="*", metavar="PART", help=f"{', '.join(PARTS)}, a module, or one mutant; all without")
    parser.add_argument("--jobs", type=int, default=processors, metavar="N", help="mutants at a time (default: all processors)")
    options = parser.parse_args()
    files = {path: name for name, part in PARTS.items() for pattern in part.files for path in sorted(ROOT.glob(pattern))}
    copy(files)
    os.chdir(COPY)
    sys.path.insert(0, str(COPY))
    mutants = [mutant for path, part in files.items() for mutant in mutate(path, part, options.wanted or list(PARTS))]
    if not mutants:
        parser.error(f"there is no mutant of {' or '.join(options.wanted)}")
    trial = Trial(mutants, options.jobs)
    parts = dict.fromkeys(mutant.part for mutant in mutants)
    if pytest.main(selection(*parts), plugins=[trial]) or not trial.killed:
        return 1
    modules = {mutant.module for mutant in mutants if mutant.name not in options.wanted}
    return report(mutants, trial.killed) | passed_over([path for path in files if module_of(path) in modules], trial.killed)


def selection(*parts: str) -> list[str]:
    """What pytest is told to run the tests of some parts."""
    tests = dict.fromkeys(path for part in parts for path in PARTS[part].tests)
    return ["-q", "-p", "no:cacheprovider", f"--ignore={IGNORED}", *tests]


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


# --- the copy ---------------------------------------------------------------------------------------------------------------------


def copy(files: Iterable[Path]) -> None:
    """Make the copy, with the files to be mutated prepared for mutmut."""
    for folder in (COPY, TEMPORARY):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    for source in (ROOT / name for name in COPIED):
        if source.is_file():
            shutil.copy(source, COPY)
        else:
            shutil.copytree(source, COPY / source.name, ignore=shutil.ignore_patterns("__pycache__"))
    for path in files:
        (COPY / path.relative_to(ROOT)).write_text(prepared(path), "utf-8")


def prepared(path: Path) -> str:
    """The code of a file, as mutmut gets it."""
    return undecorated(in_triple_quotes(path.read_text("utf-8")))


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


def mutate(path: Path, part: str, wanted: Sequence[str]) -> Iterator[Mutant]:
    """Put all mutants of a file into it, where a trampoline chooses the one under test; those that are wanted."""
    from mutmut.mutation.file_mutation import mutate_file_contents

    module = module_of(path)
    if not any(name in (part, module) or name.startswith(f"{module}.x") for name in wanted):
        return
    file = path.relative_to(ROOT)
    made = mutate_file_contents(str(file), file.read_text("utf-8"))
    file.write_text(made.code, "utf-8")
    for name in (f"{module}.{name}" for name in made.mutant_names):
        if part in wanted or module in wanted or name in wanted:
            yield Mutant(part, module, name.partition("__mutmut_")[0], name)


def diff(mutant: Mutant) -> Iterator[str]:
    """What is faulty about a mutant."""
    made = functions_made(mutant.module)
    name = mutant.name.removeprefix(f"{mutant.module}.")
    original = f"{name.partition('__mutmut_')[0]}__mutmut_orig"
    right, wrong = ([line.replace(version, "…") for line in made[version]] for version in (original, name))
    yield f"# {mutant.name}"
    yield from list(difflib.unified_diff(right, wrong, lineterm="", n=1))[2:]


@cache
def functions_made(module: str) -> dict[str, list[str]]:
    """The lines of every function of a module, and of its mutants."""
    file = COPY / module.replace(".", "/")
    source = (file / "__init__.py" if file.is_dir() else file.with_suffix(".py")).read_text("utf-8")
    lines = source.split("\n")
    found = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef))
    return {node.name: lines[node.lineno - 1 : node.end_lineno] for node in found}


# --- the tests --------------------------------------------------------------------------------------------------------------------


class Trial:
    """A plugin for pytest: in place of one run of the tests, one for each mutant."""

    def __init__(self, mutants: list[Mutant], jobs: int) -> None:
        self.mutants, self.jobs = mutants, jobs
        self.killed: set[Mutant] = set()

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        in_fork(partial(rehearse, session.items))
        if wait()[1] != 0:
            return True
        rehearsed, imported = pickle.loads(REHEARSAL.read_bytes())
        reached: list[Reached] = sorted(rehearsed)
        for name in imported:  # so that not every fork has to
            with contextlib.suppress(ImportError):
                importlib.import_module(name)
        gc.freeze()
        in_fork(partial(first_failure, "fail", session.items, reached))
        if wait()[1] == 0:
            print("\na mutant that always fails was not killed", file=sys.__stderr__)
            return True
        FAILURES.write_text("")
        running: dict[int, Mutant] = {}
        for number, mutant in enumerate(self.mutants, 1):
            if len(running) == self.jobs:
                self.note(running)
            tests = PARTS[mutant.part].tests
            able = [test for test in reached if mutant.function in test.functions and test.name.startswith(tests)]
            failures = Counter(FAILURES.read_text("utf-8").split("\n"))
            able.sort(key=lambda test: -failures[f"{mutant.function} {test.item}"])
            trial = partial(first_failure, mutant.name, session.items, able) if able else partial(start_anew, mutant)
            running[in_fork(trial)] = mutant
            print(f"\r{number} of {len(self.mutants)}, {len(self.killed)} killed ", end="", file=sys.__stderr__, flush=True)
        while running:
            self.note(running)
        print(file=sys.__stderr__)
        return True

    def note(self, running: dict[int, Mutant]) -> None:
        """Wait for one of the processes, and print what is faulty about a mutant that is not killed."""
        process, code = wait()
        mutant = running.pop(process)
        if code != 0:
            self.killed.add(mutant)
        else:
            print("", *diff(mutant), sep="\n", flush=True)


class Reached(NamedTuple):
    """What a test does without any mutant: how long it takes, its number and name, and the functions that it reaches."""

    seconds: float
    item: int
    name: str
    functions: frozenset[str]


def rehearse(items: list[Any]) -> int:
    """Run all tests without a mutant, and write down what each of them reaches, and what they import; 1 when one fails."""
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
        reached.append(Reached(time.process_time() - start, number, item.nodeid, frozenset(hits)))
        hits.clear()
    imported = [name for name in sys.modules if name.partition(".")[0] not in ("cap", "tests")]
    REHEARSAL.write_bytes(pickle.dumps((reached, imported)))
    return 0


def first_failure(mutant: str, items: list[Any], tests: Sequence[Reached]) -> int:
    """Run tests on a mutant; 1 as soon as one fails. One that goes on for ever, or waits for ever, ends the process."""
    from mutmut.mutation.trampoline import set_mutant_under_test

    set_mutant_under_test(mutant)
    for test in tests:
        limit(int(5 * test.seconds) + 5)
        if failed(items[test.item]):
            with FAILURES.open("a", encoding="utf-8") as file:
                file.write(f"{mutant.partition('__mutmut_')[0]} {test.item}\n")
            return 1
    return 0


def start_anew(mutant: Mutant) -> int:
    """Run all tests on a mutant of what no test reaches, because it is done when the code is imported."""
    environment = os.environ | {"MUTANT_UNDER_TEST": mutant.name, "PYTHONPATH": str(COPY)}
    os.execve(sys.executable, [sys.executable, "-m", "pytest", "-x", *selection(mutant.part)], environment)


def limit(seconds: int) -> None:
    """From now on the process may take so many seconds of a processor, and four times as many by the clock."""
    resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time()) + seconds, resource.RLIM_INFINITY))
    signal.alarm(4 * seconds)


def failed(item: Any) -> bool:
    return any(report.failed for report in runtestprotocol(item, log=False, nextitem=None))


def in_fork(run: Callable[[], int]) -> int:
    """Start a process that ends with what `run` returns."""
    process = os.fork()
    if process:
        return process
    code = 2
    try:
        os.setsid()
        os.environ["TMPDIR"] = tempfile.tempdir = tempfile.mkdtemp(prefix=f"{os.getpid()}-", dir=TEMPORARY)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        code = run()
    finally:
        os._exit(code)


def wait() -> tuple[int, int]:
    """The next process that ends, and its exit code. Whatever it has started, or left in a temporary folder, is gone with it."""
    process, status = os.wait()
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process, signal.SIGKILL)
    for folder in TEMPORARY.glob(f"{process}-*"):
        shutil.rmtree(folder, ignore_errors=True)
    return process, os.waitstatus_to_exitcode(status)


# --- the result -------------------------------------------------------------------------------------------------------------------


def report(mutants: list[Mutant], killed: set[Mutant]) -> int:
    """Print a table; 1 when a module has too few mutants killed."""
    made, dead = Counter(mutant.module for mutant in mutants), Counter(mutant.module for mutant in killed)
    print("| module | mutants | killed | % |", "| --- | --: | --: | --: |", sep="\n")
    for module, count in made.items():
        print(f"| {module} | {count} | {dead[module]} | {100 * dead[module] / count:.1f} |")
    print(f"| all | {made.total()} | {dead.total()} | {100 * dead.total() / made.total():.1f} |")
    enough = {mutant.module: PARTS[mutant.part].enough for mutant in mutants}
    return int(any(100 * dead[module] < enough[module] * count for module, count in made.items()))


def passed_over(files: Iterable[Path], killed: set[Mutant]) -> int:
    """1, with a word, when of some function that mutmut could make mutants of none was killed."""
    from mutmut.mutation.file_mutation import mutate_file_contents

    dead = {mutant.function for mutant in killed}
    missing = []
    for path in files:
        source = prepared(path)
        for name, function in functions(ast.parse(source)):
            if f"{module_of(path)}.{name}" not in dead:
                alone = ast.get_source_segment(source, function) or ""
                if mutate_file_contents(path.name, f"{alone}\n").mutant_names:
                    missing.append(f"{module_of(path)}.{function.name}")
    if missing:
        print(f"No mutant was killed of {', '.join(missing)}.")
    return int(bool(missing))


def functions(tree: ast.Module) -> Iterator[tuple[str, ast.FunctionDef]]:
    """The functions and methods of a module, by the names that mutmut has for them."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield f"x_{node.name}", node
        elif isinstance(node, ast.ClassDef):
            yield from ((f"xǁ{node.name}ǁ{child.name}", child) for child in node.body if isinstance(child, ast.FunctionDef))


if __name__ == "__main__":
    raise SystemExit(main())
