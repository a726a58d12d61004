"""What the rows of a file become: new records, or ones that are known already. Two rows of one third party are a problem."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from accounting.domain.duplicates import Known, Reason, Twin, keys_of, twins_of
from accounting.domain.gathered import Gathering


class Outcome(StrEnum):
    """What happens, or happened, with a row."""

    CREATED = "created"
    KNOWN = "known"


@dataclass(frozen=True)
class RowOutcome:
    """A row by its line in the file, and the record that it is."""

    line: int
    name: str
    outcome: Outcome
    id: str


def check_twice(gathering: Gathering, rows: Sequence[tuple[int, Known]]) -> None:
    """Note the rows that are of the same third party as one before them."""
    before: dict[tuple[str, str], list[Known]] = {}
    for line, known in rows:
        row, keys = replace(known, id=str(line)), tuple(keys_of(known))
        near = {one.id: one for key in keys for one in before.get(key, ())}
        same = same_party(twins_of(row, near.values()), row)
        if same is not None:
            place = f"rows.{line}.{'siren' if same.known.siren else 'name'}"
            gathering.say(place, f"is the same as row {same.known.id} ({', '.join(same.reasons)})", "one row each")
            continue
        for key in keys:
            before.setdefault(key, []).append(row)


def same_party(twins: Sequence[Twin], known: Known) -> Twin | None:
    """The record that a row is of: certain, or of the same name and place, unless their SIRENs differ."""
    for twin in twins:
        differ = twin.known.siren and known.siren and twin.known.siren != known.siren
        if twin.certain or (Reason.NAME_AND_POSTCODE in twin.reasons and not differ):
            return twin
    return None
