"""An account that a legal entity added to the chart, below one of the PCG. Its label never changes: one label per number."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class AddedAccount:
    """Number and label."""

    siren: str
    account: str
    label: str
    added_on: date
