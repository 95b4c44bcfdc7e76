"""What words mean, as data with one schema each: acts, embedding (factuality)."""

from onrecord.lexicon.load import table

__all__ = ["table"]
