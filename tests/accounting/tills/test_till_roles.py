"""Who may do what at a till."""

import pytest

from tests.accounting.integration.office import SIREN
from tests.accounting.tills.stall import Stall, paid, sold

SALE = {"lines": sold(), "payments": paid("18.00")}
CASES = [
    ("GET", "", None, {"student": 200, "coach": 200, "accountant": 200, "cae_officer": 200, "ops": 404}),
    ("POST", "/sales", SALE, {"student": 201, "coach": 403, "accountant": 201, "cae_officer": 403, "ops": 404}),
    ("POST", "/sessions/1/closing", {"counted_cash": "1.00"}, {"coach": 403, "cae_officer": 403, "ops": 404}),
    ("GET", "/verification", None, {"student": 403, "coach": 403, "accountant": 200, "cae_officer": 200, "ops": 200}),
    ("GET", "/export?from=2026-12-01&to=2026-12-01", None, {"student": 403, "accountant": 200, "cae_officer": 403}),
]


@pytest.mark.parametrize(("method", "path", "body", "expected"), CASES, ids=[f"{one[0]} {one[1]}" for one in CASES])
async def test_a_role_does_what_it_may(
    stall: Stall, method: str, path: str, body: dict[str, object] | None, expected: dict[str, int]
) -> None:
    """What a role may not see is 404, what it may see and not do is 403."""
    for role, status in expected.items():
        answer = await stall.ask(method, path, body, role=role)
        assert answer.status_code == status, (role, answer.text)


async def test_another_group_sees_nothing(stall: Stall) -> None:
    """A till belongs to its group; another partner's accountant has none of it."""
    for role, claims in (
        ("student", {"groups": ["g9"]}),
        ("coach", {"groups": ["g9"]}),
        ("accountant", {"partner": "other"}),
    ):
        for method, path, body in (("GET", "", None), ("POST", "/sales", SALE), ("GET", "/sales/x/receipt", None)):
            assert (await stall.ask(method, path, body, role=role, **claims)).status_code == 404
    assert (await stall.office.ask("GET", "tills", role="student", groups=["g9"])).json()["items"] == []
    path = f"legal-entities/{SIREN}/e-reporting?from=2026-12-01&to=2026-12-31"
    assert (await stall.office.ask("GET", path, role="student")).status_code in (403, 404)
