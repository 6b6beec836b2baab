"""The command line: a module for each group of commands, loaded when one is called. Only here is anything printed."""
