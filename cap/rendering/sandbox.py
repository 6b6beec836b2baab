"""Jinja, shut in: the only module that imports it.

A template may come from a repository that a stranger wrote. It sees plain data only, reaches no file outside the two template
folders, and works on credit: whatever it repeats or builds is paid for, and when the credit is used up, rendering stops.
"""

from __future__ import annotations

import functools
import operator
import traceback
from collections.abc import Callable, ItemsView, Iterable, Iterator, KeysView, Mapping, ValuesView
from math import prod
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateNotFound, TemplateSyntaxError, Undefined, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import SecurityError, TemplateRuntimeError, UndefinedError
from jinja2.runtime import Context, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace, missing, select_autoescape

from cap.rendering import BUILT_IN, Found, Team, TemplateProblem, find, names, source
from cap.rendering.compiled import compiled_templates
from cap.rendering.mistakes import unread, unworkable
from cap.text.wording import near

# The credit of one rendering, and what things cost: a character that is written or run, an entry of a list, a call. An agenda takes
# about a seventh of it, most of that for reading its templates; the whole of it lasts for a second or two.
CREDIT = 2_000_000
ENTRY = 10
CALL = 250
LOOK_UP = 1_000  # of a template by its name
COMPILE = 20  # a character of it
LARGEST_NUMBER = 10**15
LONGEST_RANGE = 1_000

# What a template may use; all else that Jinja offers is either of no use for plain data or can blow a short text up at will.
FILTERS = frozenset(
    """
    abs batch capitalize count d default dictsort e escape first float groupby indent int items join last length list lower map
    max min reject rejectattr replace reverse safe select selectattr slice sort string sum title trim truncate unique
    upper wordcount wordwrap
    """.split()
)
METHODS = frozenset(
    "capitalize count endswith get index isdigit items keys lower split startswith strip title upper values".split()
)
# These take no longer for a long list than for a short one, and so cost nothing.
_FREE = frozenset({"count", "d", "default", "first", "last", "length"})
# What these give back can be as large as their arguments multiplied.
_GROWING = frozenset({"batch", "indent", "join", "replace", "slice", "truncate", "wordwrap"})
_PLAIN = (str, int, float, bool, type(None))
# What Jinja hands to everything that is called inside of a loop or a block.
_SURROUNDINGS = frozenset({"_loop_vars", "_block_vars"})


def rendered(
    template: str | Path, values: Mapping[str, Any], team: Path | Team | None, filters: Mapping[str, Callable[..., Any]]
) -> str:
    """What cap.rendering.render promises."""
    given = _containers(values)
    loader = _Loader(team, template if isinstance(template, Path) else None)
    environment = _Sandbox(loader, values, given, filters)
    try:
        return environment.get_template(str(template)).render(values)
    except Exception as error:
        raise _explained(error, loader, str(template), environment) from None


def _containers(values: Mapping[str, Any]) -> frozenset[int]:
    """The identity of each list and dictionary in plain data. Raises TypeError for anything that is not plain."""
    found = set()
    rest: list[Any] = [values]
    while rest:
        part = rest.pop()
        if type(part) in _PLAIN:
            continue
        found.add(id(part))
        if isinstance(part, Mapping):
            rest += [*part, *part.values()]
        elif isinstance(part, (list, tuple)):
            rest += part
        else:
            raise TypeError(f"a template takes plain data, not {type(part).__name__}")
    return frozenset(found)


class _Loader(BaseLoader):
    """The team's templates, then the built-in ones, and the one `file` that was asked for by its path."""

    def __init__(self, team: Path | Team | None, file: Path | None) -> None:
        self.team, self.file = team, file
        self.origins: set[str] = set()

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, None]:
        assert isinstance(environment, _Sandbox)
        environment.pay(LOOK_UP)
        found = Found(self.file, template) if self.file and template == str(self.file) else find(str(template), self.team)
        if found is None:
            raise TemplateNotFound(template)
        self.origins.add(found.origin)
        text = source(found)
        environment.pay(COMPILE * len(text))
        return text, found.origin, None


