"""What words mean, as data with one schema each: acts, embedding (factuality)."""

from onrecord.lexicon.load import OWN, own_rules, table

__all__ = ["OWN", "own_rules", "table"]
