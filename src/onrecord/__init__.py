"""onrecord turns news reports into a record that can be checked.

``analyse`` says what one report says; ``open`` opens a record of many. See ``onrecord.api``.
"""

from onrecord.api import Record, analyse, open, rows

__version__ = "0.1.0"
__all__ = ["Record", "__version__", "analyse", "open", "rows"]
