"""Help where people write, as the protocol has it: hover, ids, the outline. Completion has a module of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import islice
from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.uris import from_fs_path

from cap.language.document import Point
from cap.language.fields import field_at
from cap.language.hover import hover
from cap.language.references import definition, highlights, references, renamable, rename
from cap.language.symbols import Symbol, folds, selections, symbols
from cap.lsp.actions import workspace_edit
from cap.lsp.documents import Version
from cap.lsp.server import Server, guarded
from cap.plan.problem import Span
from cap.refusal import Refusal
from cap.text.wording import unaccented

_KINDS = {
    "vision": types.SymbolKind.Namespace,
    "goal": types.SymbolKind.Class,
    "skill": types.SymbolKind.Interface,
    "action": types.SymbolKind.Method,
    "support": types.SymbolKind.Variable,
    "topic": types.SymbolKind.String,
    "day ahead": types.SymbolKind.Event,
    "moment": types.SymbolKind.Event,
}
_FIRST = types.Range(types.Position(0, 0), types.Position(0, 0))
MANY = 200  # so many are named at once; whoever looks for somebody types more of the name


def _at(server: Server, params: Any) -> tuple[Version, Point] | None:
    """An open plan, and the place in it that is asked about."""
    found = server.plan(params.text_document.uri)
    return (found, found.positions.point(found.document, params.position)) if found else None


# ---- what is said, and where ids lead


def hovered(server: Server, params: types.HoverParams) -> types.Hover | None:
    found = _at(server, params)
    said = hover(found[0].document, found[1]) if found else None
    if found is None or said is None:
        return None
    content = types.MarkupContent(types.MarkupKind.Markdown, said.text)
    return types.Hover(content, found[0].positions.range(found[0].document, said.span))


def defined(server: Server, params: types.DefinitionParams) -> types.Location | list[types.Location] | None:
    """Where an id is given; of somebody's name, their plan."""
    found = _at(server, params)
    if found is None:
        return None
    span = definition(found[0].document, found[1])
    return _location(params.text_document.uri, found[0], span) if span else _plans_of_somebody(server, params, *found)


def _plans_of_somebody(server: Server, params: types.DefinitionParams, version: Version, point: Point) -> list[types.Location]:
    document = version.document
    piece, around = document.sketch.at(document.offset(point)), server.documents.around(params.text_document.uri)
    field = field_at(piece.path) if piece and not piece.key else None
    if piece is None or around is None or field is None or not field.is_person:
        return []
    paths = server.workspaces.plans_of(piece.text, around.workspace)
    return [types.Location(from_fs_path(str(path)) or "", _FIRST) for path in paths]


def referred(server: Server, params: types.ReferenceParams) -> list[types.Location] | None:
    found = _at(server, params)
    if found is None:
        return None
    spans = references(found[0].document, found[1], with_definition=params.context.include_declaration)
    return [_location(params.text_document.uri, found[0], span) for span in spans]


def highlighted(server: Server, params: types.DocumentHighlightParams) -> list[types.DocumentHighlight] | None:
    found = _at(server, params)
    if found is None:
        return None
    kinds = types.DocumentHighlightKind
    return [
        types.DocumentHighlight(found[0].positions.range(found[0].document, span), kinds.Write if gives else kinds.Read)
        for span, gives in highlights(found[0].document, found[1])
    ]


def _location(uri: str, version: Version, span: Span) -> types.Location:
    return types.Location(uri, version.positions.range(version.document, span))


def _refused(answer: Callable[..., Any]) -> Callable[..., Any]:
    """An answer that says to the user why there is none; anything else that goes wrong is only noted."""

    def careful(server: Server, params: Any) -> Any:
        refusals: list[Refusal] = []

        def asked() -> Any:
            try:
                return answer(server, params)
            except Refusal as refusal:
                refusals.append(refusal)
                return None

        found = guarded(asked)()
        if refusals:
            raise JsonRpcException(str(refusals[0]), types.LSPErrorCodes.RequestFailed)
        return found

    return careful


