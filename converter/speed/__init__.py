"""What is here only because Python's libraries load more slowly than an article converts.

Each module names the library that it stands for, what doing without it costs, and the test that holds
both equal.
"""
