"""Templates: found, extended, and kept from doing harm."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment, TemplateRuntimeError, TemplateSyntaxError
from jinja2.exceptions import SecurityError

import cap
from cap.rendering import Team, TemplateProblem, built_in, description, find, names, render


@pytest.fixture
def team(tmp_path: Path) -> Path:
    folder = tmp_path / "templates"
    (folder / "agenda").mkdir(parents=True)
    return folder


def rendered(team: Path, text: str, values: dict[str, Any], file: str = "x.md.j2") -> str:
    (team / file).write_text(text, encoding="utf-8")
    return render(file, values, team=team)


def problem(team: Path, text: str, **values: Any) -> TemplateProblem:
    with pytest.raises(TemplateProblem) as caught:
        rendered(team, text, values)
    assert "\n" not in str(caught.value) and caught.value.__cause__ is None and caught.value.__suppress_context__
    return caught.value


# --- where templates are ------------------------------------------------------------------------------------------------------------


def test_the_built_in_templates_are_found_in_a_checkout_and_in_an_installed_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (built_in() / "agenda" / "clear-goals.md.j2").is_file()
    package = tmp_path / "site-packages" / "cap"
    (package / "templates").mkdir(parents=True)
    (tmp_path / "site-packages" / "templates").mkdir()  # another project's
    (package / "templates" / "a.md.j2").write_text("inside")
    monkeypatch.setattr(cap, "__file__", str(package / "__init__.py"))
    assert render("a.md.j2", {}) == "inside"


def test_the_team_s_template_goes_before_the_built_in_one_of_its_name(team: Path) -> None:
    (team / "agenda" / "clear-goals.md.j2").write_text("ours")
    name = "agenda/clear-goals.md.j2"
    found = find(name, team), find("cap:" + name, team), find(name)
    assert [entry and entry.origin for entry in found] == [str(team / name), "cap:" + name, "cap:" + name]
    assert find("agenda/nothing.md.j2", team) is None


def test_names_lists_both_folders_without_the_parts(team: Path) -> None:
    (team / "agenda" / "ours.md.j2").touch()
    (team / "agenda" / "_part.md.j2").touch()
    assert set(names("agenda/*.md.j2", team)) - set(names("agenda/*.md.j2")) == {"agenda/ours.md.j2"}


def test_a_template_s_first_comment_describes_it() -> None:
    assert description("{#- One\n  two. \n\nMore. -#}\n{# Other #}") == "One two."
    assert description("no comment") == ""
    start = time.process_time()
    assert description("{#" * 100_000) == "" and time.process_time() - start < 1, "nor is one that never ends"


def test_the_built_in_name_never_means_the_team_s_template(team: Path) -> None:
    (team / "agenda" / "a.md.j2").write_text('{% extends "cap:agenda/a.md.j2" %}')
    with pytest.raises(TemplateProblem, match="there is no template `cap:agenda/a"):
        render("agenda/a.md.j2", {}, team=team)


def test_a_file_from_anywhere_may_extend_any_template(team: Path, tmp_path: Path) -> None:
    (team / "base.md.j2").write_text("<{% block b %}{% endblock %}>")
    file = tmp_path / "mine.j2"
    file.write_text('{% extends "base.md.j2" %}{% block b %}{{ word }}{% endblock %}')
    assert render(file, {"word": "hi"}, team=team) == "<hi>"
    with pytest.raises(TemplateProblem, match="cannot be read: no such file"):
        render(tmp_path / "nothing.j2", {}, team=team)


def test_text_is_escaped_for_html_and_for_nothing_else(team: Path) -> None:
    assert rendered(team, "{{ t }}", {"t": "<b>&"}, "a.md.j2") == "<b>&"
    assert rendered(team, "{{ t }}", {"t": "<b>&"}, "a.html.j2") == "&lt;b&gt;&amp;"


@pytest.mark.parametrize("value", [Path(), object(), {"a": [Path()]}, {1, 2}, b"x", sys])
def test_only_plain_data_is_let_in(team: Path, value: Any) -> None:
    with pytest.raises(TypeError, match="plain data"):
        rendered(team, "", {"value": value})


# --- what is wrong, in one message ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a\n{{ nam }}", 2, "`nam` is not known here; did you mean `name`?"),
        ("{{ person.nmae }}", 1, "`nmae` is not known here; did you mean `name`?"),
        ("{{ zzz }}", 1, "`zzz` is not known here; there is `name`, `person`, `plan`"),
        ("{% if zzz %}{% endif %}", 1, "`zzz` is not known here"),
        ("{{ plan.name }}", 1, "`plan` is a list here; there is `person.name`"),
        ("{{ plan.due }}", 1, "`plan` is a list here; ask its entries for `due`"),
        ("{{ [1].due }}", 1, "this is a list here; ask its entries for `due`"),
        ("\n\n{% for %}", 3, "Look at the braces and tags"),
        ("{% endfor %}", 1, "nothing is open that `endfor` could close"),
        ("{{ name|uper }}", 1, "there is no filter `uper`. Did you mean `upper`?"),
        ("{{ name is strng }}", 1, "there is no test `strng`. Did you mean `string`?"),
        ("{% include 'nothing' %}", 1, "there is no template `nothing`. It is looked for in the team's templates"),
        ("{% include 'agenda/clear-gaols.md.j2' %}", 1, "Did you mean `agenda/clear-goals.md.j2`?"),
        ("\n{{ 1 // 0 }}", 2, "this divides by zero"),
        ("{{ 1 + 'a' }}", 1, "this uses a value as what it is not"),
        ("{{ {}|dictsort(by='x') }}", 1, "this cannot be worked out"),
        ("\n{% for a in plan %}a", 2, "`for` is opened and never closed. Write `{% endfor %}` where it ends."),
        ("{% if name %}{% endfor %}", 1, "`endfor` does not belong to the `if` above it. Close that first: `{% endif %}`."),
        ("{% loop %}", 1, "there is no tag `loop`. There are `if`"),
        ("{% block a %}{% endblock %}{% block a %}{% endblock %}", 1, "two blocks are called `a`. Give one"),
        ("{% block a %}{{ super() }}{% endblock %}", 1, "`super` leads to nothing here"),
        ("{% from 'cap:_missing.md.j2' import a %}", 1, "there is no template"),
        ("{{ name", 1, "something is opened here and never closed"),
        ("{# name", 1, "something is opened here and never closed"),
        ("{{ [name }}", 1, "a `]` is missing before this `}`"),
        ("{{ name ? 1 }}", 1, "`?` has no place here"),
        ("{{ name name }}", 1, "this cannot be read as a template"),
        ("{{ person }}", 1, "only text and numbers can be written out"),
        (
            "{% extends 'x.md.j2' %}",
            1,
            "without end. A template that builds on the built-in one of the same name extends `cap:x.md.j2`",
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_file_line_and_remedy(team: Path, text: str, line: int, words: str) -> None:
    found = problem(team, text, name="Ada", person={"name": "Ada"}, plan=["Call them"])
    assert str(found).startswith(f"{team / 'x.md.j2'}:{line}: ") and words in str(found)
    assert (found.template, found.line) == (str(team / "x.md.j2"), line)


@pytest.mark.parametrize("kind", [TemplateSyntaxError, TemplateRuntimeError, SecurityError, TypeError, ValueError])
def test_what_a_library_says_of_a_template_is_never_passed_on(team: Path, monkeypatch: pytest.MonkeyPatch, kind: type) -> None:
    error = kind("found a thread", 7) if kind is TemplateSyntaxError else kind("found a thread")
    monkeypatch.setattr(Environment, "_parse", raised(error))
    assert "thread" not in str(problem(team, "{{ name }}"))


def raised(error: Exception) -> Any:
    def fail(*_: object) -> None:
        raise error

    return fail


def test_a_mistake_in_a_part_is_reported_there(team: Path) -> None:
    (team / "part.md.j2").write_text("\n\n{{ nothing }}")
    found = problem(team, "{% include 'part.md.j2' %}")
    assert (found.template, found.line) == (str(team / "part.md.j2"), 3)


def test_a_template_that_is_not_utf_8_or_too_large_is_refused(team: Path) -> None:
    (team / "x.md.j2").write_bytes(b"a\n\xe9")
    with pytest.raises(TemplateProblem, match=r"x\.md\.j2:2: this is not UTF-8"):
        render("x.md.j2", {}, team=team)
    assert "too large" in str(problem(team, "x" * 64_001))


def test_many_large_templates_are_too_much_together(team: Path) -> None:
    for part in "abcd":
        (team / f"{part}.md.j2").write_text("{#" + "x" * 40_000 + "#}")
    assert rendered(team, "{% include 'a.md.j2' %}{% include 'b.md.j2' %}{% include 'a.md.j2' %}", {}) == ""
    text = "".join(f"{{% include '{part}.md.j2' %}}" for part in "abcd")
    assert "this holds, builds or repeats more than a template may" in str(problem(team, text))


# --- attacks --------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "{{ name.__class__ }}",
        "{{ name['__class__'] }}",
        "{{ name|attr('__class__') }}",
        "{{ [name]|map(attribute='__class__')|join }}",
        "{{ [name]|map('attr', '__class__')|join }}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ self.__init__.__globals__ }}",
        "{{ self._TemplateReference__context }}",
        "{{ cycler.__init__.__globals__.os }}",
        "{{ range.__self__ }}",
        "{{ dict.mro() }}",
        "{{ (1).real.__class__ }}",
        "{% macro m() %}{% endmacro %}{{ m.__globals__ }}",
        "{{ xs.append(1) }}",
        "{{ xs.pop() }}",
        "{{ person.update({'name': 'Eve'}) }}",
        "{{ person.clear() }}",
        "{% set person.name = 'Eve' %}",
        "{% do xs.append(1) %}",
        "{{ lipsum() }}",
        "{{ '{0.__class__}'.format(name) }}",
        "{{ '{a}'.format_map({'a': name}) }}",
        "{{ ('%' ~ 's') % name }}",
        "{{ open('/etc/passwd') }}",
        "{{ ().__class__ }}",
    ],
)
def test_nothing_but_the_data_is_reached_and_the_data_stays_as_it_was(team: Path, text: str) -> None:
    values: dict[str, Any] = {"name": "Ada", "person": {"name": "Ada"}, "xs": [1]}
    found = problem(team, text, **values)
    assert "<class" not in str(found) and "module" not in str(found)
    assert values == {"name": "Ada", "person": {"name": "Ada"}, "xs": [1]}


NESTED = "{% for a in range(1000) %}{% for b in range(1000) %}BODY{% endfor %}{% endfor %}"
LONG = "{% set s = 'ab' %}" + "{% set s = s ~ s %}" * 13
PASS_ON = "{% macro m(n) %}{% if n %}{{ m(n - 1, ARGS) }}{% else %}{{ WHAT ~ '' }}{% endif %}{% endmacro %}{{ m(40, FIRST) }}"
GROW = "{% set n = namespace(x=START) %}{% for i in range(900) %}{% set n.x = STEP %}{% endfor %}"


@pytest.mark.parametrize(
    "text",
    [
        "{{ 'x' * 1000000000 }}",
        "{{ [1] * 1000000000 }}",
        "{{ 9 ** 9 ** 9 ** 9 }}",
        "{{ '%1000000000d' % 1 }}",
        "{{ '%1000000000d'|format(1) }}",
        "{{ '{:1000000000}'.format(1) }}",
        "{{ 'x'|center(1000000000) }}",
        "{{ 'x'.ljust(1000000000) }}",
        "{{ 'x\n'|indent(1000000000) }}",
        "{{ 'x'|truncate(1000000000) }}",
        "{{ 'x'|wordwrap(1000000000) }}",
        "{{ ['x']|batch(1000000000, 'y')|list }}",
        "{{ ['x']|slice(1000000000)|list }}",
        "{{ 1|round(1000000000) }}",
        "{{ range(1000000000)|list }}",
        "{{ range(1000)|join(range(1000)|join(range(1000)|join)) }}",
        "{% set y = range(1000)|join %}{{ y|replace('', y) }}",
        "{% set y = range(1000)|join('x'|indent(900, true)) %}{{ range(1000)|map('string')|join(y) }}",
        "{{ " + "9" * 5000 + " }}",
        "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
        "{% for a in range(1000) recursive %}{{ loop(range(1000)) }}{% endfor %}",
        "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(90) }}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% macro m() %}" + "x" * 50_000 + "{% endmacro %}" + NESTED.replace("BODY", "{% set y = m() %}"),
        GROW.replace("START", "'ab'").replace("STEP", "n.x ~ n.x"),
        GROW.replace("START", "'ab'").replace("STEP", "n.x + n.x"),
        GROW.replace("START", "'ab'").replace("STEP", "[n.x, n.x]|join"),
        GROW.replace("START", "'ab'").replace("STEP", "n.x|replace('a', 'aab')"),
        GROW.replace("START", "[1]").replace("STEP", "[n.x, n.x]"),
        GROW.replace("START", "[1]").replace("STEP", "(n.x, n.x)"),
        GROW.replace("START", "[1]").replace("STEP", "{1: n.x, 2: n.x}"),
        GROW.replace("START", "[1]").replace("STEP", "n.x + n.x"),
        GROW.replace("START", "9").replace("STEP", "n.x * n.x"),
        GROW.replace("START", "9").replace("STEP", "n.x - (0 - n.x)"),
        "{% set n = namespace(x='ab') %}{% for i in range(900) %}{% set n.x %}{{ n.x }}{{ n.x }}{% endset %}{% endfor %}",
        NESTED.replace("BODY", "{% for c in range(1000) %}{% endfor %}"),
        NESTED.replace("BODY", "{% for c in range(1000) if false %}{% endfor %}"),
        NESTED.replace("BODY", "{% if a is odd %}{% endif %}"),
        NESTED.replace("BODY", "{% if a in range(1000)|list %}{% endif %}"),
        "{% set n = namespace(x=[1]) %}{% for i in range(16) %}{% set n.x = n.x + n.x %}{% endfor %}{% set y = n.x|list %}"
        + NESTED.replace("BODY", "{% if n.x == y %}{% endif %}"),
        LONG + "".join(f"{{% set a{i} = s[1:] %}}" for i in range(200)),
        LONG + "".join(f"{{% set a{i} = s.split('b')[1:] %}}" for i in range(200)),
        LONG + "{% set l = s|list %}" + NESTED.replace("BODY", "{% for c in l if " + "c and " * 60 + "0 %}{% endfor %}"),
        "{% set s = 'xyb' %}"
        + "{% set s = s ~ s %}" * 14
        + "{% set l = s.split('b') %}{% set m = s.split('b') %}"
        + NESTED.replace("BODY", "{% if l == m %}{% endif %}{% if 'zz' in l %}{% endif %}"),
        PASS_ON.replace("ARGS", "varargs, varargs").replace("WHAT", "varargs").replace("FIRST", "1"),
        PASS_ON.replace("ARGS", "a=kwargs, b=kwargs").replace("WHAT", "kwargs").replace("FIRST", "a=1"),
        "{% set s = '0,0' %}" + "{% set s = s ~ ',' ~ s %}" * 14 + "{{ range(1000)|map('string')|sort(attribute=s)|length }}",
        "{% set l = range(1000)|map('string')|list %}" + NESTED.replace("BODY", "{% include l ignore missing %}"),
        NESTED.replace("BODY", "{% include 'empty.md.j2' %}"),
        NESTED.replace("BODY", "{% import 'empty.md.j2' as e with context %}"),
        NESTED.replace("BODY", "{{ range(1000)|sum }}"),
        NESTED.replace("BODY", "xxxxxxxxxx"),
    ],
    ids=lambda text: text[:90],
)
def test_what_would_eat_memory_or_time_is_stopped_at_once(team: Path, text: str) -> None:
    (team / "empty.md.j2").touch()
    start = time.process_time()
    problem(team, text)
    assert time.process_time() - start < 2


def test_a_namespace_tells_nothing_of_what_is_in_it(team: Path) -> None:
    text = "{% set n = namespace() %}" + "{% set n = namespace(a=n, b=n) %}" * 60
    assert rendered(team, text + "{{ n ~ '' }}{{ n.a.b == n.b.a }}", {}) == "<namespace>True"


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd", "/etc/passwd", "agenda/../../x", "..", "", "a//b", "a\\..\\b", "C:/x", "cap:../x", "a\x00b", "./x"],
)
def test_no_name_leads_out_of_the_folders(team: Path, name: str) -> None:
    with pytest.raises(TemplateProblem, match="this is not the name of a template"):
        find(name, team)
    found = problem(team, "\n{% include name %}", name=name)
    assert found.line == 2 and "this is not the name of a template" in str(found) and "root:" not in str(found)


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="no links here")
def test_no_link_leads_out_of_the_folder(team: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    (team / "link.md.j2").symlink_to(tmp_path / "secret.txt")
    (team / "folder").symlink_to(tmp_path, target_is_directory=True)
    (team / "inside.md.j2").write_text("inside")
    (team / "fine.md.j2").symlink_to("inside.md.j2")
    for name in ("link.md.j2", "folder/secret.txt"):
        found = problem(team, "{% include name %}", name=name)
        assert "the link leads out of the templates folder" in str(found) and found.line == 1
    assert render("fine.md.j2", {}, team=team) == "inside"


def test_only_templates_are_read_and_nothing_private_by_any_name(team: Path) -> None:
    (team / "notes").mkdir()
    for name in ("notes/ada.md", "notes/own.j2", "cap.yaml"):
        (team / name).write_text("secret")
    (team / "link.j2").symlink_to("cap.yaml")
    (team / "inner.j2").symlink_to("notes/own.j2")
    os.link(team / "notes" / "own.j2", team / "second.j2")
    private = {(team / "notes").stat().st_ino, (team / "notes" / "own.j2").stat().st_ino}
    closed = Team(team, lambda path: any(place.stat().st_ino in private for place in (path, *path.parents) if place.exists()))
    for name in ("cap.yaml", "link.j2"):
        assert "no template, because its name does not end in `.j2`" in str(problem(team, "{% include name %}", name=name))
    for name in ("notes/ada.md", "notes/own.j2", "inner.j2", "second.j2"):
        with pytest.raises(TemplateProblem, match="this leads to private notes"):
            find(name, closed)
    assert "notes/own.j2" in names("**/*.j2", team) and "notes/own.j2" not in names("**/*.j2", closed)
    assert find("questions.yaml", closed) == find("questions.yaml")


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="no links here")
def test_what_stands_in_a_template_s_place_and_is_none_is_said(team: Path) -> None:
    (team / "agenda" / "clear-goals.md.j2").symlink_to("clear-goals.md.j2")
    (team / "agenda" / "nowhere.md.j2").symlink_to("nothing")
    (team / "agenda" / "folder.md.j2").mkdir()
    for name in ("agenda/clear-goals.md.j2", "agenda/nowhere.md.j2", "agenda/folder.md.j2"):
        assert name in names("agenda/*.md.j2", team)
        with pytest.raises(TemplateProblem, match=f"{name}: this is not a file"):
            find(name, team)
    (team / "loop").symlink_to("loop")
    assert names("loop/*", team) == [] and find("loop/x", team) is None


def test_a_folder_that_there_cannot_be_holds_no_templates() -> None:
    for folder in (Path("a\0b"), Path("a\ud800b"), Path("a" * 5_000)):
        assert names("agenda/*.md.j2", folder) == names("agenda/*.md.j2")
        assert find("agenda/clear-goals.md.j2", folder) == find("agenda/clear-goals.md.j2")


def test_what_a_template_needs_every_day_is_allowed(team: Path) -> None:
    text = (
        "{% set n = namespace(i=0) %}{% for x in xs|sort %}{% set n.i = n.i + x * 2 %}{{ loop.index }}{{ ', ' if not loop.last }}{% endfor %}"
        " {{ n.i }} {{ 2 ** 10 }} {{ 7 % 4 }} {{ names|map('upper')|join('; ') }} {{ names[0].startswith('A') }} {{ 'Ada' in names }}"
        " {{ d.items()|list|length }} {{ d.get('b', 'none') }} {{ names|first|truncate(2, true, '…', 0) }} {{ none }}{{ [1, 2]|sum }}"
        " {% macro m(x) %}[{{ x }}]{% endmacro %}{{ m(1) ~ m(2) }} {{ [d, {'a': 0}]|selectattr('a')|list|length }}"
        "{% for x in xs[1:] if x != 2 %} {{ x }}{{ loop.length }}{% endfor %} {{ names|map('lower')|first }}"
        " {% for k, v in d.items() %}{{ d[k] == v }}{% endfor %} {{ xs|reverse|join }} {{ range(2)|join }}"
    )
    out = rendered(team, text, {"xs": [3, 1, 2], "names": ["Ada", "Bo"], "d": {"a": 1}})
    assert out == "1, 2, 3 12 1024 3 ADA; BO True True 1 none A… 3 [1][2] 1 11 ada True 213 01"


# --- templates as they were compiled ------------------------------------------------------------------------------------------------


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of compiled templates, which is not there yet."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "cap" / "templates"


linux = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="the cache folder is elsewhere")


@linux
def test_a_template_is_compiled_once(team: Path, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert rendered(team, "{{ a }} one", {"a": 1}) == "1 one"
    assert len(list(kept.iterdir())) == 1
    monkeypatch.setattr(Environment, "_parse", lambda *_: pytest.fail("compiled again"))
    assert rendered(team, "{{ a }} one", {"a": 2}) == "2 one"


@linux
def test_a_template_that_changed_is_compiled_again(team: Path, kept: Path) -> None:
    assert rendered(team, "one", {}) == "one"
    assert rendered(team, "two", {}) == "two"
    assert len(list(kept.iterdir())) == 1


@linux
def test_a_compiled_template_still_pays_and_still_names_its_line(team: Path, kept: Path) -> None:
    for _ in range(2):
        assert "more than a template may" in problem(team, NESTED.replace("BODY", "text")).what
        assert problem(team, "\n\n{{ nobody }}").line == 3
    assert list(kept.iterdir())


@linux
@pytest.mark.parametrize("damage", [b"", b"j2", b"nonsense" * 99])
def test_a_damaged_compiled_template_is_made_anew(team: Path, kept: Path, damage: bytes) -> None:
    rendered(team, "one", {})
    (file,) = kept.iterdir()
    file.write_bytes(damage)
    assert rendered(team, "one", {}) == "one"
    assert len(file.read_bytes()) > len(damage)


@linux
def test_without_a_place_to_keep_them_templates_are_compiled_each_time(team: Path, kept: Path) -> None:
    kept.parent.mkdir()
    kept.write_text("a file, where the folder should be")
    assert rendered(team, "one", {}) == "one"
    kept.unlink()
    rendered(team, "two", {})
    (file,) = kept.iterdir()
    file.unlink()
    file.mkdir()
    assert rendered(team, "two", {}) == "two"


@linux
def test_what_lies_in_a_folder_of_someone_else_is_not_run(team: Path, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rendered(team, "one", {})
    monkeypatch.setattr(os, "getuid", lambda: kept.stat().st_uid + 1)
    (file,) = kept.iterdir()
    file.unlink()
    assert rendered(team, "one", {}) == "one"
    assert not list(kept.iterdir())


@linux
@pytest.mark.parametrize("up", [0, 1, 2])
def test_a_folder_that_others_can_write_to_or_replace_is_not_used(team: Path, kept: Path, up: int) -> None:
    rendered(team, "one", {})
    (file,) = kept.iterdir()
    file.unlink()
    kept.parents[up - 1].chmod(0o777) if up else kept.chmod(0o777)
    assert rendered(team, "one", {}) == "one"
    assert not list(kept.iterdir())


@linux
def test_a_compiled_template_counts_by_what_it_was_made_of_and_not_by_a_day(
    team: Path, kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = tmp_path / "compiler.py"
    module.write_text("one")
    os.utime(module, (0, 0))
    monkeypatch.setattr("cap.rendering.compiled.compiler.__file__", str(module))
    rendered(team, "one", {})
    (file,) = kept.iterdir()
    before = file.read_bytes()
    module.write_text("two")
    os.utime(module, (0, 0))
    rendered(team, "one", {})
    assert file.read_bytes() != before


@linux
def test_a_pipe_in_the_place_of_a_compiled_template_keeps_nobody_waiting(team: Path, kept: Path) -> None:
    rendered(team, "one", {})
    (file,) = kept.iterdir()
    file.unlink()
    os.mkfifo(file)
    assert rendered(team, "one", {}) == "one"
