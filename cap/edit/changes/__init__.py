"""What people ask for in a line, as edits of their plan: a module for each command, named as it is."""
