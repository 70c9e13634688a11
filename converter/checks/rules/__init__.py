"""The rules of ``footnoted check``: a function each, in a file for each group."""
