"""Two registrations that are one human become one: what the kept person takes over, and when it is refused."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from enrolment.domain.errors import InputError, Problem, RuleError
from enrolment.domain.persons.identity import FIELDS
from enrolment.domain.persons.person import Line, Merging, Person, Standing, merged_error, require_active, with_line


def check_merge(kept_id: str, kept: Person, merged_id: str, merged: Person, chosen: Sequence[str]) -> None:
    """RuleError or InputError unless the second can go into the first."""
    if kept_id == merged_id:
        raise InputError(Problem("merged_id", "is the same person", "another person"))
    unknown = [one for one in chosen if one not in FIELDS]
    if unknown:
        raise InputError(*(Problem("take", f"{one} is no field of a person", ", ".join(FIELDS)) for one in unknown))
    require_active(kept, "merge")
    if merged.standing is not Standing.MERGED or merged.merged_into != kept_id:
        require_active(merged, "merge")
    if kept.kind is not merged.kind or kept.guardian_of != merged.guardian_of:
        raise RuleError("", "merge-other-kind", "a student and a guardian, or guardians of two children, are never one")


def into(merged: Person, kept_id: str, merging: Merging) -> Person:
    """The trace that leads to the kept person. The same merge again changes nothing, another one is refused."""
    if merged.standing is Standing.MERGED:
        if merged.merged_into == kept_id:
            return merged
        raise merged_error(merged)
    require_active(merged, "merge")
    line = Line(merging.at, merging.actor, "merged")
    trace = replace(merged, standing=Standing.MERGED, merged_into=kept_id, merging=merging, merge_open=True)
    return with_line(trace, line)


def taken_back(merged: Person, actor: str, at: datetime) -> Person:
    """The person as before a merge that would have closed a circle: somebody merged the other way at the same time."""
    back = replace(merged, standing=Standing.ACTIVE, merged_into=None, merging=None, merge_open=False)
    return with_line(back, Line(at, actor, "merge taken back"))


def value_after(kept: Person, merged: Person, chosen: Sequence[str], field: str) -> object:
    """What the kept person will have in a field: their own, unless the merged one's is chosen or they have none."""
    own, other = getattr(kept, field), getattr(merged, field)
    return other if other and (field in chosen or not own) else own


def taken_over(kept: Person, merged_id: str, merged: Person, merging: Merging) -> Person:
    """The kept person with the chosen fields of the merged one, and with whatever they lacked. Once for each merged person."""
    action = f"took over {merged_id}"
    if any(one.action == action for one in kept.history):
        return kept
    changes: dict[str, Any] = {field: value_after(kept, merged, merging.chosen, field) for field in FIELDS}
    changed = tuple(field for field, value in changes.items() if getattr(kept, field) != value)
    others = (merged.coordinator, *merged.partners)
    new = tuple(one for one in dict.fromkeys(others) if not kept.known_to(one))
    joined = replace(kept, **changes, partners=(*kept.partners, *new))
    return with_line(joined, Line(merging.at, merging.actor, action, changed))
