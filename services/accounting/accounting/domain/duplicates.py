"""Whether two records are of the same third party: the reasons, and a score from 0 to 100.

A number that only one can have makes it certain; a name in one place makes it likely. Two SIRETs of one SIREN are two places
of one business, which may be two customers on purpose.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from accounting.domain.third_party import name_key

CERTAIN = 90
PROBABLE = 60


class Reason(StrEnum):
    """What two records have in common."""

    SIRET = "siret"
    SIREN = "siren"
    VAT_NUMBER = "vat_number"
    IBAN = "iban"
    OTHER_ESTABLISHMENT = "siren_other_establishment"
    NAME_AND_POSTCODE = "name_and_postcode"
    EMAIL = "email"
    NAME = "name"


SCORES = {
    Reason.SIRET: 100,
    Reason.SIREN: 95,
    Reason.VAT_NUMBER: 90,
    Reason.IBAN: 80,
    Reason.OTHER_ESTABLISHMENT: 60,
    Reason.NAME_AND_POSTCODE: 60,
    Reason.EMAIL: 50,
    Reason.NAME: 40,
}


@dataclass(frozen=True)
class Known:
    """What tells third parties apart. ``postcode`` is empty when there is no address."""

    id: str
    name: str
    postcode: str = ""
    siren: str | None = None
    siret: str | None = None
    vat_number: str | None = None
    email: str | None = None
    iban: str | None = None
    group_id: str | None = None


@dataclass(frozen=True)
class Twin:
    """A record that may be of the same third party."""

    known: Known
    reasons: tuple[Reason, ...]
    score: int

    @property
    def certain(self) -> bool:
        """Whether there is no doubt."""
        return self.score >= CERTAIN

    @property
    def probable(self) -> bool:
        """Whether somebody should look at both."""
        return self.score >= PROBABLE


@dataclass(frozen=True)
class Pair:
    """Two records that may be of the same third party."""

    first: Known
    twin: Twin


def twin_of(one: Known, other: Known) -> Twin | None:
    """The other record as a twin of the first; None when they have nothing in common."""
    reasons = tuple(_reasons(one, other))
    if not reasons:
        return None
    best = max(SCORES[reason] for reason in reasons)
    return Twin(other, reasons, min(100, best + 5 * (len(reasons) - 1)) if best < CERTAIN else best)


def twins_of(one: Known, others: Iterable[Known]) -> list[Twin]:
    """The records that may be of the same third party, the likeliest first."""
    found = [twin for other in others if other.id != one.id and (twin := twin_of(one, other)) is not None]
    return sorted(found, key=lambda twin: (-twin.score, twin.known.name, twin.known.id))


def pairs_of(all_: Sequence[Known]) -> list[Pair]:
    """Every two records that are probably one, the likeliest first. Only what shares a number or a name is compared."""
    buckets: dict[tuple[str, str], list[Known]] = {}
    for one in all_:
        for key in keys_of(one):
            buckets.setdefault(key, []).append(one)
    pairs: dict[tuple[str, str], Pair] = {}
    for bucket in buckets.values():
        for place, one in enumerate(bucket):
            for other in bucket[place + 1 :]:
                twin = twin_of(one, other)
                if twin is not None and twin.probable:
                    pairs[(min(one.id, other.id), max(one.id, other.id))] = Pair(one, twin)
    return sorted(pairs.values(), key=lambda pair: (-pair.twin.score, pair.first.name, pair.first.id))


def in_sight(twins: Iterable[Twin], group_id: str | None) -> list[Twin]:
    """Those that a group may know of: its own and the shared ones. For the whole legal entity: the shared ones."""
    return [twin for twin in twins if twin.known.group_id in (None, group_id)]


def identity_of(group_id: str | None, siren: str | None, siret: str | None, vat_number: str | None) -> str | None:
    """What no second record of the same owner may have; None when no number tells who it is."""
    number = f"{siren}:{siret or ''}" if siren else vat_number
    return None if number is None else f"{group_id or '*'}:{number}"


def keys_of(one: Known) -> Iterable[tuple[str, str]]:
    """What two records have to share at least one of to be compared at all."""
    named = (("siren", one.siren), ("vat", one.vat_number), ("iban", one.iban), ("email", (one.email or "").casefold()))
    yield from ((kind, value) for kind, value in named if value)
    yield "name", name_key(one.name)


def _reasons(one: Known, other: Known) -> Iterable[Reason]:
    if one.siret and one.siret == other.siret:
        yield Reason.SIRET
    elif one.siren and one.siren == other.siren:
        yield Reason.OTHER_ESTABLISHMENT if one.siret and other.siret else Reason.SIREN
    elif one.vat_number and one.vat_number == other.vat_number:
        yield Reason.VAT_NUMBER
    if one.iban and one.iban == other.iban:
        yield Reason.IBAN
    if name_key(one.name) == name_key(other.name):
        yield Reason.NAME_AND_POSTCODE if one.postcode == other.postcode else Reason.NAME
    if one.email and other.email and one.email.casefold() == other.email.casefold():
        yield Reason.EMAIL
