"""Pages and feeds by their address: the one part of onrecord that opens a connection, and only to what the
user named."""

from onrecord.fetch.address import NotFetched
from onrecord.fetch.get import Fetched, Fetcher, Wait, is_address

__all__ = ["Fetched", "Fetcher", "NotFetched", "Wait", "is_address"]
