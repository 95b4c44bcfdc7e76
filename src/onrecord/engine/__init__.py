"""Spreads analysis over processes: the same bytes from one worker as from many."""

from onrecord.engine.batch import Failed
from onrecord.engine.kept import shared
from onrecord.engine.pool import analyse_all
from onrecord.engine.spread import Unlike, analyse_spread
from onrecord.engine.worker import encode_reports, work

__all__ = ["Failed", "Unlike", "analyse_all", "analyse_spread", "encode_reports", "shared", "work"]
