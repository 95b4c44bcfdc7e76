"""Spreads analysis over processes: the same bytes from one worker as from many."""

from onrecord.engine.pool import Failed, analyse_all
from onrecord.engine.worker import encode_reports

__all__ = ["Failed", "analyse_all", "encode_reports"]
