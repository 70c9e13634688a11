"""The reading of markers: text → tokens → which note each mark calls."""
