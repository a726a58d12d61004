"""Chapter 2, autumn: the group "Atelier Maille" is screened, approved, contracted and started; two services open their part."""

from dataclasses import dataclass
from typing import Any

from essaim.cli.demo.applications import Cohort
from essaim.cli.demo.people import ACCOUNTANT, CAE_OFFICER, COACH, COORDINATOR, Student
from essaim.cli.demo.world import World, expect, paris

SIREN = "999999121"
IBAN, BIC = "FR7630006000011234567890189", "AGRIFRPP"
LEGAL_ENTITY = {
    "name": "Coopilote Démonstration",
    "legal_form": "SCIC SA à capital variable",
    "share_capital": "18500.00",
    "address": {"line": "12 rue des Essaims", "postcode": "25000", "city": "Besançon"},
    "rcs_city": "Besançon",
    "vat_number": "FR" + f"{(12 + 3 * (int(SIREN) % 97)) % 97:02d}" + SIREN,
    "fiscal_year_start_month": 9,
    "contribution_rate_percent": "10",
    # Where customers pay; invoices say it.
    "iban": IBAN,
    "bic": BIC,
    # No option for debits: the VAT of a service is due when the customer pays, and waits on 4458 until then.
    "vat_on_debits": False,
}
GROUP_NAME = "Atelier Maille"
# The activity that is tried first is one of a professional order, which no cooperative may carry (CAE-10).
EXCLUDED_ACTIVITY = ("71.11Z", "Cabinet d’architecture")
ACTIVITY = ("13.92Z", "Confection d’articles textiles en maille recyclée")
STARTS_ON, ENDS_ON = "2026-10-01", "2027-07-02"


@dataclass(frozen=True)
class Group:
    """The running group: its members in the order of their numbers, its activity in the books, its planned sessions."""

    group_id: str
    activity_id: str
    members: tuple[Student, ...]
    sessions: tuple[Any, ...]


async def start_group(world: World, cohort: Cohort) -> Group:
    """From accepted applications to a running group with a plan and an activity."""
    await _register_legal_entity(world)
    group_id = await _propose(world, cohort)
    await _approve(world, group_id)
    await _sign_contracts(world, group_id, cohort)
    members = await _start(world, group_id, cohort)
    sessions = await _see_plan(world, group_id)
    activity_id = await _see_activity(world, group_id)
    return Group(group_id, activity_id, members, sessions)


async def _register_legal_entity(world: World) -> None:
    with world.step(
        ACCOUNTANT, "registers a legal entity of Coopilote; VAT of services on receipt", service="accounting"
    ):
        await world.api("accounting", ACCOUNTANT).put(f"/v1/legal-entities/{SIREN}", LEGAL_ENTITY)


async def _propose(world: World, cohort: Cohort) -> str:
    enrolment = world.api("enrolment", COORDINATOR)
    code, label = EXCLUDED_ACTIVITY
    group = {
        "programme_id": cohort.programme_id,
        "name": GROUP_NAME,
        "activity_code": code,
        "activity_label": label,
        "planned_investment": "450.00",
        "application_ids": [student.application_id for student in cohort.accepted],
    }
    with world.step(COORDINATOR, "proposes a group for an excluded activity: refused (CAE-10)", service="enrolment"):
        await world.move_clock(paris(2026, 9, 15))
        await enrolment.refused("/v1/groups", group, slug="cae-10")
    code, label = ACTIVITY
    group |= {"activity_code": code, "activity_label": label}
    with world.step(COORDINATOR, f"proposes the group “{GROUP_NAME}” for textiles", service="enrolment"):
        proposed = await enrolment.post("/v1/groups", group)
        group_id = str(proposed["id"])
        expect("its status", proposed["status"], "PROPOSED")
        await world.event("enrolment.group_proposed.v1", group_id=group_id, otherwise=_status(world, group_id))
    return group_id


async def _approve(world: World, group_id: str) -> None:
    with world.step(CAE_OFFICER, "approves the group: Coopilote carries it", service="enrolment"):
        await world.move_clock(paris(2026, 9, 17))
        enrolment = world.api("enrolment", CAE_OFFICER)
        await enrolment.post(f"/v1/groups/{group_id}/approval", {"legal_entity_siren": SIREN})
        await world.event("enrolment.group_approved.v1", group_id=group_id, otherwise=_status(world, group_id))


