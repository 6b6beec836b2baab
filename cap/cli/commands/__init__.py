"""The commands, a module each, named as the command: parse, call one function, print, exit."""
