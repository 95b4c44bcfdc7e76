"""onrecord turns news reports into a record that can be checked."""
