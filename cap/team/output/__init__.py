"""Rows → text, one sibling module per format. Each has `render(rows, today, columns, paint)`, which yields lines."""

from __future__ import annotations

from collections.abc import Callable

Paint = Callable[[str, str], str]  # text and a style (a level, strong, faint) → text
