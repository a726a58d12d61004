"""The archive of a closed financial year: one sealed file that is read and verified without this software (ACC-10).

Archives form a chain of their own: each holds the hash of the one before it. Two periods run from the closing: ten years for
books and vouchers (C. com. L123-22), six for what the tax office may ask for, payment data among it (LPF L102 B; CGI 286,
I-3° bis). Nothing is deleted before, and nothing here deletes: what is kept longer protects what it holds.
"""

from dataclasses import dataclass
from datetime import date

COMMERCIAL_YEARS = 10
FISCAL_YEARS = 6


@dataclass(frozen=True)
class Archive:
    """One archive. ``first_sequence`` to ``head_sequence`` are the links of the chain in it, ``head_hash`` that of the last
    one: the closing of the year. ``previous_sha256`` is the archive of the year before, when there is one."""

    siren: str
    year: int
    file_name: str
    file_id: str
    pieces: int
    size: int
    sha256: str
    made_on: date
    closed_on: date
    first_sequence: int
    head_sequence: int
    head_hash: str
    previous_sha256: str | None
    entry_count: int
    fec_line_count: int
    invoice_count: int
    share_count: int
    keep_until: date
    payments_until: date


def archive_name(siren: str, year: int) -> str:
    """``732829320_archive_2027.zip``."""
    return f"{siren}_archive_{year}.zip"


def keep_until(closed_on: date, ends_on: date) -> date:
    """The last day on which the books of a year have to be there."""
    return _years_after(max(closed_on, ends_on), COMMERCIAL_YEARS)


def payments_until(closed_on: date, ends_on: date) -> date:
    """The last day on which the payment data of a year has to be there for the tax office."""
    return _years_after(max(closed_on, ends_on), FISCAL_YEARS)


def _years_after(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        # 29 February: never a day too short.
        return date(day.year + years, 3, 1)
