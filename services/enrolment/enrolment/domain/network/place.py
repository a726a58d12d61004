"""Where somebody is, and how far that is from somebody else: as the crow flies, between the centres of communes.

Only the main towns of the region are known, with coordinates that are good to a kilometre. A place that is not known has no
distance: nobody is taken for near or far because a list is short.
"""

import csv
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from enrolment.domain.persons.folding import folded

EARTH_KM = 6371.0


@dataclass(frozen=True)
class Commune:
    """A town with its coordinates in degrees."""

    name: str
    postcode: str
    department: str
    latitude: float
    longitude: float


@cache
def shipped_communes() -> Mapping[str, Commune]:
    """Those that the package brings, by folded name."""
    text = resources.files("enrolment.network_data").joinpath("communes.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines(), delimiter=";")
    found = (
        Commune(one["name"], one["postcode"], one["department"], float(one["latitude"]), float(one["longitude"]))
        for one in rows
    )
    return {folded(one.name): one for one in found}


def find_commune(city: str) -> Commune | None:
    """The town of that name, however it is typed: ``CHALON SUR SAONE`` too. None when it is not known."""
    words = folded(city).split()
    full = ["saint" if one == "st" else "sainte" if one == "ste" else one for one in words]
    while full and (full[-1].isdigit() or full[-1] == "cedex"):
        full.pop()
    return shipped_communes().get(" ".join(full))


def distance_km(first: Commune, second: Commune) -> float:
    """Kilometres on the great circle (haversine)."""
    one, other = math.radians(first.latitude), math.radians(second.latitude)
    east = math.radians(second.longitude - first.longitude)
    half = math.sin((other - one) / 2) ** 2 + math.cos(one) * math.cos(other) * math.sin(east / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, half)))


def kilometres(first: str, second: str) -> int | None:
    """Whole kilometres between two towns; None when one of them is not known."""
    one, other = find_commune(first), find_commune(second)
    return None if one is None or other is None else round(distance_km(one, other))
