"""Mail: a draft to finish in any mail program, and what comes back out of one, as text."""
