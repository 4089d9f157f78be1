"""What citizens see: one page for each step of a visit."""
