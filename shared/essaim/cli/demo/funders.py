"""Figures for the funder: exact ones for those who read the dossiers anyway; what leaves the house is rounded, few are hidden."""

from typing import Any

from essaim.cli.demo.people import COORDINATOR
from essaim.cli.demo.world import World, expect

SCHOOL_YEAR = "2026-2027"
# By scheme: sent, accepted, refused.
WANTED = {"student_cooperative": (16, 14, 2), "snee": (2, 1, 1), "mini_entreprise": (3, 3, 0)}
BASE = 5
QUERY = f"school_year={SCHOOL_YEAR}"


async def report(world: World) -> None:
    """The same year as JSON, as a workbook and as the report with charts."""
    enrolment = world.api("enrolment", COORDINATOR)
    with world.step(
        COORDINATOR, "counts the dossiers of the year by scheme: they are those of this story", service="enrolment"
    ):
        exact = await enrolment.get("/v1/figures", by="scheme", school_year=SCHOOL_YEAR, exact="true")
        expect("sent, accepted, refused by scheme", _by_scheme(exact), WANTED)
    with world.step(COORDINATOR, "takes the figures for the funder: rounded, few are not told", service="enrolment"):
        told = await enrolment.get("/v1/figures", school_year=SCHOOL_YEAR)
        expect("what figures are rounded to", told["base"], BASE)
        figures = [
            one
            for table in told["tables"].values()
            for row in (*(each["figures"] for each in table["rows"]), table["total"])
            for one in row.values()
        ]
        expect("figures that are not rounded", [one for one in figures if one is not None and one % BASE], [])
        world.output.write("figures", "chiffres.pdf", await enrolment.download(f"/v1/figures/report.pdf?{QUERY}"))
        world.output.write("figures", "chiffres.xlsx", await enrolment.download(f"/v1/figures/report.xlsx?{QUERY}"))


def _by_scheme(found: Any) -> dict[str, tuple[int, ...]]:
    rows = found["tables"]["scheme"]["rows"]
    measures = ("sent", "accepted", "refused")
    return {row["values"]["scheme"]: tuple(row["figures"][one] or 0 for one in measures) for row in rows}
