"""A plan that a lazy hand wrote, and one in which there is nothing to mend."""

LAZY = """\
---
name: Bo Li
stage: agreed
goals:
  - {id: lead, goal: Lead the night shift, due: 2026-02-30}
skills:
  - skill: Handover 😋
    goal: lead
    rating: 11
---
"""
GOOD = "---\nname: Ada\npauses: [{from: 2026-01-01}]\n---\n"
