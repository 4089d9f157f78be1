"""The steps, oldest first; each stands on its own and is never changed again."""
