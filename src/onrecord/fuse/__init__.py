"""What many reports say together: pure functions over analyses, the same in any order of reading."""

from onrecord.fuse.gathered import Gathered, gathered
from onrecord.fuse.memo import Before, Memo
from onrecord.fuse.together import Fused, at_least, fuse, mentions

__all__ = ["Before", "Fused", "Gathered", "Memo", "at_least", "fuse", "gathered", "mentions"]
