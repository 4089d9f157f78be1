"""A case on paper: the application and the receipt."""
