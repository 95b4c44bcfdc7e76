"""Times in English news: finds every date, clock time, duration and repeated time of a text and says which
days it means, in the notation of TIMEX3 (TimeML, TempEval-3).

It stands alone: nothing of the rest of onrecord is needed, nor any package beyond the standard library.

>>> from datetime import date
>>> from onrecord.times import tag
>>> for t in tag("The bank agreed on Tuesday to sell the unit by the end of the month.", date(2022, 11, 9)):
...     print(t.text, t.type, t.value, t.mod, t.earliest, t.latest)
Tuesday DATE 2022-11-08 None 2022-11-08 2022-11-08
the end of the month DATE 2022-11 END 2022-11-21 2022-11-30

`tag` reads the tense of the words nearby to tell last Thursday from next Thursday; a caller that has a parse
can pass its own opinion as `direction`.
"""

from onrecord.times.tag import Direction, tag
from onrecord.times.timex import Kind, Timex

__all__ = ["Direction", "Kind", "Timex", "tag"]
