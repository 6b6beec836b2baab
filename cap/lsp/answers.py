"""Which message of the protocol is answered by what."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.uris import to_fs_path

from cap.lsp import features
from cap.lsp.actions import KINDS
from cap.lsp.completion import TRIGGERS, completion
from cap.lsp.diagnostics import diagnostics
from cap.lsp.server import Server, guarded
from cap.lsp.workspaces import is_settings
from cap.refusal import Refusal


def initialize(server: Server, params: types.InitializeParams) -> None:
    folders = [folder.uri for folder in params.workspace_folders or ()] or [params.root_uri or ""]
    named = [to_fs_path(folder) for folder in folders]
    server.documents.encoding = server.protocol.workspace.position_encoding or "utf-16"
    server.documents.root = Path(named[0]) if named[0] else None
    if server.pulled:
        options = types.DiagnosticOptions(inter_file_dependencies=False, workspace_diagnostics=False, identifier="cap")
        server.feature(types.TEXT_DOCUMENT_DIAGNOSTIC, options)(partial(pull, server))


def initialized(server: Server, params: types.InitializedParams) -> None:
    if server.can("workspace.did_change_watched_files.dynamic_registration"):
        watched = [types.FileSystemWatcher(pattern) for pattern in ("**/cap.yaml", "**/*.md")]
        options = types.DidChangeWatchedFilesRegistrationOptions(watched)
        registration = types.Registration("cap-files", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
        server.client_register_capability(types.RegistrationParams([registration]))


def did_open(server: Server, params: types.DidOpenTextDocumentParams) -> None:
    server.documents.open(params.text_document)
    server.now(params.text_document.uri)
    server.survey(params.text_document.uri)


def did_change(server: Server, params: types.DidChangeTextDocumentParams) -> None:
    server.documents.change(params)
    server.soon(params.text_document.uri)


def did_save(server: Server, params: types.DidSaveTextDocumentParams) -> None:
    path = to_fs_path(params.text_document.uri)
    if path and is_settings(Path(path)):
        server.everywhere()
        return
    server.now(params.text_document.uri)
    around = server.documents.around(params.text_document.uri)
    if path and around and around.is_plan:
        server.workspaces.learn(Path(path), around.workspace)


def did_close(server: Server, params: types.DidCloseTextDocumentParams) -> None:
    server.forget(params.text_document.uri)


def files_changed(server: Server, params: types.DidChangeWatchedFilesParams) -> None:
    paths = [Path(path) for path in (to_fs_path(event.uri) for event in params.changes) if path]
    if any(map(is_settings, paths)):
        server.everywhere()
    plans = [path for path in paths if path.suffix == ".md"]
    server.aside(server.workspaces.refresh, plans, lambda: server.ended)


def shutdown(server: Server, params: object) -> None:
    server.ended = True


def leave(server: Server, params: object) -> None:
    server.abrupt = not server.ended


def pull(server: Server, params: types.DocumentDiagnosticParams) -> types.RelatedFullDocumentDiagnosticReport:
    """The diagnostics that an editor asks for."""
    found = guarded(server.plan)(params.text_document.uri)
    shown = guarded(diagnostics)(found.document, found.positions) if found else []
    return types.RelatedFullDocumentDiagnosticReport(items=shown or [])


def complete(server: Server, params: types.CompletionParams) -> types.CompletionList | None:
    found = server.plan(params.text_document.uri)
    return completion(found, params.position, server) if found else None


def code_actions(server: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
    found = server.plan(params.text_document.uri)
    if found is None:
        return []
    return server.offers.make(params, found, server)


def resolve_action(server: Server, params: types.CodeAction) -> types.CodeAction:
    try:
        return server.offers.resolve(params, server)
    except Refusal as refusal:
        server.warn(str(refusal))
        return params


FEATURES: dict[str, tuple[Callable[..., Any], Any]] = {
    types.INITIALIZE: (initialize, None),
    types.INITIALIZED: (initialized, None),
    types.SHUTDOWN: (shutdown, None),
    types.EXIT: (leave, None),
    types.TEXT_DOCUMENT_DID_OPEN: (did_open, None),
    types.TEXT_DOCUMENT_DID_CHANGE: (did_change, None),
    types.TEXT_DOCUMENT_DID_SAVE: (did_save, types.SaveOptions(include_text=False)),
    types.TEXT_DOCUMENT_DID_CLOSE: (did_close, None),
    types.WORKSPACE_DID_CHANGE_WATCHED_FILES: (files_changed, None),
    types.TEXT_DOCUMENT_COMPLETION: (complete, types.CompletionOptions(trigger_characters=TRIGGERS)),
    types.TEXT_DOCUMENT_CODE_ACTION: (code_actions, types.CodeActionOptions(KINDS, resolve_provider=True)),
    types.CODE_ACTION_RESOLVE: (resolve_action, None),
}


def register(server: Server) -> None:
    """Have a server answer."""
    for method, (answer, options) in FEATURES.items():
        server.feature(method, options)(partial(guarded(answer), server))
    features.register(server)
