"""What a check finds: rules, findings, and their collection, which counts all and keeps the first twenty of each kind."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

KEPT_PER_RULE = 20
_LONGEST_VALUE = 80


class Severity(StrEnum):
    """An error makes the file not conforming; a warning is a question that an inspector will ask; an info is neither."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its identifier, how severe a breach is, its French title, and what else it is known as.

    ``also`` names the rules of the catalogue of the project that it proves; ``tool`` is the letter under which the tax
    office's tool reports the same (E error, O missing column, V absent value, A alert, I information), empty when it
    does not look at it.
    """

    id: str
    severity: Severity
    title: str
    also: tuple[str, ...] = ()
    tool: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One breach. ``line`` is None for what concerns the file; ``field`` is a column name of the file, or empty."""

    rule: Rule
    severity: Severity
    line: int | None
    field: str
    value: str
    message: str
    accepted: str


class Findings:
    """Collects: memory is bounded by the number of rules."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.severities: Counter[Severity] = Counter()
        self._kept: dict[tuple[str, Severity], list[Finding]] = {}

    def add(
        self,
        rule: Rule,
        line: int | None,
        field: str,
        value: str,
        message: str,
        accepted: str,
        severity: Severity | None = None,
    ) -> None:
        """Count a breach, and keep it if it is one of the first."""
        level = severity or rule.severity
        self.counts[rule.id] += 1
        self.severities[level] += 1
        kept = self._kept.setdefault((rule.id, level), [])
        if len(kept) < KEPT_PER_RULE:
            shown = value if len(value) <= _LONGEST_VALUE else value[: _LONGEST_VALUE - 1] + "…"
            kept.append(Finding(rule, level, line, field, shown, message, accepted))

    def add_uncounted(self, rule: Rule, further: int, severity: Severity | None = None) -> None:
        """Count breaches that were counted elsewhere and whose first ones were added here."""
        self.counts[rule.id] += further
        self.severities[severity or rule.severity] += further

    def ordered(self) -> tuple[Finding, ...]:
        """What was kept: what concerns the file first, then by line."""
        everything = [one for kept in self._kept.values() for one in kept]
        return tuple(sorted(everything, key=lambda one: (one.line or 0, one.rule.id, one.field)))
