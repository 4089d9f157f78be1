"""Takes the journal to central and brings back progress."""
