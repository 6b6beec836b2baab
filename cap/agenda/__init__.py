"""A conversation prepared from one plan: facts and questions gathered for a template, with minutes that add up. Pure."""
