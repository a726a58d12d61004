"""How money moves when no customer or supplier is involved, and which account and journal that is."""

from enum import StrEnum

from accounting.domain.entry import Journal


class Means(StrEnum):
    """How it was handed over."""

    TRANSFER = "transfer"
    CHEQUE = "cheque"
    CASH = "cash"


def account_in(means: Means) -> str:
    """Where money arrives: a cheque waits to be cashed."""
    return {Means.TRANSFER: "512", Means.CHEQUE: "5112", Means.CASH: "530"}[means]


def account_out(means: Means) -> str:
    """Where money leaves: a cheque that we write leaves the bank."""
    return "530" if means is Means.CASH else "512"


def place_of(account: str) -> str:
    """The account in a French sentence: ``la banque (compte 512)``."""
    name = {"530": "la caisse", "5112": "les chèques à encaisser"}.get(account, "la banque")
    return f"{name} (compte {account})"


def journal_of(means: Means) -> Journal:
    """The journal of a movement."""
    return Journal.CASH if means is Means.CASH else Journal.BANK
