"""How plans change: in people's words, and merged by meaning."""
