"""What may not change in a published event, as one table: the slug of each rule, whom a breach harms, and why.

An event is read by two kinds of readers that nobody can update at once. OLD_READER: somebody who runs an earlier release
reads what the new publisher sends. THE_LOG: the new release reads what an earlier publisher sent, for as long as the log
of all events keeps it (400 days), in a replay, or from a dead-letter queue. So a change has to be harmless in both
directions and against every earlier form, not only the last: FULL_TRANSITIVE in the words of schema registries.

What remains is small, and it is enough: new optional fields, and better words in titles and descriptions.
"""

from dataclasses import dataclass

OLD_READER = "old readers"
THE_LOG = "readers of the log"


@dataclass(frozen=True)
class Rule:
    """One kind of change that is refused."""

    slug: str
    harms: str
    reason: str


@dataclass(frozen=True, order=True)
class Break:
    """A rule that a change breaks: at which place of the data, and what it was and became."""

    place: str
    slug: str
    change: str

    @property
    def rule(self) -> Rule:
        """The rule that is broken."""
        return RULES[self.slug]

    def __str__(self) -> str:
        return f"{self.place}: {self.slug} ({self.change}). It harms {self.rule.harms}: {self.rule.reason}"


_TABLE = (
    Rule("property-removed", OLD_READER, "they read it; events only grow."),
    Rule("property-no-longer-required", OLD_READER, "they count on it and refuse an event without it."),
    Rule("property-added-as-required", THE_LOG, "events that are already published do not have it."),
    Rule("property-now-required", THE_LOG, "events that are already published may lack it."),
    Rule(
        "property-added-to-closed-object", OLD_READER, "they refuse, or read as something else, what they do not list."
    ),
    Rule("object-closed", THE_LOG, "published events may have fields that are refused from now on."),
    Rule("object-opened", OLD_READER, "they refuse fields that they do not list."),
    Rule("map-keys-changed", OLD_READER, "keys of another form are refused or not found."),
    Rule("type-changed", OLD_READER, "they read a value of another type."),
    Rule("type-widened", OLD_READER, "they refuse values of the types that are new."),
    Rule("type-narrowed", THE_LOG, "published values may be of a type that is refused from now on."),
    Rule("null-added", OLD_READER, "they expect a value and refuse null."),
    Rule("null-removed", THE_LOG, "published events may hold null."),
    Rule(
        "value-added", OLD_READER, "a published list of values is closed for them: they refuse one that is not on it."
    ),
    Rule("value-removed", THE_LOG, "published events may hold it."),
    Rule("variant-added", OLD_READER, "they refuse a form that they do not know."),
    Rule("variant-removed", THE_LOG, "published events may have this form."),
    Rule("discriminator-changed", OLD_READER, "they tell the forms apart by another field or other values."),
    Rule(
        "pattern-changed", OLD_READER, "whether one pattern contains another cannot be decided, so any change counts."
    ),
    Rule("pattern-added", THE_LOG, "published values may not match it."),
    Rule("pattern-removed", OLD_READER, "they refuse what does not match."),
    Rule("limit-tightened", THE_LOG, "published values may be beyond the new limit."),
    Rule("limit-loosened", OLD_READER, "they refuse values beyond the limit they know."),
    Rule("format-changed", OLD_READER, "they read the text by the format they know."),
    Rule("default-changed", OLD_READER, "an absent field means the default they know, and another one from now on."),
    Rule("exchange-changed", OLD_READER, "they are bound to the exchange that they know, and rights hang on it."),
    Rule(
        "cannot-be-compared",
        OLD_READER,
        "no rule understands this change, and what is not understood is not let through.",
    ),
)
RULES = {rule.slug: rule for rule in _TABLE}
"""Every rule by slug. ``tests/contracts`` has a harmful and a harmless change for each."""
