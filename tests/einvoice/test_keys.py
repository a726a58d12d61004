"""INV-10: numbers whose key is wrong are told, although no official rule looks at it."""

from dataclasses import replace

import pytest

from essaim.einvoice.checking import check_einvoice
from essaim.einvoice.model import EInvoice, Identifier
from essaim.einvoice.problems import has_errors
from tests.einvoice.invoices import standard


def with_seller(**changes: object) -> EInvoice:
    made = standard()
    return replace(made, seller=replace(made.seller, **changes))  # type: ignore[arg-type]


def told(made: EInvoice) -> list[str]:
    """Where a key is wrong."""
    found = [one for one in check_einvoice(made) if one.rule == "INV-10"]
    assert not has_errors(found)
    return [one.field for one in found]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"legal_id": Identifier("732829321", "0002"), "identifiers": (), "vat_id": ""}, "seller.legal_id"),
        ({"identifiers": (Identifier("73282932000075", "0009"),)}, "seller.identifiers[0]"),
        ({"vat_id": "FR45732829320"}, "seller.vat_id"),
        ({"vat_id": "FR96552100554"}, "seller.vat_id"),
    ],
    ids=["SIREN", "SIRET", "key of the VAT number", "VAT number of another"],
)
def test_a_wrong_key_is_a_warning(changes: dict[str, object], field: str) -> None:
    assert told(with_seller(**changes)) == [field]


@pytest.mark.parametrize("siret", ["35600000000048", "35600000009075"])
def test_the_post_office_has_a_sum_of_its_own(siret: str) -> None:
    post = {"legal_id": Identifier("356000000", "0002"), "identifiers": (Identifier(siret, "0009"),), "vat_id": ""}
    assert told(with_seller(**post)) == []
    assert told(with_seller(**{**post, "identifiers": (Identifier("35600000000049", "0009"),)})) != []


def test_a_number_of_another_scheme_is_not_judged() -> None:
    assert told(with_seller(legal_id=Identifier("123456789", "0204"), identifiers=(), vat_id="DE123456789")) == []
