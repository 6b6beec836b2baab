"""`cap.yaml`: what a team has agreed on, found from any subfolder.

The struct is the documentation, the defaults and the check in one; it is read by the same code as a plan, so a mistake is reported
at its line with a guess. There are no settings per user: a laptop and a build server must agree.
"""

import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

from msgspec import Meta, Struct, field

from cap.home import at_home, user_data
from cap.lint.rule import Bounds, Share
from cap.plan.certify import certify
from cap.plan.model import Cadence, Text, Texts, many
from cap.plan.problem import ItemPath
from cap.refusal import NotFound, Refusal, Unreadable, reason
from cap.rendering import Team
from cap.text.escapes import visible
from cap.text.wording import sentence
from cap.workspace.files import SMALL, contents
from cap.workspace.paths import (
    NAME,
    Identity,
    enclosure,
    find_root,
    identities,
    is_too_wide,
    is_tree,
    leads_into,
    leads_out,
    real,
    shown,
)
from cap.workspace.trust import Outside, beyond, untrusted

if TYPE_CHECKING:
    from cap.lint.engine import Policy

ShareText = Annotated[
    str,
    Meta(
        pattern=r"^(0|1|0?\.[0-9]{1,9}|[0-9]{1,9}/[1-9][0-9]{0,8})$(?!\n)",
        extra={"wanted": "a share", "hint": "Write a fraction from 0 to 1, such as 1/2."},
    ),
]
_PATHS = ("plans", "exclude", "templates", "private")
_UNSEEN = frozenset(map(chr, (*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029)))


class Balance(Struct, forbid_unknown_fields=True):
    """The bounds of 70/20/10, compared as exact fractions."""

    experience: Annotated[ShareText, Meta(description="At least this share on the job.")] = "1/2"
    education: Annotated[ShareText, Meta(description="At most this share in training.")] = "1/3"
    exposure_from: Annotated[int, Meta(ge=1, description="From this many actions on, one from others.")] = 5

    @property
    def bounds(self) -> Bounds:
        return Bounds(_share(self.experience), _share(self.education), self.exposure_from)


def _share(text: str) -> Share:
    """`1/2`, `0.5` or `1`, exactly."""
    over, _, under = text.partition("/")
    whole, _, decimals = over.partition(".")
    return Share(int(whole + decimals), int(under or 10 ** len(decimals)))


class LintSettings(Struct, forbid_unknown_fields=True):
    """How `cap lint` judges."""

    rules: Annotated[
        dict[str, Literal["off", "hint", "warning", "error"]], Meta(description="rule: off, hint, warning or error")
    ] = {}
    balance: Annotated[Balance, Meta(description="The bounds of 70/20/10.")] = field(default_factory=Balance)
    baseline: Annotated[Text | None, Meta(description="A file of known findings, to hear only of new ones.")] = None


class Settings(Struct, forbid_unknown_fields=True):
    """The whole of `cap.yaml`, with the defaults."""

    plans: Annotated[Texts, Meta(description="The folder of the plans, or several.")] = "plans"  # type: ignore[assignment]
    exclude: Annotated[Texts, Meta(description="Patterns of files and folders to leave out, as in a .gitignore.")] = []
    templates: Annotated[Text, Meta(description="The team's own templates, over the built-in ones.")] = "templates"
    private: Annotated[Text | None, Meta(description="The folder of private notes, outside every repository.")] = None
    cadence: Annotated[Cadence, Meta(description="How often to talk careers, for plans that do not say.")] = "3 months"
    minutes: Annotated[int, Meta(ge=15, le=480, description="How long a conversation takes.")] = 60
    lint: Annotated[LintSettings, Meta(description="How `cap lint` judges.")] = field(default_factory=LintSettings)

    def __post_init__(self) -> None:
        self.plans = [self.plans] if isinstance(self.plans, str) else self.plans
        self.exclude = [self.exclude] if isinstance(self.exclude, str) else self.exclude


