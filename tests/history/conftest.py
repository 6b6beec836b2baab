"""The fixtures of the command line, for histories that it makes."""

from tests.cli.conftest import data, empty, plan, run  # noqa: F401
