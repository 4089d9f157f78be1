"""One widget for each kind of field: asks, shows what is given, says what to do about it."""
