"""A whole plan as questions in plain words: a page to fill in anywhere, its answer read back, and the order of an interview."""
