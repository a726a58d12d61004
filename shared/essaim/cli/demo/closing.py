"""Chapter 5, June: the assembly decides, the group closes through the saga, the share is computed."""

from dataclasses import dataclass
from typing import Any

from essaim.cli.demo.group import Group
from essaim.cli.demo.invoices import Invoice
from essaim.cli.demo.people import ACCOUNTANT, COACH, COORDINATOR
from essaim.cli.demo.share import split
from essaim.cli.demo.world import World, expect, paris
from essaim.cli.demo.year import Year
from essaim.contracts.types import format_amount, parse_amount

# Named after the civil year in which it closes.
FISCAL_YEAR = 2027


@dataclass(frozen=True)
class Share:
    """The share-out, as computed by the service and again here: cents by person."""

    share_id: str
    pool_cents: int
    shares: dict[str, int]


async def assembly(world: World, group: Group) -> None:
    """One member, one vote (YOUTH-04): the share rule HOURS is adopted."""
    votes = ["for"] * (len(group.members) - 2) + ["against", "abstain"]
    ballots = [
        {"person_id": student.person_id, "vote": vote} for student, vote in zip(group.members, votes, strict=True)
    ]
    with world.step(COACH, "records the assembly: 11 for, 1 against, 1 abstains; shares by hours", service="coaching"):
        await world.move_clock(paris(2027, 6, 16, 16))
        body = {"rule": "HOURS", "ballots": ballots, "held_on": "2027-06-16"}
        await world.api("coaching", COACH).post(f"/v1/groups/{group.group_id}/resolutions", body)
        await world.event("coaching.resolution_adopted.v1", group_id=group.group_id, rule="HOURS", otherwise=_always)


async def closing_is_blocked(world: World, group: Group, unpaid: Invoice) -> None:
    """The first attempt: everybody answers, and one invoice is still open."""
    enrolment = world.api("enrolment", COORDINATOR)
    path = f"/v1/groups/{group.group_id}"

    async def blocked() -> bool:
        return bool((await enrolment.get(path))["closing"]["open_items"])

    with world.step(COORDINATOR, "asks to close the group: an unpaid invoice blocks it", service="enrolment"):
        await world.move_clock(paris(2027, 6, 28))
        await enrolment.post(f"{path}/closing")
        await world.event("enrolment.closing_blocked.v1", group_id=group.group_id, otherwise=blocked)
        found = await enrolment.get(path)
        expect("its status", found["status"], "RUNNING")
        expect("what is open", found["closing"]["open_items"], [f"accounting.invoice-unpaid:{unpaid.number}"])


async def close(world: World, group: Group) -> None:
    """The second attempt: all are clear."""
    enrolment = world.api("enrolment", COORDINATOR)
    path = f"/v1/groups/{group.group_id}"

    async def closed() -> bool:
        return bool((await enrolment.get(path))["status"] == "CLOSED")

    with world.step(COORDINATOR, "asks again: everybody is clear, the group is closed", service="enrolment"):
        await world.move_clock(paris(2027, 7, 2))
        await enrolment.post(f"{path}/closing")
        await world.event("enrolment.group_closed.v1", group_id=group.group_id, otherwise=closed)
        expect("its status", (await enrolment.get(path))["status"], "CLOSED")


async def check_share(world: World, group: Group, year: Year, pool_cents: int) -> Share:
    """The service's shares against an independent computation, to the cent."""
    accounting = world.api("accounting", ACCOUNTANT)
    path = f"/v1/groups/{group.group_id}/share"
    what = f"checks the shares by hours: {format_amount(pool_cents)} € for {len(group.members)} members"
    with world.step(ACCOUNTANT, what, service="accounting"):
        await world.event(
            "accounting.share_computed.v1", group_id=group.group_id, otherwise=lambda: accounting.find(path)
        )
        computed = await accounting.get(path)
        expect("the pool in cents", parse_amount(computed["pool"]), pool_cents)
        order = [student.person_id for student in group.members]
        wanted = split(pool_cents, year.minutes, order)
        expect("the shares in cents", _shares(computed), wanted)
        expect("what the shares add up to", sum(wanted.values()), pool_cents)
    return Share(str(computed["id"]), pool_cents, wanted)


async def approve_share(world: World, group: Group, share: Share) -> None:
    """Approval posts the share and gives every member a statement."""
    accounting = world.api("accounting", ACCOUNTANT)
    with world.step(ACCOUNTANT, "approves the share: each member gets a statement", service="accounting"):
        await world.move_clock(paris(2027, 7, 5))
        await accounting.post(f"/v1/shares/{share.share_id}/approval")
        for person_id, cents in share.shares.items():
            await world.event(
                "accounting.remuneration_statement.v1",
                person_id=person_id,
                amount=format_amount(cents),
                otherwise=_always,
            )


def _shares(computed: Any) -> dict[str, int]:
    return {one["person_id"]: parse_amount(one["amount"]) for one in computed["shares"]}


async def _always() -> bool:
    """Nothing more to look at: the command's own answer has told it."""
    return True
