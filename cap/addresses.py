"""Where the project is on the web: the one place with addresses, planned as they are until there is a public home."""

HOME = "https://github.com/career-action-plan/cap"
PAGES = ".github/docs"  # the folder of the pages that are read there
SCHEMA = f"{HOME}/raw/main/cap/plan/plan.schema.json"


def page(name: str) -> str:
    """Where a page is, by its path below PAGES."""
    return f"{HOME}/blob/main/{PAGES}/{name}"


def rule_page(rule: str) -> str:
    """Where a rule's page is, by the rule's id."""
    return page(f"rules/{rule}.md")
