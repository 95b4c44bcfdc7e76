"""Who said what: ``attributions`` finds reported speech, thought and intention in a parse."""

from onrecord.analyse.said.attribution import Attribution, attributions

__all__ = ["Attribution", "attributions"]
