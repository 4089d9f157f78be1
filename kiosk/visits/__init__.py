"""Someone at the kiosk: the steps, the idle clock, the sealed pause."""
