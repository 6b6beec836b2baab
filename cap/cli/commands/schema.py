"""`cap schema`: the format, for editors."""

from cap.cli import terminal


def schema_command() -> None:
    """Print the JSON Schema of the front matter, for editors.

    \b
    Examples:
      cap schema > plan.schema.json
      cap schema | jq .properties.stage
    """
    from cap.plan.schema import schema_text

    terminal.put([schema_text()])
