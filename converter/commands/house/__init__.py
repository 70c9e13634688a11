"""The house whose typography and styles a command is asked for."""
