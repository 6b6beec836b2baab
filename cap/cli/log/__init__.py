"""`cap log`, step by step: `command` says which talk it was and where its words come from, `questions` asks them, `writing` writes them."""
