"""Sources changed in place, and nothing else of them: marker text numbered anew, Word files filled."""
