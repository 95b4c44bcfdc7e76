"""What one report says: one module a question, all pure functions of a parse."""
