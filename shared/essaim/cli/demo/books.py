"""Chapter 6, the books: why an entry is there, the month on two pages, shares paid, the year closed, proved and archived."""

import io
import json
import zipfile
from dataclasses import dataclass
from typing import Any

from essaim.cli.demo.closing import FISCAL_YEAR, Share
from essaim.cli.demo.group import SIREN, Group
from essaim.cli.demo.people import ACCOUNTANT
from essaim.cli.demo.world import World, expect, paris
from essaim.contracts.types import format_amount, parse_amount
from essaim.fec.check import check_fec
from essaim.fec.findings import Severity

SHEET_MONTHS = ("2026-12", "2027-06")
CLOSED_MONTHS = ("2026-12", *(f"2027-{month:02d}" for month in range(1, 9)))


@dataclass(frozen=True)
class Books:
    """What the year's books came to."""

    fec_name: str
    fec_lines: int
    fec_entries: int
    fec_debit_cents: int
    fec_credit_cents: int
    records: int
    head_hash: str
    explanation: str
    archive_name: str


async def explain(world: World, group: Group, contribution_cents: int) -> str:
    """A student asks why the contribution was posted; the sentence."""
    student = group.members[0].actor(group.group_id)
    with world.step(student, "asks why an entry is in the books: the rule, the rate, a sentence", service="accounting"):
        entries = await world.api("accounting", ACCOUNTANT).all("/v1/entries", siren=SIREN, journal="OD")
        (last,) = [one for one in entries if one["source_key"].startswith("contribution:")][-1:]
        told = await world.api("accounting", student).get(f"/v1/entries/{last['id']}/explanation")
        expect("its rule", told["rule"], "CAE-09")
        expect("its rate and where it came from", (told["rate_percent"], told["level"]), ("10", "cae"))
        total = sum(
            parse_amount(line["debit"]) - parse_amount(line["credit"])
            for one in entries
            for line in one["lines"]
            if line["account"].startswith("187")
        )
        expect("the contribution in the books", format_amount(-total), format_amount(contribution_cents))
    return str(told["sentence"])


async def management_sheets(world: World, group: Group) -> None:
    """Two months of the activity, each on two pages with charts."""
    with world.step(ACCOUNTANT, "prints the management sheets of December and June", service="accounting"):
        accounting = world.api("accounting", ACCOUNTANT)
        for month in SHEET_MONTHS:
            path = f"/v1/activities/{group.activity_id}/management/sheet.pdf?month={month}"
            world.output.write("management", f"{month}.pdf", await accounting.download(path))


async def pay_shares(world: World, group: Group, share: Share) -> None:
    """Every member gets their share, and a statement."""
    accounting = world.api("accounting", ACCOUNTANT)
    with world.step(ACCOUNTANT, "pays every member their share; statements as PDF", service="accounting"):
        await world.move_clock(paris(2027, 7, 12))
        for person_id, cents in share.shares.items():
            body = {
                "person_id": person_id,
                "paid_on": "2027-07-12",
                "amount": format_amount(cents),
                "means": "transfer",
            }
            await accounting.post(f"/v1/shares/{share.share_id}/payments", body)

        async def paid() -> bool:
            return bool((await accounting.get(f"/v1/groups/{group.group_id}/share"))["status"] == "RECORDED")

        await world.event("accounting.share_paid.v1", share_id=share.share_id, otherwise=paid)
        for number, person_id in enumerate(share.shares, start=1):
            path = f"/v1/shares/{share.share_id}/statements/{person_id}?format=pdf"
            world.output.write("statements", f"{number:02d}.pdf", await accounting.download(path))


async def close_the_year(world: World) -> None:
    """Month after month, then the year: its balances open the next one."""
    accounting = world.api("accounting", ACCOUNTANT)
    path = f"/v1/legal-entities/{SIREN}/closings"
    with world.step(ACCOUNTANT, "closes nine months and the financial year, for ever", service="accounting"):
        await world.move_clock(paris(2027, 9, 15))
        for month in CLOSED_MONTHS:
            await accounting.post(path, {"month": month})
        closing = await accounting.post(path, {"year": FISCAL_YEAR})
        expect("what was closed", closing["period"], str(FISCAL_YEAR))
        await accounting.refused(path, {"month": CLOSED_MONTHS[-1]}, slug="acc-05-closed")
        opening = await accounting.all("/v1/entries", siren=SIREN, journal="AN")
        expect("opening entries of the next year", [one["number"] for one in opening], ["AN-000001"])


async def prove(world: World, explanation: str) -> Books:
    """The FEC by the rules of the tax office and more, the chain from its first link on, and the archive."""
    accounting = world.api("accounting", ACCOUNTANT)
    with world.step(ACCOUNTANT, "exports the FEC of the closed year; it conforms to every rule", service="accounting"):
        export = await accounting.post(f"/v1/legal-entities/{SIREN}/fec-exports", {"year": FISCAL_YEAR})
        expect("whether its year is closed", export["year_is_closed"], True)
        content = await accounting.download(f"/v1/fec-exports/{export['id']}/file")
        path = world.output.write("books", export["file_name"], content)
        report = check_fec(path, siren=SIREN)
        wrong = [f"{one.rule} {one.message}" for one in report.findings if one.severity is Severity.ERROR]
        expect("what is wrong with it", wrong, [])
        expect("lines", report.lines, export["line_count"])
        await world.event("accounting.fec_exported.v1", file_name=path.name, otherwise=_always)
    with world.step(
        ACCOUNTANT, "verifies the chain of the books, from the first record to the last", service="accounting"
    ):
        lines = (await accounting.text(f"/v1/legal-entities/{SIREN}/verification")).splitlines()
        verdict: dict[str, Any] = json.loads(lines[-1])
        expect("what is wrong with the chain", verdict["findings"], [])
    with world.step(
        ACCOUNTANT, "archives the year: a sealed file that standard tools can verify", service="accounting"
    ):
        archive = await accounting.post(f"/v1/legal-entities/{SIREN}/archives", {"year": FISCAL_YEAR})
        kept = await accounting.download(f"/v1/archives/{archive['id']}/file")
        expect("what is damaged in it", zipfile.ZipFile(io.BytesIO(kept)).testzip(), None)
        world.output.write("archives", archive["file_name"], kept)
        await world.event("accounting.year_archived.v1", legal_entity_siren=SIREN, otherwise=_always)
    return Books(
        path.name,
        report.lines,
        report.entries,
        report.debit_cents,
        report.credit_cents,
        verdict["records"],
        verdict["head_hash"],
        explanation,
        archive["file_name"],
    )


async def _always() -> bool:
    """Nothing more to look at: the command's own answer has told it."""
    return True
