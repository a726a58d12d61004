"""Whoever looks for a person does not go through all of them: a roster of thousands asks thousands of times."""

import pytest

from enrolment.collections import PERSONS
from essaim.kit.store.open import open_store
from essaim.kit.store.port import Order, Where


@pytest.mark.parametrize(
    ("where", "order", "index"),
    [
        ({"state.email": "a@example.org", "state.kind": "student"}, (Order("created_at"),), "state_email_state_kind"),
        ({"state.email": "a@example.org", "state.kind": "student"}, (), "state_email_state_kind"),
        (
            {"state.name_key": "a b", "state.kind": "student", "state.birth_date": "2005-01-02"},
            (),
            "state_name_key_state_kind",
        ),
    ],
)
async def test_an_address_and_a_name_are_found_by_their_index(
    tmp_path: object, where: Where, order: tuple[Order, ...], index: str
) -> None:
    store = await open_store(f"sqlite:///{tmp_path}/plans.db")
    try:
        await store.declare(PERSONS)
        assert index in await store.explain(PERSONS, where, order_by=order)
    finally:
        await store.close()
