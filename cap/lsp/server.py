"""The server: the texts that are open, when they are looked at, and what is said unasked. Nothing that goes wrong ends it."""

from __future__ import annotations

import asyncio
import logging
import threading
import traceback
from collections.abc import Callable
from datetime import date
from functools import partial, wraps
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol

from cap.language.actions import Finish, as_it_is
from cap.lsp.actions import Offers
from cap.lsp.diagnostics import diagnostics
from cap.lsp.documents import Documents, Version
from cap.lsp.workspaces import Workspaces
from cap.text.escapes import visible
from cap.workspace.examples import without_examples

log = logging.getLogger(__name__)

QUIET = 0.01  # seconds without a keystroke before a text is looked at
SLOW = 0.05  # seconds; where looking at a text took longer, its writer has to pause for as long


class _Protocol(LanguageServerProtocol):
    """What pygls does by itself with open texts is left out: it ends lines where the protocol does not, and keeps a second copy."""

    lsp_text_document__did_open: Any = None
    lsp_text_document__did_change: Any = None
    lsp_text_document__did_close: Any = None


class Server(LanguageServer):
    """`config` and `today` are those of the command line; None: the nearest settings, and the day it is."""

    def __init__(self, config: Path | None, today: Callable[[], date], version: str) -> None:
        super().__init__("cap", version, protocol_cls=_Protocol)
        self.today = today
        self.workspaces = Workspaces(config, self.warn)
        self.documents = Documents(self.workspaces, "utf-16", None)
        self.offers = Offers()
        self.ended = self.abrupt = False  # whether the editor took its leave; whether it told us to go without
        self._waiting: dict[str, asyncio.TimerHandle] = {}
        self._took: dict[str, float] = {}

    # ---- what is said to the user

    def warn(self, message: str) -> None:
        """Tell the user something once."""
        self.window_show_message(types.ShowMessageParams(types.MessageType.Warning, f"cap: {visible(message, keep=chr(10))}"))

    def report_server_error(self, error: Exception, source: Any) -> None:
        """Say what went wrong where nobody who reads along finds a plan's words."""
        log.error("%s: %s", source.__name__, _where(error))

    # ---- open plans

    def plan(self, uri: str) -> Version | None:
        """An open plan as it is now, None for what is no plan."""
        return self.documents.version(uri, self.today())

    def soon(self, uri: str) -> None:
        """Look at a text once its writer pauses."""
        if uri in self._waiting:
            self._waiting.pop(uri).cancel()
        took = self._took.get(uri, 0)
        wait = took if took > SLOW else QUIET
        self._waiting[uri] = asyncio.get_running_loop().call_later(wait, guarded(self.now), uri)

    def now(self, uri: str) -> None:
        """Look at a text, and say what was found."""
        if uri in self._waiting:
            self._waiting.pop(uri).cancel()
        if self.pulled:
            return
        loop = asyncio.get_running_loop()
        began = loop.time()
        found = self.plan(uri)
        if found is None and uri not in self._took:  # nothing of ours, of which nothing was ever said
            return
        shown = diagnostics(found.document, found.positions) if found else []
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, shown, found.number if found else None))
        self._took[uri] = loop.time() - began

    def everywhere(self) -> None:
        """Look at all open texts again: what they are judged by has changed."""
        if self.pulled:
            if self.can("workspace.diagnostics.refresh_support"):
                self.workspace_diagnostic_refresh(None)
            return
        for uri in self.documents:
            self.soon(uri)

    def forget(self, uri: str) -> None:
        """Take what was found off a text that was closed."""
        if uri in self._waiting:
            self._waiting.pop(uri).cancel()
        self.documents.close(uri)
        if self._took.pop(uri, None) is not None:
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))

    def can(self, path: str) -> bool:
        """Whether the editor can do something, by the place in its capabilities where it would say so."""
        found: Any = self.client_capabilities
        for step in path.split("."):
            found = getattr(found, step, None)
        return found is not None and found is not False

    @property
    def pulled(self) -> bool:
        """Whether the editor asks for diagnostics by itself; then none are sent unasked, or it would show them twice."""
        return self.can("text_document.diagnostic")

    def survey(self, uri: str) -> None:
        """Find out, in the background, who is in the workspace of an open text."""
        around = self.documents.around(uri)
        if around is not None and around.workspace.is_set_up and not self.workspaces.is_known(around.workspace):
            self.aside(self.workspaces.survey, around.workspace, lambda: self.ended)

    def aside(self, work: Callable[..., Any], *words: Any) -> None:
        """Do something in the background, which keeps nobody waiting, at the end neither."""
        threading.Thread(target=guarded(work), args=words, daemon=True).start()

    def finish(self, uri: str) -> Finish:
        """What is done to an open plan after its edits: what the form showed of the keys that are filled now goes."""
        around = self.documents.around(uri)
        return partial(without_examples, workspace=around.workspace) if around else as_it_is


def guarded(answer: Callable[..., Any]) -> Callable[..., Any]:
    """An answer that is nothing when it goes wrong, which is noted."""

    @wraps(answer)
    def careful(*words: Any, **more: Any) -> Any:
        try:
            return answer(*words, **more)
        except Exception as error:  # whatever it is: the next keystroke is answered all the same
            log.error("%s: %s", getattr(answer, "__name__", "?"), _where(error))  # noqa: TRY400  its words may be a plan's
            return None

    return careful


def _where(error: BaseException) -> str:
    """What kind of error it was and where, without its message, in which words of a plan may be."""
    return f"{type(error).__name__}\n{''.join(traceback.format_tb(error.__traceback__))}"
