"""A session of a whole team has a page without anybody's plan."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run


def test_a_team_session_needs_no_name(run: Run, empty: Path) -> None:
    made = run("agenda", "--type", "team-session", "--minutes", "45")
    assert made.exit_code == 0 and made.stdout.startswith("# Talking about careers, the whole team")
    assert "**Everybody**" in made.stdout and "\ncap: team · " in made.stdout
    assert run("agenda", "--type", "check-in").exit_code == 2
