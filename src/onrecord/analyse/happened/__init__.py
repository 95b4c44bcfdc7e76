"""What happened: entries of the lexicon (or the encoder) meet clauses; each mention with its chance of being right."""

from onrecord.analyse.happened.find import find

__all__ = ["find"]
