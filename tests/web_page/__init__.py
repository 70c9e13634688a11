"""The page's server: real processes on free ports, asked by plain HTTP. `tests/programs` has browsers."""
