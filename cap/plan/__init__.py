"""One plan: its bytes read into structs, with every value that does not fit reported at its place. Pure."""
