"""The page that runs on one's own machine: a server for one person, its workers, what they do.

    browser ──HTTP──▶ safety ──▶ app ──▶ workers ──pipe──▶ engine (another process)
    files ──watch──▶ events ──SSE──▶ browser

`safety` lets in only who may ask, `app` has a fixed table of routes, `sessions` knows what a page was
shown last, `workers` are processes that can be ended, and run `engine`: pure functions from a text
to what the page shows. `page/` holds the files that browsers get, as they are.

Nothing is imported from here but by the commands ``serve`` and ``preview``, when they run.
"""
