"""What was applied for: a form being filled, two signatures, the frozen case."""
