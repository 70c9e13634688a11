"""The Word file around the text: styles and page of ours or of a house, settings, metadata."""
