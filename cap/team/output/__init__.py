"""Rows → text, one sibling module per format. Each has `render(rows, today, columns, paint)`, which yields lines."""