class Workspace(NamedTuple):
    """Where the plans are: the folder that relative settings start from, the settings, and the file they came from.

    `untrusted` is where the settings lead without being trusted yet; nothing there is read or written. `left` is a file of settings
    that does not count, because others could have written it.
    """

    root: Path
    settings: Settings
    file: Path | None
    untrusted: Sequence[Outside] = ()
    left: Path | None = None

    @property
    def places(self) -> list[tuple[str, Path]]:
        """Each path that a setting names, with the setting."""
        found = [("plans", self.root / folder) for folder in self.settings.plans]
        found.append(("templates", self.root / self.settings.templates))
        if self.settings.lint.baseline:
            found.append(("baseline", self.root / self.settings.lint.baseline))
        private = at_home(self.settings.private) if self.settings.private else None
        return [*found, ("private", self.root / private)] if private else found

    def may_use(self, key: str, path: Path) -> bool:
        """Whether a path that a setting names is inside the repository, or trusted."""
        return not self.untrusted or Outside(key, real(path)) not in self.untrusted

    @property
    def plan_folders(self) -> list[Path]:
        return [path for key, path in self.places if key == "plans" and self.may_use(key, path)]

    @property
    def is_set_up(self) -> bool:
        """Whether this is a place for plans: there are settings, or a folder that they may lie in."""
        return self.file is not None or any(folder.is_dir() for folder in self.plan_folders)

    @property
    def nothing_found(self) -> str:
        """Where was looked in vain for a place for plans."""
        here = Path.cwd()
        around = enclosure(here)
        top = around if is_tree(around) else Path(here.anchor)
        return f"no `{NAME}` was found here ({here}){'' if top == here else f', nor in any folder up to {top}'}, and no folder `plans`"

    @property
    def private_folders(self) -> list[Path]:
        """Where private notes may lie: the folder that the settings name, and the one that belongs to the user."""
        return [*(path for key, path in self.places if key == "private"), *filter(None, [user_data()])]

    @property
    def private_elsewhere(self) -> Path | None:
        """Where the settings would have the private notes, if that is not trusted yet."""
        return next((path for key, path in self.untrusted if key == "private"), None)

    @property
    def closed(self) -> frozenset[Identity]:
        """The private side by what it is, whatever path leads there. A folder that is not trusted is closed, but not looked into."""
        trusted = [path for path in self.private_folders if real(path) != self.private_elsewhere]
        return identities(self.private_folders, inside=False) | identities(trusted)

    @property
    def templates(self) -> Team | None:
        """The team's templates, without what is private among them; None where they are not trusted."""
        folder = self.root / self.settings.templates
        if not self.may_use("templates", folder):
            return None
        closed: list[frozenset[Identity]] = []  # what is private is found out when a template of the team's is found, and once

        def is_private(path: Path) -> bool:
            closed[:] = closed or [self.closed]
            return leads_into(path, closed[0])

        return Team(folder, is_private)

    @property
    def notices(self) -> list[str]:
        """What is left out, a line each, with the way to have it."""
        lines = []
        if self.left:
            lines.append(
                f"{shown(self.left)} is left alone, because others than you can write that file or a folder on the way to it."
            )
        if self.untrusted:
            where = shown(self.file) if self.file else f"the folder {shown(self.root)}"
            places = ", ".join(f"`{key}` to {path}" for key, path in self.untrusted)
            lines.append(f"{where} leads outside its repository, {places}; left out until you trust it: {self.how_to_trust}")
        return lines

    @property
    def how_to_trust(self) -> str:
        named = self.file is not None and self.file.name != NAME
        return "cap trust " + (
            f"--config {shlex.quote(shown(self.file))}" if named and self.file else shlex.quote(shown(self.root))
        )


def open_workspace(config: Path | None = None, start: Path | None = None) -> Workspace:
    """The workspace around `start` (the current folder), or the one that `config` names. Raises Refusal."""
    if config is not None:
        if not config.exists():
            raise NotFound(
                f"there is no settings file {config}", "Check `--config` or CAP_CONFIG; without them the nearest cap.yaml counts."
            )
        workspace = Workspace(config.parent.absolute(), load_settings(config), config)
    else:
        root, file, left = find_root(start or Path.cwd())
        workspace = Workspace(root, load_settings(file) if file else Settings(), file, left=left)
    for key, path in workspace.places:
        if key == "plans" and is_too_wide(path):
            raise Refusal(
                f"`plans: {path}` is the whole computer, which is too wide for a folder of plans",
                f"Name the folder itself in {place_in(workspace.file, 'plans')}." if workspace.file else "",
            )
    return workspace._replace(untrusted=untrusted(workspace.root, beyond(workspace.root, workspace.places)))


