"""One plan as a person reads it: `page` gathers what is shown, a sibling module per format writes it."""
