"""All plans together: pure functions over what was read."""
