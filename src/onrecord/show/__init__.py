"""What people and programs see of analyses and records; nothing here decides anything."""
