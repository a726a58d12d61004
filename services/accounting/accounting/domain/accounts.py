"""The chart of accounts: all of the PCG 2026 (ANC), labels exact, in a data file beside this.

A legal entity may add accounts of its own below those of the PCG; a label that was used stays (FEC: one label per number).
An account has at least three digits (ACC-07): 310, 360, 370, 380, 530 and 580 are opened where the list stops at two, or has
no account for the whole. Notes that stand in the list in the place of a label (36, 38, 608, 672, 772) became that label.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from accounting.domain.errors import InputError, RuleError

SHORTEST = 3
LONGEST = 12
PADDED = 6


@cache
def chart() -> dict[str, str]:
    """Account to label, as seeded."""
    text = resources.files(__package__).joinpath("chart_of_accounts.csv").read_text(encoding="utf-8")
    return {row["account"]: row["label"] for row in csv.DictReader(text.splitlines(), delimiter=";")}


@dataclass(frozen=True)
class Chart:
    """The chart of one legal entity: what is seeded, and what it added."""

    added: Mapping[str, str] = field(default_factory=dict)

    def knows(self, account: str) -> bool:
        """Whether something can be posted on this account."""
        return len(account) >= SHORTEST and (account in chart() or account in self.added)

    def label_of(self, account: str) -> str:
        """The label. RuleError when the chart has no such account (ACC-07)."""
        label = chart().get(account) or self.added.get(account)
        if label is None or len(account) < SHORTEST:
            raise RuleError("acc-07-unknown-account", f"the chart has no account {account}; the accountant can add it")
        return label

    @property
    def labels(self) -> dict[str, str]:
        """All of it, in the order of the accounts."""
        return dict(sorted({**self.added, **chart()}.items()))


SEEDED = Chart()


def padded(account: str) -> str:
    """The account with six digits, as the books and the FEC show it: 44571 is 445710."""
    return account.ljust(PADDED, "0")


def unpadded(account: str) -> str:
    """The account of the chart behind a padded one: 601000 is 601. An account that is none stays as it is."""
    shorter = account
    while shorter not in chart() and shorter.endswith("0"):
        shorter = shorter[:-1]
    return shorter if shorter in chart() else account


@cache
def check_number(account: str) -> None:
    """RuleError unless it is a number that an account can have: digits, three or more, below an account of the PCG (ACC-07)."""
    known = any(account[:length] in chart() for length in range(2, len(account) + 1))
    if not account.isascii() or not account.isdecimal() or not SHORTEST <= len(account) <= LONGEST or not known:
        raise RuleError("acc-07-unknown-account", f"the chart has no account {account} of three digits or more")


def check_new_account(account: str, label: str) -> None:
    """InputError unless a legal entity can add this account: below one of the PCG, and not one of its own numbers."""
    try:
        check_number(account)
    except RuleError:
        accepted = f"{SHORTEST} to {LONGEST} digits that begin with an account of the PCG, such as 706100"
        raise InputError("account", f"{account} is below no account of the PCG (ACC-07)", accepted) from None
    if SEEDED.knows(unpadded(account)):
        raise InputError("account", f"{account} is the PCG account {unpadded(account)}", "a number of its own below it")
    if not label.strip() or len(label) > 200:
        raise InputError("label", "is empty or too long", "1 to 200 characters")


def check_account(account: str, *, field: str = "account", classes: str = "1234567") -> None:
    """InputError unless the seeded chart has the account, with three digits or more, in one of the classes (ACC-07)."""
    if account not in chart() or len(account) < SHORTEST or account[0] not in classes:
        among = " or ".join(classes) if len(classes) < len("1234567") else "1 to 7"
        raise InputError(field, f"{account} is not usable here (ACC-07)", f"an account of the chart, class {among}")
