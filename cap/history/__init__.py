"""How a plan changed: two readings of it → changes as data → sentences in people's words."""
