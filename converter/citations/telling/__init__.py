"""What words are told by: capitals, names of people, institutions and cases, volumes, short forms."""
