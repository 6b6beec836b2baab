"""What can be done where the cursor is, as the protocol has it: named first, and worked out when it is chosen."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from lsprotocol import types

from cap.language.actions import Action, Kind, actions
from cap.language.document import Replacement
from cap.lsp.documents import Version
from cap.plan.problem import Problem
from cap.refusal import Refusal

if TYPE_CHECKING:
    from cap.lsp.server import Server

FIX_ALL = "source.fixAll.cap"
_KINDS: dict[Kind, str] = {
    "mend": types.CodeActionKind.QuickFix,
    "mend all": FIX_ALL,  # what editors do when a file is saved, where that is wished; nothing to offer at a line
    "change": types.CodeActionKind.RefactorRewrite,
}
KINDS = tuple(_KINDS.values())
_KEPT = 4  # requests whose offers are kept; what was offered before them nobody chooses any more


class _Offer(NamedTuple):
    uri: str
    version: Version
    action: Action


class Offers:
    """What was offered and may be chosen."""

    def __init__(self) -> None:
        self._made: deque[dict[int, _Offer]] = deque(maxlen=_KEPT)
        self._numbers = count(1)

    def make(self, params: types.CodeActionParams, version: Version, server: Server) -> list[types.CodeAction]:
        """What can be done in a range. Where the editor does not ask again for what is chosen, each is worked out at once."""
        uri, only = params.text_document.uri, params.context.only
        at = [version.positions.point(version.document, place) for place in (params.range.start, params.range.end)]
        later = server.can("text_document.code_action.resolve_support") and server.can("text_document.code_action.data_support")
        found, made = [], dict[int, _Offer]()
        for action in actions(version.document, at[0], at[1], server.finish(uri)):
            kind = _kind(action.kind, only)
            if kind is None:
                continue
            offer = types.CodeAction(
                title=action.title,
                kind=kind,
                diagnostics=_shown(action.problem, version, params.context.diagnostics) or None,
                is_preferred=action.preferred or None,
            )
            if later:
                offer.data = next(self._numbers)
                made[offer.data] = _Offer(uri, version, action)
            else:
                try:
                    offer.edit = workspace_edit(uri, version, action.make(), server)
                except Refusal:
                    continue
            found.append(offer)
        self._made.append(made)
        return found

    def resolve(self, chosen: types.CodeAction, server: Server) -> types.CodeAction:
        """Work out what was chosen. Raises Refusal."""
        offer = next((made[chosen.data] for made in self._made if chosen.data in made), None)
        now = server.plan(offer.uri) if offer else None
        if offer is None or now is None or now.document.text != offer.version.document.text:
            raise Refusal("the text has changed since this was offered", "Ask for it once more.")
        chosen.edit = workspace_edit(offer.uri, now, offer.action.make(), server)
        return chosen


def _kind(kind: Kind, only: Sequence[str] | None) -> str | None:
    """What an action is called to an editor that wants `only` some kinds; None for one that it does not want."""
    name = _KINDS[kind]
    wanted = any(name == one or name.startswith(f"{one}.") for one in only) if only else kind != "mend all"
    return name if wanted else None


def workspace_edit(uri: str, version: Version, edits: Sequence[Replacement], server: Server) -> types.WorkspaceEdit:
    """Edits of an open text as the editor takes them."""
    changes = [types.TextEdit(version.positions.range(version.document, span), text) for span, text in edits]
    if not server.can("workspace.workspace_edit.document_changes"):
        return types.WorkspaceEdit(changes={uri: changes})
    identifier = types.OptionalVersionedTextDocumentIdentifier(uri, version.number)
    return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(identifier, changes)])


def _shown(problem: Problem | None, version: Version, shown: Sequence[types.Diagnostic]) -> list[types.Diagnostic]:
    """The editor's own diagnostics of a finding."""
    if problem is None:
        return []
    place = version.positions.range(version.document, problem.span)
    return [one for one in shown if one.code == problem.rule and one.range == place]
