"""What the service says of the example year, asked once, for the tests that compare it with what was added up by hand."""

import io
import json
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from essaim.fec.check import check_fec
from essaim.fec.report import Report
from tests.accounting.integration.office import SIREN, Office, open_office
from tests.accounting.proof.bookkeeper import OTHER, Bookkeeper
from tests.accounting.proof.example_year import play

X, Y = f"legal-entities/{SIREN}", f"legal-entities/{OTHER}"


@dataclass
class Told:
    """What the service says of the year: answers by path, files by siren and year, openings by siren."""

    answers: dict[str, Any] = field(default_factory=dict)
    files: dict[tuple[str, int], tuple[str, bytes]] = field(default_factory=dict)
    openings: dict[str, dict[tuple[str, str, str], int]] = field(default_factory=dict)
    verdicts: dict[str, dict[str, Any]] = field(default_factory=dict)
    late: tuple[str, str, str, str] = ("", "", "", "")
    activities: dict[str, str] = field(default_factory=dict)

    def rows(self, path: str) -> dict[str, tuple[str, str, str]]:
        """Account to debit, credit and balance of a trial balance."""
        return {one["account"]: (one["debit"], one["credit"], one["balance"]) for one in self.answers[path]["lines"]}

    def checked(self, siren: str, year: int) -> Report:
        """The report on a FEC."""
        name, content = self.files[siren, year]
        return check_fec(io.BytesIO(content), name=name, siren=siren)


async def _ask(office: Office, told: Told) -> None:
    for path in (
        f"{X}/trial-balance?year=2028",
        f"{Y}/trial-balance?year=2028",
        f"{X}/trial-balance?from=2028-09-01&to=2028-09-20",
        f"{X}/trial-balance?year=2028&analytic_code=A001",
        f"{X}/balance-sheet?on=2028-08-31",
        f"{X}/balance-sheet?on=2028-09-20",
        f"{X}/profit-and-loss?year=2028",
        f"{X}/closings",
        f"{X}/management/treasury?on=2028-08-31",
    ):
        told.answers[path] = (await office.ask("GET", path)).json()
    for entity in (SIREN, OTHER):
        for activity in await office.deps.activities.all({"siren": entity}):
            name = f"{entity} {activity.state.analytic_code}"
            told.activities[name] = activity.id
            for what in ("contribution", "profit-and-loss?year=2028", "balance?on=2028-08-31"):
                told.answers[f"{name} {what}"] = await office.done("GET", f"activities/{activity.id}/{what}")
    told.answers["share"] = await office.done("GET", "groups/g1/share")


async def keep_year(directory: Path) -> Told:
    """Play the year in a deployment of its own, and ask."""
    told = Told()
    async with open_office(directory) as office:
        every = office.deps.settings.model_copy(update={"legal_entities": ()})
        office.app.state.deps = replace(office.deps, settings=every)
        at = Bookkeeper(office)
        await at.open()
        await play(at)
        await _ask(office, told)
        for siren in (SIREN, OTHER):
            told.files[siren, 2028] = await at.file(siren, 2028)
            (opening,) = await office.deps.ledger.all({"entry.source_key": f"opening:{siren}:2029"})
            told.openings[siren] = {
                (line.account, line.analytic_code or "", line.auxiliary.account if line.auxiliary else ""): (
                    line.balance_cents
                )
                for line in opening.state.certain_entry.lines
            }
            text = (await office.ask("GET", f"legal-entities/{siren}/verification")).text
            told.verdicts[siren] = json.loads(text.splitlines()[-1])
        told.files[SIREN, 2029] = await at.file(SIREN, 2029)
        told.answers["archive"] = await office.done("POST", f"{X}/archives", {"year": 2028})
        moved = [one.state.certain_entry for one in await office.deps.ledger.all() if one.state.entry]
        (late,) = [one for one in moved if one.real_on]
        told.late = (late.reference, str(late.posted_on), str(late.real_on), late.label)
    return told