def prepared(server: Server, params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder | None:
    found = _at(server, params)
    if found is None:
        return None
    span, name = renamable(found[0].document, found[1])
    return types.PrepareRenamePlaceholder(found[0].positions.range(found[0].document, span), name)


def renamed(server: Server, params: types.RenameParams) -> types.WorkspaceEdit | None:
    found = _at(server, params)
    if found is None:
        return None
    edits = rename(found[0].document, found[1], params.new_name)
    return workspace_edit(params.text_document.uri, found[0], edits, server)


# ---- outlines


def outlined(server: Server, params: types.DocumentSymbolParams) -> list[Any] | None:
    found = server.plan(params.text_document.uri)
    if found is None:
        return None
    made = [_symbol(found, symbol) for symbol in symbols(found.document)]
    if server.can("text_document.document_symbol.hierarchical_document_symbol_support"):
        return made
    return list(_flat(params.text_document.uri, made))


def _symbol(version: Version, symbol: Symbol) -> types.DocumentSymbol:
    return types.DocumentSymbol(
        name=symbol.name,
        detail=symbol.detail or None,
        kind=_KINDS[symbol.kind],
        tags=[types.SymbolTag.Deprecated] if symbol.closed else None,
        range=version.positions.range(version.document, symbol.span),
        selection_range=version.positions.range(version.document, symbol.selection),
        children=[_symbol(version, child) for child in symbol.children],
    )


def _flat(uri: str, made: Sequence[types.DocumentSymbol]) -> list[types.SymbolInformation]:
    found = []
    for one in made:
        found.append(types.SymbolInformation(types.Location(uri, one.range), one.name, one.kind, tags=one.tags))
        found += _flat(uri, one.children or ())
    return found


def folded(server: Server, params: types.FoldingRangeParams) -> list[types.FoldingRange] | None:
    found = server.plan(params.text_document.uri)
    if found is None:
        return None
    lines = [
        tuple(found.positions.position(found.document.offset(Point(line, 1))).line for line in fold)
        for fold in folds(found.document)
    ]
    return [types.FoldingRange(start, end) for start, end in lines]


def selected(server: Server, params: types.SelectionRangeParams) -> list[types.SelectionRange] | None:
    found = server.plan(params.text_document.uri)
    if found is None:
        return None
    answers = []
    for position in params.positions:
        around: types.SelectionRange | None = None
        for span in reversed(selections(found.document, found.positions.point(found.document, position))):
            around = types.SelectionRange(found.positions.range(found.document, span), around)
        answers.append(around or types.SelectionRange(types.Range(position, position)))
    return answers


def people(server: Server, params: types.WorkspaceSymbolParams) -> list[types.SymbolInformation]:
    """The people of the workspaces in which something is open, each at the first line of their plan."""
    wanted = unaccented(params.query)
    found = ((name, path) for name, path in server.workspaces.everyone() if wanted in unaccented(f"{name} {path.stem}"))
    return [
        types.SymbolInformation(types.Location(from_fs_path(str(path)) or "", _FIRST), name, types.SymbolKind.File)
        for name, path in islice(found, MANY)
    ]


FEATURES: dict[str, tuple[Callable[..., Any], Any]] = {
    types.TEXT_DOCUMENT_HOVER: (guarded(hovered), None),
    types.TEXT_DOCUMENT_DEFINITION: (guarded(defined), None),
    types.TEXT_DOCUMENT_REFERENCES: (guarded(referred), None),
    types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT: (guarded(highlighted), None),
    types.TEXT_DOCUMENT_PREPARE_RENAME: (_refused(prepared), None),
    types.TEXT_DOCUMENT_RENAME: (_refused(renamed), types.RenameOptions(prepare_provider=True)),
    types.TEXT_DOCUMENT_DOCUMENT_SYMBOL: (guarded(outlined), None),
    types.TEXT_DOCUMENT_FOLDING_RANGE: (guarded(folded), None),
    types.TEXT_DOCUMENT_SELECTION_RANGE: (guarded(selected), None),
    types.WORKSPACE_SYMBOL: (guarded(people), None),
}


def register(server: Server) -> None:
    """Have a server help where people write."""
    for method, (answer, options) in FEATURES.items():
        server.feature(method, options)(partial(answer, server))
