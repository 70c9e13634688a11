"""The commands: arguments in, exit code out. Only they touch files."""
