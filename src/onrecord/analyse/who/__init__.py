"""Who a report speaks of: names, titles, nominals and pronouns, resolved to actors within the report.

``find`` is the whole of it: names first (gazetteer, then the pipeline's entities), then what describes
people without a name, then which of them are the same.
"""

from onrecord.analyse.who.refs import Ref
from onrecord.analyse.who.resolve import Who, find

__all__ = ["Ref", "Who", "find"]
