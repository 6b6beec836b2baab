"""Rows → text. A listing (`people.py`, `due.py`) chooses what its table says; `table`, `csv`, `json` and `digest` are a format each."""
