"""What plain text has lost is given back: its structure, and the typography of its notes."""
