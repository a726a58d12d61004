"""A roster of 10,000 rows taken in, twice; against the reader of CSV alone, and against its documents inserted bare."""

import asyncio
import csv
import io
from pathlib import Path
from time import perf_counter

from enrolment.collections import APPLICATIONS, PERSONS
from enrolment.usecases.applications.import_roster import ImportRoster, import_roster
from enrolment.usecases.persons.read_roster_file import ReadRosterFile, read_roster_file
from essaim.kit.cause import fresh_cause
from tests.bench.documents.bare import Bare
from tests.enrolment.office import HEADER, open_office

ROWS = 10_000
BATCH = 32
"""Documents to a commit of the floor: two for each of the rows that are submitted side by side."""


def roster() -> bytes:
    """A file of so many different people; the same each time."""
    rows = (
        f"Prénom{place};Nom{place:05d};p{place}@example.org;{1 + place % 28:02d}/03/{2000 + place % 8};1;none;;;"
        for place in range(ROWS)
    )
    return "\r\n".join((HEADER, *rows)).encode("utf-8-sig")


async def take_in(directory: Path) -> dict[str, float]:
    """Rows per second: reading, the first import, the same file again, and the floors. RuntimeError when a row is missing."""
    await asyncio.to_thread(directory.mkdir)
    content, found = roster(), {}
    began = perf_counter()
    count = sum(1 for _ in csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    found["csv alone"] = count / (perf_counter() - began)
    async with open_office(directory) as office:
        programme = await office.deps.programmes.get(await office.programme())
        began = perf_counter()
        read = await read_roster_file(ReadRosterFile(content, programme.state.starts_on), office.deps)
        found["read"] = ROWS / (perf_counter() - began)
        for name in ("imported", "again"):
            began = perf_counter()
            report = await import_roster(ImportRoster(programme, read), office.deps, fresh_cause("bench"))
            found[name] = ROWS / (perf_counter() - began)
            done = (len(report.created), len(report.unchanged), len(report.problems))
            if done != ((ROWS, 0, 0) if name == "imported" else (0, ROWS, 0)):
                raise RuntimeError(f"{name}: {done} rows created, unchanged, bad")
    found["bare"] = _bare(directory)
    return found


def _bare(directory: Path) -> float:
    """Rows per second when the same two documents of each are only written."""
    bare = Bare(directory / "bare.db", directory / "enrolment.db", PERSONS, APPLICATIONS)
    try:
        persons, applications = bare.behind("persons"), bare.behind("applications")
        groups = [(("persons", one), ("applications", other)) for one, other in zip(persons, applications, strict=True)]
        return bare.write(groups, BATCH // 2)
    finally:
        bare.close()
