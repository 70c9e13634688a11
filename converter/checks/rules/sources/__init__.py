"""Rules about the sources that notes cite, each read as a value."""
