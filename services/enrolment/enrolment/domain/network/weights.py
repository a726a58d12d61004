"""How much each criterion counts: data with a version, so that a suggestion can say by which weights it was made."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from enrolment.domain.errors import InputError, Problem

CRITERIA = ("sector", "place", "skills", "availability", "wishes", "audience", "load")
TOTAL = 100


@dataclass(frozen=True)
class Weights:
    """One version: whole points by criterion, a hundred together. ``recorded_by`` is empty for what the package brings."""

    version: int
    values: Mapping[str, int]
    recorded_on: str = ""
    recorded_by: str = ""


@cache
def shipped_weights() -> Weights:
    """What holds until a partner says something else."""
    text = resources.files("enrolment.network_data").joinpath("weights.toml").read_text(encoding="utf-8")
    read = tomllib.loads(text)
    return checked_weights(Weights(int(read["version"]), dict(read["weights"])))


def checked_weights(given: Weights) -> Weights:
    """The same. InputError with everything that is wrong with them."""
    problems = [Problem(f"weights.{name}", "is missing", "0 to 100") for name in CRITERIA if name not in given.values]
    problems += [
        Problem(f"weights.{name}", "is no criterion", ", ".join(CRITERIA))
        for name in given.values
        if name not in CRITERIA
    ]
    problems += [
        Problem(f"weights.{name}", "is out of bounds", "0 to 100", str(value))
        for name, value in given.values.items()
        if not 0 <= value <= TOTAL
    ]
    total = sum(given.values.values())
    if not problems and total != TOTAL:
        problems.append(Problem("weights", f"add up to {total}", f"{TOTAL} together"))
    if problems:
        raise InputError(*problems)
    return given
