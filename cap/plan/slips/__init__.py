"""Slips that YAML cannot read, or reads as something else: found line by line, each with its mend where there is one right answer."""
