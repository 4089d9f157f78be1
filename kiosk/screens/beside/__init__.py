"""What is on the second screen; nothing of it can be touched."""
