"""How plans change: two readings → changes as data → sentences in people's words; and three versions merged by meaning."""
