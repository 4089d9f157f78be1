"""The reference central system: receives, dispatches, reports progress."""
