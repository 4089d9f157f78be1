"""Dates are promises in working days; the day of receipt is not counted."""
