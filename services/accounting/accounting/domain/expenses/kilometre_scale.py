"""The official scale for one's own vehicle (CGI ann. IV art. 6 B), by civil year, as data with the dates that it holds for.

The seeded one is that of the arrêté of 27 March 2023 (JO of 7 April 2023); service-public.fr said on 9 April 2026 that it is
unchanged. It covers 2023 to 2026. A year without data is refused and never guessed: the accountant puts the scale of the year.
The scale goes by what was driven since January: so much per kilometre, then less and a constant, then one rate on all of it.
A vehicle that is only electric gets 20 % more (art. 6 B, II), on the amount. Distances are tenths of a kilometre.
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources

from accounting.domain.errors import InputError, RuleError
from accounting.domain.money import half_up

SOURCE = "Arrêté du 27 mars 2023 (CGI ann. IV art. 6 B), inchangé selon service-public.fr du 9 avril 2026"
_CONSTANT = 10_000
"""Thousandths of a euro times tenths of a kilometre: what rates and distances multiply to, per euro."""
_CENT = 100
MOST_TENTHS = 2_000_000


class VehicleKind(StrEnum):
    """Up to 50 cm³ is a moped, above it a motorcycle."""

    CAR = "car"
    MOTORCYCLE = "motorcycle"
    MOPED = "moped"


@dataclass(frozen=True)
class Vehicle:
    """One's own vehicle: its name or plate tells it from another one of the same power."""

    kind: VehicleKind
    power: int
    name: str
    electric: bool = False

    @property
    def key(self) -> str:
        """What kilometres are cumulated by."""
        plain = "".join(one for one in self.name.casefold() if one.isalnum())
        return f"{self.kind}:{self.power}:{'e' if self.electric else 't'}:{plain}"


@dataclass(frozen=True)
class Rate:
    """The row of some powers. Rates are thousandths of a euro per kilometre, the constant is in euros."""

    vehicle: VehicleKind
    power_from: int
    power_to: int | None
    first_km: int
    second_km: int
    first_rate: int
    second_rate: int
    second_constant: int
    third_rate: int

    def fits(self, vehicle: Vehicle) -> bool:
        """Whether the row is for this vehicle."""
        below = self.power_to is None or vehicle.power <= self.power_to
        return vehicle.kind is self.vehicle and self.power_from <= vehicle.power and below

    def exact(self, tenths: int) -> int:
        """The amount of so much in a year, in hundredths of a cent."""
        if tenths <= self.first_km * 10:
            return tenths * self.first_rate
        if tenths <= self.second_km * 10:
            return tenths * self.second_rate + self.second_constant * _CONSTANT
        return tenths * self.third_rate


@dataclass(frozen=True)
class KilometreScale:
    """The scale of one or several civil years, with the text that it comes from."""

    first_year: int
    last_year: int
    source: str
    rates: tuple[Rate, ...]

    def row(self, vehicle: Vehicle) -> Rate:
        """InputError when there is no row for it."""
        found = next((one for one in self.rates if one.fits(vehicle)), None)
        if found is None:
            detail = f"the scale of {self.last_year} has no row for a {vehicle.kind} of {vehicle.power} CV"
            raise InputError("vehicle.power", detail, "the fiscal power (P.6) on the registration certificate")
        return found

    def cents(self, vehicle: Vehicle, tenths: int) -> int:
        """What a year of so many tenths of a kilometre comes to, half up."""
        exact = self.row(vehicle).exact(tenths)
        return half_up(exact * 12, _CENT * 10) if vehicle.electric else half_up(exact, _CENT)


@cache
def official_scales() -> tuple[KilometreScale, ...]:
    """What is seeded."""
    text = resources.files(__package__).joinpath("kilometre_scale.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines(), delimiter=";"))
    spans = sorted({(int(row["valid_from"][:4]), int(row["valid_until"][:4])) for row in rows})
    return tuple(
        KilometreScale(first, last, SOURCE, tuple(_rate(row) for row in rows if int(row["valid_from"][:4]) == first))
        for first, last in spans
    )


def scale_of(year: int, own: KilometreScale | None) -> KilometreScale:
    """The legal entity's own scale of a civil year, or the seeded one. RuleError when there is none: it is not guessed."""
    if own is not None:
        return own
    found = next((one for one in official_scales() if one.first_year <= year <= one.last_year), None)
    if found is None:
        detail = f"there is no kilometre scale for {year}; the accountant puts the official one when it is published"
        raise RuleError("kilometre-scale-missing", detail)
    return found


def check_scale(scale: KilometreScale) -> None:
    """InputError for a scale that is none: no rows, rows that overlap, bands that go down or an amount that falls."""
    if not scale.rates:
        raise InputError("rates", "are missing", "one row for each kind of vehicle and power")
    if not scale.source.strip():
        raise InputError("source", "is missing", "the text that the scale comes from, such as: Arrêté du 27 mars 2023")
    for place, one in enumerate(scale.rates):
        _check_rate(f"rates.{place}", one, scale.rates[:place])


def _check_rate(place: str, rate: Rate, before: Sequence[Rate]) -> None:
    if rate.power_from < 1 or (rate.power_to is not None and rate.power_to < rate.power_from):
        raise InputError(f"{place}.power_to", "is below power_from", "the same or more, or null for all above")
    for other in before:
        upper, other_upper = rate.power_to or rate.power_from + 1000, other.power_to or other.power_from + 1000
        if other.vehicle is rate.vehicle and rate.power_from <= other_upper and other.power_from <= upper:
            raise InputError(f"{place}.power_from", "is in another row of this vehicle", "powers that no other row has")
    if not 0 < rate.first_km < rate.second_km:
        raise InputError(f"{place}.second_km", "is not above first_km", "two limits, the second above the first")
    least = min(rate.first_rate, rate.second_rate, rate.third_rate)
    if least <= 0 or rate.second_constant < 0:
        raise InputError(
            f"{place}.first_rate", "or another rate is not above nothing", "rates above 0, a constant from 0"
        )
    for limit in (rate.first_km, rate.second_km):
        if rate.exact(limit * 10 + 10) < rate.exact(limit * 10):
            detail = f"gives less for {limit + 1} km than for {limit} km"
            raise InputError(f"{place}.second_constant", detail, "a scale that never falls: check for a wrong digit")


def _rate(row: dict[str, str]) -> Rate:
    return Rate(
        vehicle=VehicleKind(row["vehicle"]),
        power_from=int(row["power_from"]),
        power_to=int(row["power_to"]) if row["power_to"] else None,
        first_km=int(row["first_km"]),
        second_km=int(row["second_km"]),
        first_rate=thousandths(row["first_rate"]),
        second_rate=thousandths(row["second_rate"]),
        second_constant=int(row["second_constant"]),
        third_rate=thousandths(row["third_rate"]),
    )


def thousandths(rate: str) -> int:
    """``0.529`` is 529. The text has at most three decimals."""
    units, _, decimals = rate.partition(".")
    return int(units) * 1000 + int(decimals.ljust(3, "0"))
