"""Spreads analysis over processes: the same bytes from one worker as from many."""

from onrecord.engine.kept import shared
from onrecord.engine.pool import Failed, analyse_all
from onrecord.engine.worker import encode_reports, work

__all__ = ["Failed", "analyse_all", "encode_reports", "shared", "work"]
