"""The words between kiosk and central, shared by both."""
