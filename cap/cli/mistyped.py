"""What to say about a line that cannot be understood: what is the matter, and the line that was most likely meant. Loaded only then."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from cap.cli.command import DASHES, Typed, choices_of, closing_of
from cap.cli.word_order import in_order, is_day, is_person, metavar_of, options_typed, with_gap
from cap.edit.changes.add import kind_typed
from cap.plan.kinds import ADDED, BY_KEY
from cap.refusal import Refusal
from cap.text.shell import for_shell
from cap.text.unseen import QUOTES
from cap.text.wording import did_you_mean, guesses, one_of, sentence

# Words for what our commands do, as they come to mind, or as other programs have them.
_COMMANDS = {
    "new": "create make start begin hire onboard person",
    "list": "ls ll people status overview team dashboard everyone all",
    "show": "view cat print display get read see plan",
    "timeline": "history road story past",
    "save": "commit push checkin",
    "leave": "offboard leaver goodbye purge forget handoff",
    "diff": "changes changed compare delta",
    "lint": "check validate verify test review",
    "agenda": "prepare meeting meet 1on1 1-1 one-on-one",
    "log": "record talked held",
    "note": "remember seen observe jot",
    "done": "close finish complete completed tick",
    "drop": "cancel abandon delete remove rm del refuse",
    "move": "postpone delay reschedule defer",
    "next": "schedule book",
    "set": "update change modify",
    "edit": "open vi vim nano",
    "ask": "question questions",
    "pause": "holiday vacation sick",
    "resume": "continue unpause back return",
    "undo": "revert rollback reset restore",
    "rate": "score rating",
    "rule": "rules explain why",
    "private": "secret notes",
    "help": "man usage commands",
}
_MORE = {"drop": "A whole plan, when somebody leaves: `cap leave`."}
_OPTIONS = {
    "--yes": "-y --force -f --assume-yes --confirm",
    "--because": "--reason --why",
    "--on": "--date --day --when",
    "--due": "--date --deadline --by-when --until --when",
    "--output": "--out --file --outfile",
    "--message": "--msg --text",
    "--from": "--who --owner",
    "--no-input": "--non-interactive --batch -n",
    "--dry-run": "-n --dryrun --simulate --preview",
    "--color": "--colour",
    "--note": "--comment --message -m",
    "--read": "--input --page",
    "--minutes": "--time --duration",
    "--for": "--audience",
    "--help": "-? --usage",
    "--version": "-v --ver",
    "--config": "--settings -c",
}
_SMALL = frozenset(
    ["for", "to", "of", "about", "with", "the", "a", "an", "at", "by", "is", "my", "our", "please"]
)  # words that make a line a sentence


# ---- a command, and its options


def no_command(args: Sequence[str], names: Sequence[str]) -> Refusal:
    """What to say where the first word is no command."""
    typed, rest = args[0], list(args[1:])
    said = f"there is no command `{typed}`"
    dashed = typed.lstrip(DASHES)
    if dashed != typed:
        hint = f"An option begins with two plain dashes: {for_shell('cap', f'--{dashed}', *rest)}"
        return Refusal(f"`{typed}` begins with the dash of a word processor", hint)
    bare = typed.strip("".join(QUOTES) + ",.;:")
    if f"--{bare.lower()}" in ("--version", "--install-completion", "--show-completion"):
        return Refusal(said, f"Did you mean `cap --{bare.lower()}`?")
    meant = [name for name, words in _COMMANDS.items() if name in names and bare.lower() in words.split()]
    if guess := did_you_mean(bare, names):
        return Refusal(said, guess)
    if bare.lower() in ADDED or bare.lower() in BY_KEY:
        kind = bare.lower() if bare.lower() in ADDED else BY_KEY[bare.lower()].word
        return Refusal(said, f"To add one: {for_shell('cap', 'add', kind, *(rest or ['NAME', 'TEXT']))}")
    if meant:
        more = " ".join(filter(None, (_MORE.get(name, "") for name in meant)))
        return Refusal(said, f"Did you mean {one_of([f'`cap {name}`' for name in meant])}? {more}".strip())
    if (taken := _person_in([bare, *rest])) or is_person(bare, exact=False):
        who = " ".join([bare, *rest][: taken or 1])
        return Refusal(said, f"A command comes first: {for_shell('cap', 'show', who)}. `cap --help` lists them.")
    return Refusal(said, "`cap --help` lists them.")


def misunderstood(command: Any, ctx: Any, args: Sequence[str], typed: Typed) -> Refusal:
    """What to say where something is left over, or missing, before the values are looked at."""
    name = ctx.info_name
    if dashed := [word for word in typed.unknown if not word.startswith("-")]:
        mended = [_with_plain_dashes(word, command, ctx) if word in dashed else word for word in args]
        return Refusal(f"`{dashed[0]}` begins with the dash of a word processor", f"Type: {for_shell('cap', name, *mended)}")
    if mended := _without_curly_quotes(args):
        sorted_ = command.sort(ctx, mended)
        mended = _with_required_text(command, ctx, sorted_) or mended
        return Refusal("“ ” are no quotes to a shell", f"Type: {for_shell('cap', name, *mended)}")
    if typed.unknown:
        return Refusal(*_no_option(typed.unknown[0], name, command, ctx))
    if typed.lacking:
        param = _named(command, ctx, typed.lacking[0])
        return Refusal(f"{typed.lacking[0]} needs a {metavar_of(param, ctx)} behind it", _help(param))
    if typed.overfull:
        return Refusal(f"{typed.overfull[0]} takes no value", "It stands alone.")
    return _too_many(command, ctx, typed)


def no_such_option(args: Sequence[str], command: Any, ctx: Any, names: Sequence[str]) -> Refusal:
    """What to say about an option before the command."""
    message, hint = _no_option(next((word for word in args if word.startswith("-")), args[0]), "", command, ctx)
    called = next((i for i, word in enumerate(args) if word in names), None)
    if called is not None:
        hint = f"Options stand behind the command: {for_shell('cap', args[called], *args[:called], *args[called + 1 :])}"
    return Refusal(message, hint)


def _no_option(word: str, name: str, command: Any, ctx: Any) -> tuple[str, str]:
    known = [option for param in command.get_params(ctx) for option in param.opts if option.startswith("-")]
    shown = word.partition("=")[0]
    called = f"cap {name}".rstrip()
    said = f"`{called}` has no option {shown}"
    plain = shown.lstrip("-").lower().replace("_", "-")
    longs = {option.lstrip("-"): option for option in known}
    if plain in longs:
        return said, f"Did you mean `{longs[plain]}`?"
    meant = [option for option, words in _OPTIONS.items() if option in known and shown.lower() in words.split()]
    if meant:
        return said, f"Did you mean {one_of([f'`{option}`' for option in meant])}?"
    for param in command.get_params(ctx):
        if plain in choices_of(param):
            return said, f"Did you mean `{param.opts[0]} {plain}`?"
    spelt_out = [option for option in longs if len(option) > 1 and (len(plain) > 1 or shown.startswith("--"))]
    if found := guesses(plain, spelt_out):
        return said, f"Did you mean {one_of([f'`{longs[option]}`' for option in found])}?"
    takes_text = name and any(metavar_of(argument, ctx) in ("TEXT", "NOTE", "VALUE") for argument in command.arguments)
    text = " Behind -- everything is text." if takes_text and not shown.startswith("--") else ""
    way = f"`{called} --help` lists what it takes." if name else "Options stand behind a command; `cap --help` lists them."
    return said, f"{way}{text}"


def _with_plain_dashes(word: str, command: Any, ctx: Any) -> str:
    bare = word.lstrip(DASHES)
    known = [option for param in command.get_params(ctx) for option in param.opts]
    return f"--{bare}" if f"--{bare.partition('=')[0]}" in known else f"-{bare}"


def _without_curly_quotes(args: Sequence[str]) -> list[str]:
    """The same with each text between such quotes as one word, to the end where they are not closed; [] where there is none."""
    mended: list[str] = []
    left = list(args)
    changed = False
    while left:
        word = left.pop(0)
        option = _ASSIGNED.match(word)
        before, text = (option[0], word[option.end() :]) if option else ("", word)
        close = closing_of(text)
        if close and not set(close) & set(text[1:]):
            end = next((i for i, other in enumerate(left) if set(close) & set(other)), len(left))
            text = " ".join([text, *left[: end + 1]])
            del left[: end + 1]
        changed = changed or bool(close)
        mended.append(before + (text.strip(text[0] + close) if close else text))
    return mended if changed else []


# ---- too many words, and too few

_ASSIGNED = re.compile("--[a-z-]+=")
_NUMBER = re.compile(r"[gvstma]?[0-9]+(?:\.[0-9]+)?")  # of an item, as `cap show` prints it


def _too_many(command: Any, ctx: Any, typed: Typed) -> Refusal:
    name, words = ctx.info_name, typed.words
    options = options_typed(typed)
    metavars = [metavar_of(argument, ctx) for argument in command.arguments]
    if not metavars:
        person = _person_in(words)
        hint = f"To see one plan: {for_shell('cap', 'show', ' '.join(words[:person]))}" if person else f"Type: cap {name}"
        return Refusal(f"`cap {name}` is about everything, and `{words[0]}` is one word too many", hint)
    if name == "add":
        try:
            kind_typed(words[0])
        except Refusal as unknown:
            return unknown
    if metavars[-1] in ("ITEM", "N") and all(_NUMBER.fullmatch(word) for word in words[1:]):
        one = for_shell("cap", name, *words[: len(metavars)], *options)
        return Refusal(f"`cap {name}` takes one thing at a time", f"Type: {one}, and then the next.")
    if texted := _with_required_text(command, ctx, typed):
        return Refusal("a text of several words goes in quotes", f"Type: {for_shell('cap', name, *texted)}")
    least = sum(argument.required for argument in command.arguments)
    if typed.spilt and (command.many or least <= len(words) - len(typed.spilt) <= len(metavars)):
        return Refusal("a text of several words goes in quotes", f"Type: {for_shell('cap', name, *_gathered(typed))}")
    if len(fewer := [word for word in words if word.lower() not in _SMALL]) == len(metavars):
        return Refusal(f"`cap {name}` takes {_listed(metavars)}", f"Type: {for_shell('cap', name, *fewer, *options)}")
    if mended := _with_dashes(command, metavars, words):
        return Refusal("an option begins with two dashes", f"Type: {for_shell('cap', name, *mended, *options)}")
    grouped, over = _grouped(metavars, words)
    if over:
        extra = next(filter(None, (_as_option(word, command) for word in over)), [])
        if not extra and any("--message" in param.opts for param in command.params):
            extra = ["-m", " ".join(over)]
        what = f"`{' '.join(over)}` is more than `cap {name}` takes"
        return Refusal(what, f"Type: {for_shell('cap', name, *grouped, *extra, *options)}")
    return Refusal("a text of several words goes in quotes", f"Type: {for_shell('cap', name, *grouped, *options)}")


def _grouped(metavars: Sequence[str], words: Sequence[str]) -> tuple[list[str], list[str]]:
    """The words put together to as many as are taken, as they are most likely meant; and what is over."""
    found: list[str] = []
    left, wanted = list(words), list(metavars)
    if wanted[0] == "KIND":
        found.append(left.pop(0))
        wanted.pop(0)
    if wanted[0] == "NAME":
        known = _person_in(left[: len(left) - len(wanted) + 1])
        if len(wanted) == 1:
            return ([" ".join(left[:known])], left[known:]) if known else ([" ".join(left)], [])
        found.append(" ".join(left[: known or 1]))
        left, wanted = left[known or 1 :], wanted[1:]
    if wanted[0] in ("DIR", "RULE", "COMMAND"):
        return left[:1], left[1:]
    if wanted == ["DATE"]:
        end = next((end for end in range(len(left), 0, -1) if is_day(" ".join(left[:end]))), len(left))
        return [*found, " ".join(left[:end])], left[end:]
    if len(wanted) == 1:
        return [*found, " ".join(left)], []
    if wanted[-1] == "DATE":
        starts = (start for start in range(1, len(left)) if is_day(" ".join(left[start:])))
        cut = next(starts, len(left) - 1)
    elif wanted[-1] == "N" or " " in left[-1]:
        cut = len(left) - 1
    else:
        cut = 1
    return [*found, " ".join(left[:cut]), " ".join(left[cut:])], []


def _with_required_text(command: Any, ctx: Any, typed: Typed) -> list[str]:
    """The words behind an item as the text of an option that has to be there, `--because`; [] where none is lacking."""
    given = [name for name, _ in typed.options]
    lacking = [param for param in command.params if getattr(param, "required", False) and param.param_type_name == "option"]
    lacking = [param for param in lacking if param.metavar == "TEXT" and not set(param.opts) & set(given)]
    metavars, words = [metavar_of(argument, ctx) for argument in command.arguments], typed.words
    if not lacking or metavars != ["NAME", "ITEM"] or typed.spilt:
        return []
    at = (_person_in(words[:-1]) or 1) + 1
    if (
        not words[at:]
        or not (_NUMBER.fullmatch(words[at - 1]) or len(words) == at + 1)
        or all(map(_NUMBER.fullmatch, words[at:]))
    ):
        return []
    return [" ".join(words[: at - 1]), words[at - 1], lacking[0].opts[0], " ".join(words[at:]), *options_typed(typed)]


def _with_dashes(command: Any, metavars: Sequence[str], words: Sequence[str]) -> list[str]:
    """`until march` as `--until march`, where it stands behind all that is taken; [] where a text may hold the word."""
    takes = {name.lstrip("-"): name for param in command.params for name in param.opts if not getattr(param, "is_flag", True)}
    start = len(metavars)
    if metavars[-1] in ("TEXT", "NOTE") or words[start] not in takes or not words[start + 1 :]:
        return []
    return [*words[:start], takes[words[start]], " ".join(words[start + 1 :])]


def _gathered(typed: Typed) -> list[str]:
    """The words, and behind them the options, each with the words that belong to its text."""
    spilt = dict(typed.spilt)
    options: list[str] = []
    for number, (name, value) in enumerate(typed.options):
        more = [typed.words[word] for word, option in spilt.items() if option == number]
        options += [name, *([" ".join([value, *more])] if value is not None else [])]
    return [*(word for number, word in enumerate(typed.words) if number not in spilt), *options]


def _as_option(word: str, command: Any) -> list[str]:
    """A word that only lacks its option: `json`, `manager`, `check-in`."""
    for param in command.params:
        if word in choices_of(param):
            return [param.opts[0], word]
        if "--type" in param.opts:
            from cap.cli.completing import types_starting_with

            if word in [name for name, _ in types_starting_with(word)]:
                return ["--type", word]
    return []


def _listed(metavars: Sequence[str]) -> str:
    return f"{', '.join(metavars[:-1])} and {metavars[-1]}" if len(metavars) > 1 else f"one {metavars[0]}"


def _person_in(words: Sequence[str]) -> int:
    """How many of the first words are a person's whole name; 0 where it is nobody's."""
    return next((count for count in range(len(words), 0, -1) if is_person(" ".join(words[:count]))), 0)


# ---- what the parser found


def in_our_words(command: Any, ctx: Any, typed: Typed, error: Any) -> Refusal:
    """What a parser's error comes to: something is missing, or a value is none of those that fit."""
    param = getattr(error, "param", None)
    if param is None:
        return Refusal(f"`cap {ctx.info_name}` cannot be read so", f"`cap {ctx.info_name} --help` shows how it is written.")
    values = [value for name, value in typed.options if name in param.opts and value is not None]
    choices = choices_of(param)
    for value in values:
        if choices and value not in choices:
            return wrong_choice(param.opts[0], value, choices)
    least, most = getattr(param.type, "min", None), getattr(param.type, "max", None)
    if values and least is not None:
        span = f"from {least} to {most}" if most is not None else f"from {least} on"
        return Refusal(f"“{values[-1]}” is not a number that fits {param.opts[0]}", f"Write a whole number {span}.")
    if values:
        return Refusal(f"“{values[-1]}” is nothing that {param.opts[0]} takes", _help(param))
    return _missing(command, ctx, typed, param)