def policy_of(workspace: Workspace) -> "Policy":
    """How the settings have plans judged."""
    from cap.lint.engine import Policy

    settings = workspace.settings
    return Policy(levels=tuple(settings.lint.rules.items()), bounds=settings.lint.balance.bounds, cadence=settings.cadence)


def load_settings(file: Path) -> Settings:
    """Read `cap.yaml`. Raises Refusal with every mistake in it, each at its place."""
    if leads_out(file):
        raise Refusal(f"{shown(file)} is a link that leads outside its repository", "Put a copy of the settings there instead.")
    if leads_into(file, identities([*filter(None, [user_data()])])):
        raise Refusal(f"{shown(file)} is a place for private notes", "Settings are a file of their own.")
    try:
        text = contents(file, SMALL).decode("utf-8-sig")
    except OSError as error:
        raise Unreadable(f"{file} cannot be read: {reason(error)}") from None
    except UnicodeDecodeError:
        raise Unreadable(f"{file} is not UTF-8", "Save the file again as UTF-8.") from None
    settings = certify(text, Settings)
    mistakes: list[str] = []
    if settings is None or _no_paths(settings):
        settings, mistakes = _read_slowly(file, text)
    if settings is not None:
        mistakes += [f"{_place(file, text, path)}: {mistake}" for path, mistake in _mistakes(settings)]
    if mistakes or settings is None:
        raise Refusal("the settings need mending first\n" + "\n".join(f"  {visible(line)}" for line in mistakes))
    return settings


def place_in(file: Path | None, *path: str | int) -> str:
    """Where a setting stands, as `cap.yaml:3:10`; the file alone where that can no longer be told."""
    try:
        return _place(file, contents(file, SMALL).decode("utf-8-sig"), path) if file else NAME
    except (OSError, UnicodeDecodeError):
        return shown(file) if file else NAME


def _place(file: Path, text: str, path: ItemPath) -> str:
    from cap.plan.places import Source

    span = Source(shown(file), text, first_line=1).place(path)
    return f"{shown(file)}:{span.line}:{span.column}"


def _read_slowly(file: Path, text: str) -> tuple[Settings | None, list[str]]:
    from cap.plan.nodes import Refused
    from cap.plan.places import Source
    from cap.plan.shape import Walk

    source = Source(shown(file), text, first_line=1)
    try:
        walk = Walk(source)
        settings = walk.document(Settings)
    except Refused as refused:
        span = source.span(refused.index, refused.index)
        return None, [f"{shown(file)}:{span.line}:{span.column}: {sentence(refused.message)} {refused.hint}"]
    for key in _no_paths(settings) if settings else ():
        hint = "Take out the line end, or whatever else it is."
        walk.report("invalid-value", source.place((key,)), (key,), f"`{key}` is a path, and cannot hold what is not seen", hint)
    found = sorted(walk.problems, key=lambda problem: (problem.line, problem.column))
    return settings, [f"{p.path}:{p.line}:{p.column}: {sentence(p.message)} {p.hint}" for p in found]


def _no_paths(settings: Settings) -> list[str]:
    """The settings in which a path holds a line end, or another character that commands a terminal instead of being shown."""
    return [key for key in _PATHS if not all(map(_UNSEEN.isdisjoint, many(getattr(settings, key) or [])))]


def _mistakes(settings: Settings) -> list[tuple[ItemPath, str]]:
    """What the types cannot say, with the setting that it is about."""
    shares = ("experience", "education")
    too_large = [name for name in shares if (share := _share(getattr(settings.lint.balance, name))).numerator > share.denominator]
    mistakes: list[tuple[ItemPath, str]] = [
        (("lint", "balance", share), f"lint: balance: {share}: a share is at most 1.") for share in too_large
    ]
    if not _UNSEEN.isdisjoint(settings.lint.baseline or ""):
        what = "lint: baseline: a path cannot hold what is not seen. Take out the line end, or whatever else it is."
        mistakes.append((("lint", "baseline"), what))
    if settings.lint.rules:
        from cap.lint.catalogue import unchangeable_rule

        found = {name: unchangeable_rule(name) for name in settings.lint.rules}
        mistakes += [(("lint", "rules", name), f"lint: rules: {mistake}") for name, mistake in found.items() if mistake]
    return mistakes
