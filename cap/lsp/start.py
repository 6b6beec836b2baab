"""The start of the server on standard input and output, which nothing else may write to from then on."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from contextlib import redirect_stdout
from datetime import date
from importlib.metadata import version
from pathlib import Path

from cap.lsp.answers import register
from cap.lsp.server import Server
from cap.text.escapes import visible


class _Line(logging.Formatter):
    """A line of the log, in which nothing is obeyed by a terminal."""

    def format(self, record: logging.LogRecord) -> str:
        return visible(super().format(record), keep="\n")


def serve(config: Path | None, today: Callable[[], date]) -> int:
    """Speak with an editor until it ends that, or is gone; 1 when it broke off, as the protocol has it, else 0."""
    out = sys.stdout.buffer
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Line("%(name)s: %(message)s"))
    logging.getLogger("pygls").setLevel(logging.CRITICAL)  # it would write down what it was sent, and that are plans
    log = logging.getLogger("cap")
    log.addHandler(handler)
    server = Server(config, today, version("career-action-plan"))
    register(server)
    try:
        with redirect_stdout(sys.stderr):  # whatever prints, by mistake or not, is no message of the protocol
            server.start_io(sys.stdin.buffer, out)
    finally:
        log.removeHandler(handler)
    return 1 if server.abrupt else 0
