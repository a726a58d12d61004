"""The local referents: who answers first to somebody whose establishment is no partner of the Pépite.

Which lycée or which territory belongs to whom is data with dates: the referent for Le Creusot is a campus today, and campuses
change their names.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from enrolment.domain.errors import InputError, Problem


@dataclass(frozen=True)
class Referent:
    """A team that answers for some places. ``partner`` is whose people it is; the address is the team's."""

    name: str
    partner: str
    coordinator: str
    email: str
    valid_from: date
    valid_until: date | None = None
    territories: tuple[str, ...] = ()
    establishments: tuple[str, ...] = ()
    whole_region: bool = False

    def on(self, day: date) -> bool:
        """Whether it is the referent on a day."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


def check_referent(referent: Referent) -> None:
    """InputError with every field that contradicts another one."""
    problems = []
    if referent.valid_until is not None and referent.valid_until < referent.valid_from:
        problems.append(Problem("valid_until", "is before valid_from", f"{referent.valid_from} or later"))
    if not (referent.territories or referent.establishments or referent.whole_region):
        problems.append(Problem("territories", "are missing", "a territory, an establishment, or whole_region"))
    if problems:
        raise InputError(*problems)


def folded(place: str) -> str:
    """How places are compared: people write « Le Creusot » and « le creusot »."""
    return " ".join(place.casefold().split())


def referents_for(
    known: Iterable[tuple[str, Referent]], on: date, *, establishment_id: str | None, territory: str | None
) -> list[tuple[str, Referent]]:
    """Those in charge on a day, by id: of the establishment if it has any, else of the territory, else of the whole region."""
    running = [(id_, one) for id_, one in known if one.on(on)]
    place = folded(territory) if territory else None
    by_establishment = [pair for pair in running if establishment_id and establishment_id in pair[1].establishments]
    by_territory = [pair for pair in running if place and place in {folded(each) for each in pair[1].territories}]
    everywhere = [pair for pair in running if pair[1].whole_region]
    found = by_establishment or by_territory or everywhere
    return sorted(found, key=lambda pair: (pair[1].valid_from, pair[0]))
