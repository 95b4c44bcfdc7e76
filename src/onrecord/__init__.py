"""onrecord turns news reports into a record that can be checked.

``analyse`` says what one report says; ``open`` opens a record of many. See ``onrecord.api``, which is
imported when one of its names is first asked for, so that importing onrecord costs nothing.
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.api import Record, analyse, open, rows

__version__ = "0.1.0"
__all__ = ["Record", "__version__", "analyse", "open", "rows"]


class _FromApi:
    """A name of ``onrecord.api``."""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, module: ModuleType, owner: type) -> Any:
        from onrecord import api

        return getattr(api, self.name)


class _Callable(ModuleType):
    """The package ``onrecord.analyse``, which is the public function of that name too."""

    def __call__(self, *given: Any, **named: Any) -> Any:
        from onrecord import api

        return api.analyse(*given, **named)


class _Analyse:
    """The package; importing it, or a part of it, lays it here."""

    package: ModuleType | None = None

    def __get__(self, module: ModuleType, owner: type) -> Any:
        return self.package or import_module("onrecord.analyse")

    def __set__(self, module: ModuleType, value: ModuleType) -> None:
        value.__class__ = _Callable
        self.package = value


class _Package(ModuleType):
    Record, open, rows = _FromApi(), _FromApi(), _FromApi()
    analyse = _Analyse()

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *__all__})


sys.modules[__name__].__class__ = _Package