async def _sign_contracts(world: World, group_id: str, cohort: Cohort) -> None:
    enrolment = world.api("enrolment", CAE_OFFICER)
    count = len(cohort.accepted)
    with world.step(CAE_OFFICER, f"draws up {count} CAPE contracts", service="enrolment"):
        await world.move_clock(paris(2026, 9, 22))
        terms = {"kind": "cape", "starts_on": STARTS_ON, "ends_on": ENDS_ON, "maximum_commitment": "300.00"}
        drafted = await enrolment.post(f"/v1/groups/{group_id}/contracts", terms)
        contracts = {one["person_id"]: one for one in drafted}
        expect("contracts", len(contracts), count)
    with world.step(CAE_OFFICER, f"has {count} CAPE contracts signed, one by a guardian too", service="enrolment"):
        await world.move_clock(paris(2026, 9, 24, 16))
        for student in cohort.accepted:
            contract_id = contracts[student.person_id]["id"]
            await enrolment.post(f"/v1/contracts/{contract_id}/signature", _signature(student, cohort.minor))
        for student in cohort.accepted:
            await world.event(
                "enrolment.member_activated.v1",
                group_id=group_id,
                person_id=student.person_id,
                otherwise=_status(world, group_id),
            )


def _signature(student: Student, minor: Student) -> dict[str, Any]:
    signatories = [
        {"name": student.name, "role": "beneficiary"},
        {"name": "La direction de Coopilote Démonstration", "role": "carrier"},
    ]
    if student is minor:
        signatories.append({"name": student.guardian_name, "role": "guardian"})
    return {"signed_on": "2026-09-24", "signatories": signatories}


async def _start(world: World, group_id: str, cohort: Cohort) -> tuple[Student, ...]:
    """The members in the order of their numbers."""
    enrolment = world.api("enrolment", CAE_OFFICER)
    with world.step(CAE_OFFICER, "starts the group", service="enrolment"):
        await world.move_clock(paris(2026, 10, 1))
        await enrolment.post(f"/v1/groups/{group_id}/start")
        group = await enrolment.get(f"/v1/groups/{group_id}")
        expect("its status", group["status"], "RUNNING")
        numbers = {one["person_id"]: one["member_number"] for one in group["members"]}
        expect("members", set(numbers), {student.person_id for student in cohort.accepted})
        await world.event("enrolment.group_started.v1", group_id=group_id, otherwise=_status(world, group_id))
    return tuple(sorted(cohort.accepted, key=lambda student: numbers[student.person_id]))


async def _see_plan(world: World, group_id: str) -> tuple[Any, ...]:
    coaching = world.api("coaching", COACH)
    with world.step(COACH, "finds the year’s plan: a 2 h session every second Wednesday", service="coaching"):
        await world.event(
            "coaching.plan_created.v1",
            group_id=group_id,
            otherwise=lambda: coaching.find(f"/v1/groups/{group_id}/plan"),
        )
        planned = len((await coaching.get(f"/v1/groups/{group_id}/plan"))["session_starts"])
        expect("whether the plan fills the year", planned >= 15, True)

        async def all_there() -> list[Any] | None:
            found = await coaching.all("/v1/sessions", group_id=group_id)
            return found if len(found) == planned else None

        sessions = await world.until(all_there, what=f"{planned} sessions in the calendar")
    return tuple(sorted(sessions, key=lambda one: str(one["starts_at"])))


async def _see_activity(world: World, group_id: str) -> str:
    accounting = world.api("accounting", ACCOUNTANT)

    async def activities() -> list[Any]:
        return await accounting.all("/v1/activities", group_id=group_id)

    with world.step(ACCOUNTANT, "finds the group’s analytic activity in the books", service="accounting"):
        await world.event("accounting.activity_opened.v1", group_id=group_id, otherwise=activities)
        found = await activities()
        expect("activities of the group", len(found), 1)
    return str(found[0]["id"])


def _status(world: World, group_id: str) -> Any:
    """A look at the group, which is all that can be seen of its events without a bus."""
    return lambda: world.api("enrolment", COORDINATOR).find(f"/v1/groups/{group_id}")
