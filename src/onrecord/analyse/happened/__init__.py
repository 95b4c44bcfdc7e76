"""What happened: entries of the lexicon meet clauses; each mention with its chance of being right."""

from onrecord.analyse.happened.find import find

__all__ = ["find"]
