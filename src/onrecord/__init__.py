"""onrecord turns news reports into a record that can be checked.

``analyse`` says what one report says; ``open`` opens a record of many. See ``onrecord.api``, which is imported when one
of its names is first asked for, so that importing onrecord costs nothing.
"""

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.api import Record, analyse, open, rows

__version__ = "0.1.0"
__all__ = ["Record", "__version__", "analyse", "open", "rows"]


class _FromApi:
    """A name of ``onrecord.api``. It stands also where the import of a part of that name would lay the part over it."""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, module: ModuleType, owner: type) -> Any:
        from onrecord import api

        return getattr(api, self.name)

    def __set__(self, module: ModuleType, value: Any) -> None:
        pass


class _Package(ModuleType):
    Record, analyse, open, rows = _FromApi(), _FromApi(), _FromApi(), _FromApi()

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *__all__})


sys.modules[__name__].__class__ = _Package
