"""Rows → text. A listing (`people.py`, `due.py`, for a browser `pages.py`) chooses what its table says; `table`, `html`, `csv`, `json` and
`digest` are a format each.
"""
