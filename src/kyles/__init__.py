"""Kyles reconciles what the prosecution team holds with what each defendant was given.

The names below are all that other programs should rely on. Each is loaded when it is first used.

    >>> import kyles
    >>> with kyles.open_matter("matter") as matter:
    ...     for finding in kyles.audit(matter).findings:
    ...         print(finding.id, finding.priority, finding.says)
"""

import importlib
import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kyles.audit import audit
    from kyles.model import Finding, Item
    from kyles.store import open_matter

__all__ = ["Finding", "Item", "audit", "open_matter"]

_HOMES = {
    "Finding": "kyles.model",
    "Item": "kyles.model",
    "audit": "kyles.audit",
    "open_matter": "kyles.store",
}


class _Package(ModuleType):
    """This package; the name of a public function stays its, though a module has it too."""

    def __getattr__(self, name: str) -> Any:
        if name not in _HOMES:
            raise AttributeError(f"module 'kyles' has no attribute '{name}'")
        value = getattr(importlib.import_module(_HOMES[name]), name)
        setattr(self, name, value)
        return value

    def __setattr__(self, name: str, value: Any) -> None:
        if name in _HOMES and isinstance(value, ModuleType):
            value = getattr(value, name)
        super().__setattr__(name, value)

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *__all__})


sys.modules[__name__].__class__ = _Package
