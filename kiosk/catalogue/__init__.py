"""What can be applied for: joint services, their forms, conditions and calendars."""