def _missing(command: Any, ctx: Any, typed: Typed, param: Any) -> Refusal:
    """What to say where something is not there: what it is, and the line with a place for it."""
    metavars, words = [metavar_of(argument, ctx) for argument in command.arguments], list(typed.words)
    options = options_typed(typed)
    wanted = metavar_of(param, ctx)
    if param.param_type_name == "option":
        words = in_order(command, ctx, words) or words
        options += [param.opts[0], wanted]
        wanted = f"{param.opts[0]} {wanted}"
    elif words and words[-1].partition("=")[1] and len(words) == len(metavars) - 1:
        words[-1:] = words[-1].split("=", 1)
        return Refusal(f"`cap {ctx.info_name}` takes no `=`", f"Type: {for_shell('cap', ctx.info_name, *words, *options)}")
    elif words and (gap := with_gap(command, ctx, words)):
        number, words = gap
        wanted, param = metavars[number], command.arguments[number]
    elif words and metavars[0] == "NAME" and len(words) == len(metavars) - 1 and not is_person(words[0]):
        wanted, param = "NAME", command.arguments[0]
        words.insert(0, wanted)
    example = next(_examples(command), "")
    typing = for_shell("cap", ctx.info_name, *words, *metavars[len(words) :], *options)
    return Refusal(f"`cap {ctx.info_name}` needs {wanted} too", f"{_help(param)} Type: {typing if typed.words else example}")


def wrong_choice(name: str, value: str, choices: Sequence[str]) -> Refusal:
    """What to say about a word that is none of those an option takes."""
    return Refusal(f"{name} is {one_of([*choices])}, not “{value}”", did_you_mean(value, choices))


def _help(param: Any) -> str:
    return sentence(param.help or "")


def _named(command: Any, ctx: Any, option: str) -> Any:
    return next(param for param in command.get_params(ctx) if option in param.opts)


def _examples(command: Any) -> Iterator[str]:
    """The lines under `Examples:` of a command's help, without what explains them."""
    for shown in (command.help or "").partition("Examples:\n")[2].split("\n"):
        if shown.strip():
            yield shown.strip().partition("   ")[0]
