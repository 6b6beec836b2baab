"""The method as rules: `engine` runs them over a plan, `rules/` holds one function each, `output/` one format each. Pure."""
