"""What the tests of this area read out of answers."""

from typing import Any

import httpx

from tests.accounting.integration.office import ADDRESS, SIREN

SHOP: dict[str, Any] = {"name": "Mercerie Exemple", "kind": "business", "siren": "900000001", "address": ADDRESS}
WEAVER: dict[str, Any] = {
    "legal_entity": SIREN,
    "name": "Tissus Exemple",
    "siren": "900000019",
    "expense_account": "601",
    "vat_rate": "20",
}
IBAN = "FR7630006000011234567890189"
OTHER_IBAN = "FR1420041010050500013M02606"


def slug(answer: httpx.Response) -> str:
    """The end of a problem's type."""
    return str(answer.json()["type"]).rpartition(":")[2]


def fields(answer: httpx.Response) -> list[str]:
    """The fields that a problem names."""
    return [str(one["field"]) for one in answer.json()["errors"]]


def picked(found: dict[str, Any], name: str) -> list[Any]:
    """One value of each item of a list."""
    return [one[name] for one in found["items"]]
