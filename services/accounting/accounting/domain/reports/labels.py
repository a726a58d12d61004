"""Labels of accounts in statements: the chart's, and for an account below it that has none the nearest one above."""

from collections.abc import Mapping

CLASSES = {
    "1": "Capitaux",
    "2": "Immobilisations",
    "3": "Stocks et en-cours",
    "4": "Tiers",
    "5": "Comptes financiers",
    "6": "Charges",
    "7": "Produits",
}
Labels = Mapping[str, str]
"""Account to label: ``Chart.labels``."""


def label_in(account: str, labels: Labels) -> str:
    """The label of an account; the class's when the chart has nothing above it."""
    for length in range(len(account), 1, -1):
        if account[:length] in labels:
            return labels[account[:length]]
    return CLASSES.get(account[:1], account)


def is_result(account: str) -> bool:
    """Whether an account makes the result of a year: classes 6 and 7, and what establishments exchange (186 and 187).

    186 and 187 stand in class 1, but are charges and products of one establishment against another (PCG 1211-18): they net
    out in the legal entity, and count in the result of an activity.
    """
    return account.startswith(("6", "7", "186", "187"))
