"""A command as people type it: options and words in any order, texts that begin with a dash, and a refusal in our words for what
cannot be understood."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from typer._click.exceptions import UsageError
from typer.core import TyperCommand, TyperOption

from cap.cli.completing import harmless
from cap.cli.terminal import Colour, use_colour
from cap.refusal import NotFound

DASHES = "-‐‑‒–—―−"  # what chats and word processors make of one or two of the first


class Typed(NamedTuple):
    """What was typed, sorted: options with their values (None for one that stands alone), words, and what is neither."""

    options: list[tuple[str, str | None]]
    words: list[str]
    unknown: list[str]  # what looks like an option and is none
    lacking: list[str]  # options that need a value and have none
    overfull: list[str]  # options that stand alone and were given a value
    spilt: list[tuple[int, int]]  # words right behind a text of an option: by their number, and the option's
    literal: int | None = None  # from this word on they stood behind `--`, and are what they are

    @property
    def sorted(self) -> list[str]:
        """The same as a line that is sure to be read so."""
        options = [word for name, value in self.options for word in (name, value) if word is not None]
        return [*options, *self.unknown, "--", *self.words]


class Command(TyperCommand):
    """A command; every one has `--color` and `--today`, and says in our voice what it cannot understand."""

    typed: Typed
    values_last = False  # behind the arguments before the last, everything but `--…` is a word

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        named = {name for param in self.params for name in param.opts}
        self.params += [option() for name, option in _SHARED.items() if name not in named]

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        typed = self.typed = self.sort(ctx, args)
        if ctx.resilient_parsing:  # the Tab key: what is there is not complete
            return super().parse_args(ctx, typed.sorted if typed.words and not typed.unknown else args)
        if helping := [name for name, _ in typed.options if name in ctx.help_option_names]:
            return super().parse_args(ctx, helping)
        if not self.understood(typed):
            from cap.cli.mistyped import misunderstood

            raise misunderstood(self, ctx, args, typed)
        try:
            return super().parse_args(ctx, typed.sorted)
        except UsageError as error:
            from cap.cli.mistyped import in_our_words

            raise in_our_words(self, ctx, typed, error) from None

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except NotFound as refusal:
            from cap.cli.word_order import in_another_order

            refusal.hint = in_another_order(self, ctx) or refusal.hint
            raise

    def sort(self, ctx: Any, args: list[str]) -> Typed:
        """Tell options, with their values, from words."""
        params = self.get_params(ctx)
        takes = {name: not param.is_flag for param in params for name in param.opts if isinstance(param, TyperOption)}
        arguments = self.arguments
        before = len(arguments) - 1 if self.values_last else len(args)
        of_words = ("TEXT",) if self.many else ("TEXT", "DATE", "WHO")
        texts = {name for param in params for name in param.opts if param.metavar in of_words}
        typed = Typed([], [], [], [], [], [])
        left = list(reversed(args))
        behind_text = False
        while left:
            word = left.pop()
            name, has_value, value = word.partition("=")
            if word == "--":
                typed = typed._replace(literal=len(typed.words))
                typed.words.extend(reversed(left))
                break
            if word == "-" or word[:1] not in DASHES or (len(typed.words) >= before and not word.startswith("--")):
                if behind_text and typed.words:
                    typed.spilt.append((len(typed.words), len(typed.options) - 1))
                typed.words.append(word)
                continue
            if takes.get(name) and (has_value or (left and left[-1] not in takes)):
                typed.options.append((name, value if has_value else left.pop()))
            elif takes.get(name):
                typed.lacking.append(name)
            elif name in takes:
                typed.options.append((name, None))
                typed.overfull.extend([name] if has_value else [])
            elif word[1:2] not in DASHES and takes.get(word[:2]):  # -mText
                typed.options.append((word[:2], word[2:]))
            elif arguments and (re.match(r"-\d", word) or re.search(r"\s", word)) and not self._is_dashed(word, takes):
                typed.words.append(word)
            elif word.startswith("-") or self._is_dashed(word, takes):
                typed.unknown.append(word)
            else:
                typed.words.append(word)
            behind_text = word.startswith("-") and name in texts and not has_value
        return typed

    @staticmethod
    def _is_dashed(word: str, takes: dict[str, bool]) -> bool:
        """Whether this is one of our options behind a dash of a word processor."""
        name = word.lstrip(DASHES).partition("=")[0]
        return not word.startswith("-") and (f"--{name}" in takes or f"-{name}" in takes)

    def understood(self, typed: Typed) -> bool:
        """Whether nothing is left that means nothing here."""
        return not (
            typed.unknown
            or typed.lacking
            or typed.overfull
            or (len(typed.words) > len(self.arguments) and not self.many)
            or (self.many and typed.spilt)
            or any(
                _in_curly_quotes(text) for text in (*typed.words[: typed.literal], *filter(None, dict(typed.options).values()))
            )
        )

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        found = super().shell_complete(ctx, incomplete)
        for item in found:  # zsh evaluates what is said about an option
            item.help = harmless(item.help or "")
        return found

    @property
    def arguments(self) -> list[Any]:
        """What it takes that is no option, in order."""
        return [param for param in self.params if param.param_type_name == "argument"]

    @property
    def many(self) -> bool:
        """Whether it takes any number of words."""
        return any(argument.nargs == -1 for argument in self.arguments)

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        return [self.options_metavar or "", *(argument.make_metavar(ctx) for argument in self.arguments)]

    def format_options(self, ctx: Any, formatter: Any) -> None:
        options = [_described(param, ctx) for param in self.get_params(ctx) if isinstance(param, TyperOption)]
        arguments = [(argument.make_metavar(ctx), argument.help or "") for argument in self.arguments]
        for title, rows in (("Arguments", arguments), ("Options", options)):
            if rows:
                with formatter.section(title):
                    formatter.write_dl(rows)


def _in_curly_quotes(text: str) -> bool:
    """Whether a shell was to take these quotes for its own: they are not closed in this word, or stand around all of it."""
    if not (closing := closing_of(text)) or re.search(r"\s", text):
        return False
    return min((at for mark in closing if (at := text.find(mark, 1)) > 0), default=-1) in (-1, len(text) - 1)


def closing_of(text: str) -> str:
    """The marks that close the quotes of a word processor with which a text begins; "" for none. An apostrophe opens nothing."""
    if text[:1].isascii() or text[0] == "’":
        return ""
    from cap.text.unseen import QUOTES

    return QUOTES.get(text[0], "")


def choices_of(param: Any) -> list[str]:
    """The words that an option takes, where they are few; else none."""
    return [str(getattr(choice, "value", choice)) for choice in getattr(param.type, "choices", ())]


def _described(option: Any, ctx: Any) -> tuple[str, str]:
    """An option as a help shows it: `--for both|manager|person`, and what it is for, which word is meant without it, where else it is set."""
    choices = choices_of(option)
    names = ", ".join(sorted(option.opts, key=len))
    value = "" if option.is_flag else " " + ("|".join(choices) or str(option.make_metavar(ctx)))
    default = getattr(option.default, "value", option.default)
    least, most = getattr(option.type, "min", None), getattr(option.type, "max", None)
    notes = [
        "" if least is None else f"{least} to {most}" if most is not None else f"{least} or more",
        f"default: {default}" if choices and default is not None else "",
        f"or set {option.envvar}" if option.envvar else "",
        "required" if option.required else "",
    ]
    said = "; ".join(filter(None, notes))
    return names + value, f"{option.help or ''}{f'  [{said}]' if said else ''}"


class ValuesLast(Command):
    """One whose last argument is a list of values, such as `-money`."""

    values_last = True


# ---- the options that every command has


def _choose_colour(ctx: Any, param: Any, wish: str) -> None:
    if wish in list(Colour):
        use_colour(Colour(wish))
    elif not ctx.resilient_parsing:
        from cap.cli.mistyped import wrong_choice

        raise wrong_choice("--color", wish, list(Colour))


def _check_today(ctx: Any, param: Any, day: str | None) -> None:
    """Refuse a day that is none, also where nothing depends on it."""
    if day and not ctx.resilient_parsing:
        from cap.cli.common import today

        today(day)


def _colours(ctx: Any, args: list[str], incomplete: str) -> list[Any]:
    return list(Colour)


def _color_option() -> TyperOption:
    return TyperOption(
        param_decls=["--color"],
        type=str,
        default="auto",
        expose_value=False,
        callback=_choose_colour,
        metavar="auto|always|never",
        help="Colour; auto respects NO_COLOR, FORCE_COLOR and pipes.",
        show_default=False,
        autocompletion=_colours,
    )


def _today_option() -> TyperOption:
    return TyperOption(
        param_decls=["--today"],
        type=str,
        expose_value=False,
        callback=_check_today,
        envvar="CAP_TODAY",
        metavar="DATE",
        help="Pretend that today is this day.",
    )


_SHARED = {"--today": _today_option, "--color": _color_option}
