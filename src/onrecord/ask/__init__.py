"""Questions that people put to a record: pure functions over what its reports say together."""
