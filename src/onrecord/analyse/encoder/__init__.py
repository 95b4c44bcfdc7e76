"""A small encoder that proposes acts for words that no entry has: sentences to types and statuses of each word."""

from onrecord.analyse.encoder.propose import Hints, propose

__all__ = ["Hints", "propose"]
