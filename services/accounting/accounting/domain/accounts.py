"""The chart of accounts: the accounts of the PCG 2026 that the cooperative uses, labels exact, in a data file beside this.

53 and 58 have no subdivision in the 2026 list; 530 and 580 are opened because an account has at least three digits (ACC-07).
"""

import csv
from functools import cache
from importlib import resources

from accounting.domain.errors import InputError

SHORTEST = 3
PADDED = 6


@cache
def chart() -> dict[str, str]:
    """Account to label."""
    text = resources.files(__package__).joinpath("chart_of_accounts.csv").read_text(encoding="utf-8")
    return {row["account"]: row["label"] for row in csv.DictReader(text.splitlines(), delimiter=";")}


def label_of(account: str) -> str:
    """The label of an account of the chart. KeyError when it has none: check first."""
    return chart()[account]


def padded(account: str) -> str:
    """The account with six digits, as the books and the FEC show it: 44571 is 445710."""
    return account.ljust(PADDED, "0")


def unpadded(account: str) -> str:
    """The account of the chart behind a padded one: 601000 is 601. An account that is none stays as it is."""
    shorter = account
    while shorter not in chart() and shorter.endswith("0"):
        shorter = shorter[:-1]
    return shorter if shorter in chart() else account


def check_account(account: str, *, field: str = "account", classes: str = "1234567") -> None:
    """InputError unless the chart has the account, with three digits or more, in one of the classes (ACC-07)."""
    if account not in chart() or len(account) < SHORTEST or account[0] not in classes:
        among = " or ".join(classes) if len(classes) < len("1234567") else "1 to 7"
        raise InputError(field, f"{account} is not usable here (ACC-07)", f"an account of the chart, class {among}")
