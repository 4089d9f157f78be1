"""What the author of a form asks for: check it, see it, start one, compare two."""
