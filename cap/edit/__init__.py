"""A change asked for in words, made in a file as a few bytes: `typed` and `changes` understand it, `apply` makes it and proves it."""
