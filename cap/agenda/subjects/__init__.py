"""The subjects of a talk, one module each: from a situation to the lines that stand on the page."""
