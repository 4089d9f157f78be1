"""A self-service kiosk that files one joint application instead of four."""
