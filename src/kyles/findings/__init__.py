"""Finding rules: one file, one rule. A rule reads the audit and yields findings.

A rule is a module of this package with one function under `@rule`, found by walking the package
(rules from outside come in by the entry point group `kyles.findings`). The module's docstring is
the rule's page in the manual. Rules are pure: they read the `Audit` and nothing else, know nothing
of each other, and state facts with their sources; a lawyer concludes.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import entry_points

from kyles.model import Finding
from kyles.reconcile.audit_view import Audit
from kyles.reconcile.passages import about, called, document, passage

__all__ = ["Audit", "Rule", "about", "called", "document", "passage", "rule", "rules"]

Check = Callable[[Audit], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A finding rule: its name, its priority (1 is read first), the duties that it serves."""

    name: str
    priority: int
    under: tuple[str, ...]
    check: Check
    manual: str  # the module's docstring

    def __call__(self, audit: Audit) -> Iterator[Finding]:
        return self.check(audit)


def rule(*, priority: int, under: Sequence[str] = ()) -> Callable[[Check], Rule]:
    """Make a rule of a function; it is named like the function."""

    def make(check: Check) -> Rule:
        manual = inspect.getdoc(inspect.getmodule(check)) or ""
        return Rule(check.__name__, priority, tuple(under), check, manual)

    return make


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule, in the order of their names."""
    names = sorted(info.name for info in pkgutil.iter_modules(__path__))
    modules = [importlib.import_module(f"{__name__}.{name}") for name in names]
    found = [one for module in modules for one in vars(module).values() if isinstance(one, Rule)]
    found += [point.load() for point in entry_points(group="kyles.findings")]
    return tuple(sorted(found, key=lambda one: one.name))