class _Metered(CodeGenerator):
    """Jinja's compiler, with a payment wherever the template repeats or builds something, or goes through the whole of it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.repeated: set[nodes.Node] = set()  # expressions that are worked out for each entry of a list
        self.gone_through: set[nodes.Node] = set()  # and those that are compared, from their beginning to their end

    def visit(self, node: nodes.Node, *args: Any, **kwargs: Any) -> Any:
        if node in self.repeated:
            self.repeated.remove(node)
            start = self.stream.tell()
            self.write("(")
            self.visit(node, *args, **kwargs)
            return self.write(f", environment.pay({self.stream.tell() - start}))[0]")
        if node in self.gone_through:
            self.gone_through.remove(node)
            return self._weighed(super().visit, node, *args, **kwargs)
        return super().visit(node, *args, **kwargs)

    def blockvisit(self, nodes_: Iterable[nodes.Node], frame: Frame) -> None:
        """A block pays for the code that stands in it each time it is run: loops, macros and all."""
        start = self.stream.tell()
        super().blockvisit(nodes_, frame)
        self.writeline(f"environment.pay({self.stream.tell() - start})")

    def visit_For(self, node: nodes.For, frame: Frame) -> None:  # noqa: N802  Jinja's names
        self.repeated |= {node.test} if node.test else set()
        super().visit_For(node, frame)

    def visit_Compare(self, node: nodes.Compare, frame: Frame) -> None:  # noqa: N802
        compared = (node.expr, *(operand.expr for operand in node.ops))
        self.gone_through.update(found for found in compared if not isinstance(found, nodes.Const))
        super().visit_Compare(node, frame)

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:  # noqa: N802
        if isinstance(node.arg, nodes.Slice):
            self._weighed(super().visit_Getitem, node, frame)
        else:
            super().visit_Getitem(node, frame)

    def _weighed(self, visit: Callable[..., None], node: nodes.Node, *args: Any, **kwargs: Any) -> None:
        self.write("environment.weighed(")
        visit(node, *args, **kwargs)
        self.write(")")

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802
        self._weighed(super().visit_Concat, node, frame)

    def visit_List(self, node: nodes.List, frame: Frame) -> None:  # noqa: N802
        self._weighed(super().visit_List, node, frame)

    def visit_Dict(self, node: nodes.Dict, frame: Frame) -> None:  # noqa: N802
        self._weighed(super().visit_Dict, node, frame)

    def visit_Tuple(self, node: nodes.Tuple, frame: Frame) -> None:  # noqa: N802
        if node.ctx == "load":
            self._weighed(super().visit_Tuple, node, frame)
        else:
            super().visit_Tuple(node, frame)


class _Stopped(SecurityError):
    """More than a template may, in our words."""


class _Unwritten(TemplateRuntimeError):
    """What cannot be written out, in our words."""


class _Unknown(StrictUndefined):
    """A name that leads nowhere, with the one that was probably meant."""

    variables: Mapping[str, Any] = {}

    @property
    def _undefined_message(self) -> str:
        if self._undefined_hint:  # Jinja's, unless it is about what is closed
            closed = issubclass(self._undefined_exception, _Stopped)
            return self._undefined_hint if closed else f"`{self._undefined_name}` leads to nothing here"
        name, owner = str(self._undefined_name), self._undefined_obj
        if isinstance(owner, (list, tuple)):
            listed = next((f"`{key}`" for key, value in self.variables.items() if value is owner), "this")
            found = next((key for key, value in self.variables.items() if isinstance(value, dict) and name in value), None)
            return f"{listed} is a list here; " + (f"there is `{found}.{name}`" if found else f"ask its entries for `{name}`")
        known = list(self.variables) if owner is missing else [str(key) for key in owner] if isinstance(owner, dict) else []
        guess = near(name, known)
        if guess:
            return f"`{name}` is not known here; did you mean `{guess}`?"
        return f"`{name}` is not known here" + (f"; there is {', '.join(f'`{key}`' for key in known)}" if known else "")


class _Sandbox(ImmutableSandboxedEnvironment):
    """One rendering's environment: what its templates can reach, and what is left of their credit."""

    code_generator_class = _Metered
    intercepted_binops = frozenset({"+", "-", "*", "**", "%"})

    def __init__(
        self, loader: BaseLoader, values: Mapping[str, Any], given: frozenset[int], filters: Mapping[str, Callable[..., Any]]
    ) -> None:
        super().__init__(
            loader=loader,
            autoescape=select_autoescape(["html", "html.j2"], default_for_string=False),
            undefined=type("Unknown", (_Unknown,), {"variables": values}),
            finalize=self.written,
            trim_blocks=True,
            lstrip_blocks=True,
            optimized=False,
            bytecode_cache=compiled_templates(),
        )
        self.credit = CREDIT
        self.given = given  # what is there already, so that to have it in a list costs no more than the entry
        allowed = {name: function for name, function in self.filters.items() if name in FILTERS}
        self.filters = {name: function if name in _FREE else self._paid(name, function) for name, function in allowed.items()}
        self.filters |= {name: self._given(function) for name, function in filters.items()}
        self.tests = {name: self._paid(name, test) for name, test in self.tests.items()}
        self.globals = {name: self.globals[name] for name in ("cycler", "dict", "joiner")}
        self.globals |= {"namespace": _Namespace, "range": _short_range}

    def pay(self, price: int) -> None:
        self.credit -= price
        if self.credit < 0:
            raise _Stopped("this holds, builds or repeats more than a template may")

    def weighed(self, value: Any) -> Any:
        """A value that was built, paid for by its size."""
        self._weigh(value, self.given)
        return value

    def _weigh(self, value: Any, shared: frozenset[int] = frozenset()) -> int:
        """Pay for the size of a value and of all that is in it, but for what is `shared`; what that cost."""
        before = self.credit
        rest = [value]
        while rest:
            part = rest.pop()
            if isinstance(part, str):
                self.pay(1 + len(part))
            elif isinstance(part, (list, tuple)):
                self.pay(ENTRY * (1 + len(part)))
                rest += [entry for entry in part if id(entry) not in shared]
            elif isinstance(part, dict):
                self.pay(ENTRY * (1 + len(part)))
                rest += [entry for entry in (*part, *part.values()) if id(entry) not in shared]
            elif isinstance(part, int) and abs(part) > LARGEST_NUMBER:
                raise _Stopped("this number is larger than a template may use")
            else:
                self.pay(1)
        return before - self.credit

    def written(self, value: Any) -> Any:
        """A value on its way into the text."""
        if isinstance(value, (str, int, float)):
            return self.weighed(value)
        if isinstance(value, Undefined):
            return str(value)  # raises, and says what is not known
        if value is None:
            return ""
        raise _Unwritten("only text and numbers can be written out; say how to write a list, such as `|join(', ')`")

    def _paid(self, name: str, function: Any) -> Callable[..., Any]:
        first = int(hasattr(function, "jinja_pass_arg"))  # after the environment, where Jinja passes that

        @functools.wraps(function)
        def paying(*args: Any, **kwargs: Any) -> Any:
            self.pay(CALL)
            self._pay_for_use(*args[first:], *kwargs.values(), growing=name in _GROWING)
            return self.weighed(_read_out(function(*args, **kwargs)))

        return paying

    def _pay_for_use(self, *values: Any, growing: bool = False) -> None:
        """Pay for going through the first of the values once for each entry of the longest of the others, such as the names in
        `sort(attribute="a,b")`; if they are `growing`, as often as all together can make one another longer."""
        if growing:
            weights = [(self._weigh(value), value) for value in values]
            self.pay(prod(abs(value) or 1 if isinstance(value, int) else weight for weight, value in weights))
        else:
            self.weighed(values)
            self.pay(_length(values[0]) * max(map(_length, values[1:]), default=0))

    def _given(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """One of the caller's filters: trusted to take no longer than its result is long, or its arguments multiplied."""

        @functools.wraps(function)
        def paying(*args: Any, **kwargs: Any) -> Any:
            values = (*args, *kwargs.values())
            self.pay(CALL + prod(abs(value) if isinstance(value, int) else _length(value) for value in values))
            return self.weighed(function(*args, **kwargs))

        return paying

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        if operator == "%" and isinstance(left, str):
            raise _Stopped("`%` divides numbers only; join text with `~`")
        if operator == "**" and not (_is_small(left) and _is_small(right)):
            raise _Stopped("`**` takes small numbers only")
        if operator == "*" and not (isinstance(left, (int, float)) and isinstance(right, (int, float))):
            raise _Stopped("`*` multiplies numbers only")
        return self.weighed(self.binop_table[operator](left, right))

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        given = [*args, *(value for name, value in kwargs.items() if name not in _SURROUNDINGS)]
        self.pay(CALL + ENTRY * len(given))
        if not isinstance(obj, Macro) or obj.catch_varargs or obj.catch_kwargs:  # other macros look at nothing before they run
            self._pay_for_use(getattr(obj, "__self__", None), *given)
        return self.weighed(_read_out(super().call(context, obj, *args, **kwargs)))

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        if isinstance(obj, (*_PLAIN, list, tuple, dict)):
            return attr in METHODS
        return super().is_safe_attribute(obj, attr, value)

    def wrap_str_format(self, value: Any) -> None:
        """`str.format` is a way to build any length of text, and closed like the other methods that are not listed."""

    def unsafe_undefined(self, obj: Any, attribute: str) -> Undefined:
        return self.undefined(f"`{attribute}` is closed to templates", name=attribute, obj=obj, exc=_Stopped)


def _is_small(value: Any) -> bool:
    return isinstance(value, (int, float)) and abs(value) <= 64


def _length(value: Any) -> int:
    return len(value) if isinstance(value, (str, list, tuple, dict)) else 1


def _read_out(value: Any) -> Any:
    """A value as a list when it is one that would be worked out while somebody goes through it: that is paid for here."""
    return list(value) if isinstance(value, (Iterator, KeysView, ValuesView, ItemsView)) else value


class _Namespace(Namespace):
    def __repr__(self) -> str:
        return "<namespace>"  # Jinja's shows what is in it, and in the namespaces in there, as often as they are


def _short_range(*args: int) -> list[int]:
    numbers = range(*(operator.index(arg) for arg in args))
    if len(numbers) > LONGEST_RANGE:
        raise _Stopped(f"a range in a template has at most {LONGEST_RANGE:,} numbers")
    return list(numbers)


def _explained(error: Exception, loader: _Loader, name: str, environment: Environment) -> TemplateProblem:
    """Whatever went wrong, as one message at the line of the template that did it."""
    place, line = name, None
    for frame, number in traceback.walk_tb(error.__traceback__):
        if frame.f_code.co_filename in loader.origins:
            place, line = frame.f_code.co_filename, number
    if isinstance(error, TemplateProblem):
        return error if line is None else TemplateProblem(place, line, f"{error.template}: {error.what}", error.hint)
    if isinstance(error, TemplateSyntaxError):
        # of a comment that is not closed, Jinja gives the file as the name
        file = next((found for found in (error.filename, error.name) if found in loader.origins), place)
        what, hint = unread(error.message or "", environment.filters, environment.tests)
        return TemplateProblem(file, error.lineno, what, hint)
    if isinstance(error, TemplateNotFound):
        guess = near(str(error.name), names("**/*.j2", loader.team))
        hint = f"Did you mean `{guess}`?" if guess else "It is looked for in the team's templates, then among the built-in ones."
        return TemplateProblem(place, line, f"there is no template `{error.name}`", hint)
    if isinstance(error, SecurityError):
        what = str(error) if isinstance(error, _Stopped) else "this is closed to templates"
        return TemplateProblem(place, line, what, "Templates arrange what they are given; they do no more than that.")
    if isinstance(error, (UndefinedError, _Unwritten)):
        return TemplateProblem(place, line, str(error))
    if isinstance(error, RecursionError) and line is None:
        return TemplateProblem(place, line, "its brackets or blocks are nested too deeply to be read")
    if isinstance(error, RecursionError):
        hint = f"A template that builds on the built-in one of the same name extends `{BUILT_IN}{name.removeprefix(BUILT_IN)}`."
        return TemplateProblem(place, line, "the templates call each other without end", hint)
    return TemplateProblem(place, line, *unworkable(error))
