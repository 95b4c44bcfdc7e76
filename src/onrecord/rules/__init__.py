"""Rules as data: TOML files that people read, each rule with sentences it must and must not fire on."""

from onrecord.rules.load import lexicon

__all__ = ["lexicon"]
