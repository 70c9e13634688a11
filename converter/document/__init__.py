"""What a document is, what can be said about one, and what can be asked of any."""
