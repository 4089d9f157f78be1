"""The machines around the screen, each behind a small Protocol."""
