"""CAE-09: who may set what, what a change of policy may reach, and what other terms would have made due."""

from datetime import UTC, datetime
from typing import Any

from essaim.kit.clock import SimulatedClock
from tests.accounting.integration.contributions import OF_ACTIVITY, OF_ENTITY, TIERED, amount, entries, flat, posted
from tests.accounting.integration.office import ACTIVITY, ENTITY, GROUP, SIREN, Office

SIMULATION = {"policy": TIERED, "starts_on": "2026-09-01", "ends_on": "2026-12-01"}
OF_ALL = f"legal-entities/{SIREN}/contribution-simulations"
OF_ONE = f"activities/{ACTIVITY}/contribution-simulations"
ACCOUNT = f"activities/{ACTIVITY}/contribution"


async def test_cae_09_policies_are_kept_in_order_and_versioned(office: Office) -> None:
    assert await office.done("GET", OF_ENTITY) == {"policies": [], "default_rate_percent": "10", "version": 0}
    assert (await office.ask("PUT", OF_ENTITY, {"policies": []})).status_code == 200
    later, sooner = flat("9", "2028-01-01"), flat("10.50", "2027-01-01", valid_to="2027-12-31")
    kept = await office.done("PUT", OF_ENTITY, {"policies": [later, sooner]})
    assert [one["valid_from"] for one in kept["policies"]] == ["2027-01-01", "2028-01-01"]
    assert (kept["policies"][0]["tiers"], kept["version"]) == ([{"up_to": None, "rate_percent": "10.5"}], 2)
    assert await office.done("GET", OF_ENTITY) == kept
    headers = office.headers("accountant") | {"If-Match": '"1"'}
    answer = await office.client.put(f"/v1/{OF_ENTITY}", json={"policies": []}, headers=headers)
    assert answer.status_code == 412
    own = await office.done("PUT", OF_ACTIVITY, {"policies": [TIERED | {"valid_from": "2027-01-01"}]})
    assert await office.done("GET", OF_ACTIVITY, role="student") == own


async def test_cae_09_a_change_reaches_back_only_when_the_accountant_says_so(office: Office) -> None:
    invoice = await office.issued()
    body: dict[str, Any] = {"policies": [flat("12", "2026-11-15")]}
    for path in (OF_ENTITY, OF_ACTIVITY):
        answer = await office.ask("PUT", path, body)
        assert (answer.status_code, "cae-09-reaches-back" in answer.text, "A001" in answer.text) == (409, True, True)
    assert await posted(office) == 10_000
    await office.done("PUT", OF_ENTITY, body | {"regularise": True})
    await office.done("PUT", OF_ENTITY, body | {"regularise": True})
    found = await entries(office)
    made_good = found[f"{ACTIVITY}:regularisation:2027:1"]
    assert (amount(found[invoice["id"]]), amount(made_good), len(found)) == (10_000, 2_000, 2)
    assert made_good.why.sentence.startswith("Les conditions de la contribution de l'activité A001 ont changé")
    assert made_good.why.source_document == f"activity:{ACTIVITY}"
    await office.done("PUT", OF_ACTIVITY, {"policies": [flat("10", "2026-12-01")], "regularise": True})
    assert await posted(office) == 10_000
    account = await office.done("GET", ACCOUNT)
    assert [(one["kind"], one["posted"], one["level"]) for one in account["movements"]] == [
        ("DOCUMENT", "100.00", "cae"),
        ("REGULARISATION", "20.00", "cae"),
        ("REGULARISATION", "-20.00", "activity"),
    ]


async def test_cae_09_an_activity_that_kept_an_older_default_rate_is_looked_at_too(office: Office) -> None:
    await office.issued()
    await office.done("PUT", f"legal-entities/{SIREN}", ENTITY | {"contribution_rate_percent": "15"})
    answer = await office.ask("PUT", OF_ENTITY, {"policies": [flat("15", "2026-12-01")]})
    assert (answer.status_code, "cae-09-reaches-back" in answer.text) == (409, True)
    assert await posted(office) == 10_000


async def test_cae_09_a_closed_activity_keeps_its_terms(office: Office) -> None:
    closed = {"closing_id": "k1", "group_id": GROUP, "scheme": "student_cooperative", "closed_on": "2026-12-01"}
    await office.receive("enrolment.group_closed.v1", closed)
    answer = await office.ask("PUT", OF_ACTIVITY, {"policies": []})
    assert (answer.status_code, "acc-05" in answer.text) == (409, True)


async def test_cae_09_the_examples_of_the_documentation_are_accepted(office: Office) -> None:
    schemas = office.app.openapi()["components"]["schemas"]
    invoice = await office.submitted()
    for method, path, name in (
        ("PUT", OF_ENTITY, "PoliciesIn"),
        ("PUT", OF_ACTIVITY, "PoliciesIn"),
        ("PUT", f"invoices/{invoice}/contribution-rate", "InvoiceRateIn"),
        ("POST", OF_ALL, "SimulationIn"),
    ):
        [example] = schemas[name]["examples"]
        await office.done(method, path, example)


async def test_cae_09_nothing_changes_in_a_closed_period(office: Office) -> None:
    await office.issued()
    clock = office.deps.clock
    assert isinstance(clock, SimulatedClock)
    clock.move_to(datetime(2027, 1, 4, 9, tzinfo=UTC))
    await office.done("POST", f"legal-entities/{SIREN}/closings", {"month": "2026-12"})
    for path in (OF_ENTITY, OF_ACTIVITY):
        answer = await office.ask("PUT", path, {"policies": [flat("12", "2026-12-31")], "regularise": True})
        assert (answer.status_code, "cae-09-closed-period" in answer.text) == (409, True)
        assert "2027-01-01" in answer.json()["detail"]
    await office.done("PUT", OF_ENTITY, {"policies": [flat("12", "2027-01-01")]})
    assert await posted(office) == 10_000


