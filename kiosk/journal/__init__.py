"""What happened on this kiosk and what waits for central."""
