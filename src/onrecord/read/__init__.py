"""Bytes to reports: one module a format (``formats``), one for the layout of a text. What can't be read is
told and passed over."""

from onrecord.read.dates import plausible
from onrecord.read.fields import ROLES
from onrecord.read.files import read_fetched, read_paths
from onrecord.read.formats.opml import addresses_of
from onrecord.read.refused import Refused
from onrecord.read.report import report_of
from onrecord.read.walk import files as files_below
from onrecord.read.walk import size_of

__all__ = [
    "ROLES",
    "Refused",
    "addresses_of",
    "files_below",
    "plausible",
    "read_fetched",
    "read_paths",
    "report_of",
    "size_of",
]