BAD: list[tuple[dict[str, Any], str]] = [
    ({"tiers": []}, "policies.0.tiers"),
    ({"tiers": [{"up_to": "10.00", "rate_percent": "5"}]}, "policies.0.tiers.0.up_to"),
    ({"tiers": [{"rate_percent": "100.01"}]}, "policies.0.tiers.0.rate_percent"),
    ({"tiers": [{"rate_percent": "ten"}]}, "policies.0.tiers.0.rate_percent"),
    ({"base": "PROFIT"}, "policies.0.base"),
    ({"trigger": "ON_ORDER"}, "policies.0.trigger"),
    ({"fixed_monthly": 30}, "policies.0.fixed_monthly"),
    ({"yearly_minimum": "-1.00"}, "policies.0.yearly_minimum"),
    ({"exempt": True, "yearly_minimum": "1.00"}, "policies.0.exempt"),
    ({"valid_to": "2026-08-31"}, "policies.0.valid_to"),
    ({"valid_to": "9999-12-31"}, "policies.0.valid_to"),
    ({"valid_from": "1999-12-31"}, "policies.0.valid_from"),
    ({"rate": "5"}, "policies.0.rate"),
]


async def test_cae_09_a_bad_policy_is_refused_by_field(office: Office) -> None:
    for policy, field in BAD:
        answer = await office.ask("PUT", OF_ENTITY, {"policies": [flat("10") | policy]})
        assert answer.status_code == 422, answer.text
        assert [one["field"] for one in answer.json()["errors"]] == [field]
    assert await office.deps.contribution_schedules.count() == 0


async def test_cae_09_a_simulation_compares_and_posts_nothing(office: Office) -> None:
    await office.issued()
    await office.bought()
    before = await entries(office)
    found = await office.done("POST", OF_ALL, SIMULATION, role="cae_officer")
    [row] = found["activities"]
    assert {key: row[key] for key in ("turnover", "purchases", "margin", "due", "simulated", "difference")} == {
        "turnover": "1000.00",
        "purchases": "300.00",
        "margin": "700.00",
        "due": "70.00",
        "simulated": "102.00",
        "difference": "32.00",
    }
    assert (found["total"]["difference"], row["analytic_code"]) == ("32.00", "A001")
    assert row["simulated_steps"][-1].replace("\u00a0", " ") == "Contribution de l'exercice 2027 : 102,00 €."
    table = await office.ask("POST", f"{OF_ONE}?format=csv", SIMULATION, role="coach")
    assert table.headers["content-type"] == "text/csv; charset=utf-8"
    lines = table.text.splitlines()
    assert lines[1].startswith("A001;1000,00;0,00;300,00;700,00;70,00;102,00;32,00;")
    assert lines[2] == "total;1000,00;0,00;300,00;700,00;70,00;102,00;32,00;;"
    headers = office.headers("accountant") | {"Accept": "text/csv"}
    accepted = await office.client.post(f"/v1/{OF_ALL}", json=SIMULATION, headers=headers)
    assert accepted.text == table.text
    assert await entries(office) == before
    future = await office.ask("POST", OF_ALL, SIMULATION | {"ends_on": "2026-12-02"})
    assert [one["field"] for one in future.json()["errors"]] == ["ends_on"]
    worse = await office.ask("POST", OF_ALL, SIMULATION | {"policy": TIERED | {"tiers": []}})
    assert [one["field"] for one in worse.json()["errors"]] == ["policy.tiers"]


async def test_cae_09_the_account_is_seen_by_whoever_may(office: Office) -> None:
    invoice = await office.issued()
    for role in ("student", "coach", "cae_officer", "accountant"):
        account = await office.done("GET", ACCOUNT, role=role)
        [movement] = account["movements"]
        assert (movement["source_key"], movement["rate_percent"]) == (f"contribution:{invoice['id']}", "10")
        assert (account["due"], account["posted"], movement["running_base"]) == ("100.00", "100.00", "1000.00")
    figures = await office.done("GET", ACCOUNT, role="coordinator")
    assert (figures["movements"], figures["years"][0]["due"]) == (None, "100.00")
    assert (await office.ask("GET", ACCOUNT, role="student", groups=["g9"])).status_code == 404
    assert (await office.ask("GET", ACCOUNT, role="coordinator", partner="other")).status_code == 404


async def test_cae_09_only_the_accountant_sets_and_only_the_house_simulates(office: Office) -> None:
    id_ = await office.submitted()
    body: dict[str, Any] = {"policies": [flat("12", "2027-01-01")]}
    rate: dict[str, Any] = {"rate_percent": "5"}
    for role in ("student", "coach", "cae_officer", "coordinator"):
        for path, sent in ((OF_ENTITY, body), (OF_ACTIVITY, body), (f"invoices/{id_}/contribution-rate", rate)):
            assert (await office.ask("PUT", path, sent, role=role)).status_code in (403, 404), (role, path)
    for role, path in (("student", OF_ALL), ("student", OF_ONE), ("coach", OF_ALL), ("coordinator", OF_ONE)):
        assert (await office.ask("POST", path, SIMULATION, role=role)).status_code in (403, 404), (role, path)
    calls: list[tuple[str, str, Any]] = [
        ("GET", OF_ENTITY, None),
        ("PUT", OF_ENTITY, body),
        ("POST", OF_ALL, SIMULATION),
    ]
    for method, path, sent in calls:
        assert (await office.ask(method, path, sent, partner="other")).status_code == 404
    assert await office.deps.contribution_schedules.count() == 0
