"""Find out what importing a FEC would do, and what is in its way: in the file, and in the books. Nothing is written."""

import asyncio
import re
from dataclasses import dataclass
from datetime import date, timedelta

from accounting.deps import Deps
from accounting.domain.fec_import.accounts import AccountMap
from accounting.domain.fec_import.line import Problems
from accounting.domain.fec_import.plan import Plan, Planner
from accounting.domain.fec_import.record import Mode
from accounting.domain.fiscal_year import fiscal_year_of, last_day
from accounting.domain.period import year_bounds
from accounting.usecases.fec.check_books_free import CheckBooksFree, check_books_free
from accounting.usecases.files.receive_file import ReceivedFile
from essaim.fec.check import check_fec
from essaim.fec.errors import FecFormatError, FecLineError
from essaim.fec.reading import read_fec
from essaim.fec.report import Report

LONGEST_YEAR = timedelta(days=731)
NAME_ACCEPTED = "{siren}FECAAAAMMJJ.txt : SIREN de l'entité, FEC, date de clôture (comme {siren}FEC{closing}.txt)"
_PART = re.compile(r"_[0-9]+\.txt$")


@dataclass(frozen=True)
class PlanFecImport:
    """Whose books, which file, what for."""

    siren: str
    mode: Mode
    file_name: str
    file: ReceivedFile


@dataclass(frozen=True)
class FecPlan:
    """``plan`` is what would happen, ``report`` what ``check_fec`` says, ``refusal`` what the books have against it."""

    siren: str
    mode: Mode
    file_name: str
    sha256: str
    size: int
    year: int | None
    closing_on: date | None
    plan: Plan
    report: Report
    refusal: str


async def plan_fec_import(command: PlanFecImport, deps: Deps) -> FecPlan:
    """The plan; its problems, if any, are in it. NotFoundError while the legal entity is not registered."""
    month = (await deps.legal_entities.get(command.siren)).state.fiscal_year_start_month
    added = {one.state.account: one.state.label for one in await deps.accounts.all({"siren": command.siren})}
    report = await asyncio.to_thread(_checked, command)
    problems = Problems()
    closing_on = _closing(command, report, month, deps.clock.today(), problems)
    starts_on = _first_day(command.mode, closing_on, month)
    planner = Planner(command.mode, starts_on, closing_on or date.max, AccountMap(added), problems)
    await asyncio.to_thread(_read, command, planner, problems)
    year = fiscal_year_of(closing_on, month) if closing_on else None
    free = CheckBooksFree(command.siren, command.mode, year, command.file.sha256) if year else None
    return FecPlan(
        siren=command.siren,
        mode=command.mode,
        file_name=command.file_name,
        sha256=command.file.sha256,
        size=command.file.size,
        year=year,
        closing_on=closing_on,
        plan=planner.plan(),
        report=report,
        refusal=await check_books_free(free, deps) if free else "",
    )


def _checked(command: PlanFecImport) -> Report:
    return check_fec(command.file.rewound(), name=command.file_name, siren=command.siren)


def _read(command: PlanFecImport, planner: Planner, problems: Problems) -> None:
    def refuse(error: FecLineError) -> None:
        value = f" (« {error.value} »)" if error.value else ""
        problems.add(error.line, error.field, f"{error.message}{value}", error.accepted)

    try:
        planner.read(read_fec(command.file.rewound(), on_error=refuse))
    except FecFormatError as error:
        problems.add(error.line, "", error.message, error.accepted)


def _closing(command: PlanFecImport, report: Report, month: int, today: date, problems: Problems) -> date | None:
    """The day on which the file's year closed, when its name says so and it fits these books."""
    siren, name = command.siren, command.file_name
    year = fiscal_year_of(today, month) - 1
    accepted = NAME_ACCEPTED.format(siren=siren, closing=f"{last_day(year, month):%Y%m%d}")
    if report.siren is None or report.closing_on is None:
        problems.add(None, "file_name", f"« {name} » n'est pas le nom d'un FEC", accepted)
        return None
    if report.siren != siren:
        problems.add(None, "file_name", f"c'est le fichier de l'entité {report.siren}, pas celui de {siren}", accepted)
    if _PART.search(name):
        problems.add(
            None, "file_name", f"« {name} » est une partie d'un fichier", "toutes les parties réunies en un seul"
        )
    closing_on = report.closing_on
    if closing_on != last_day(fiscal_year_of(closing_on, month), month):
        ends = last_day(year, month)
        message = (
            f"le fichier est arrêté au {closing_on:%d/%m/%Y} ; les exercices de l'entité finissent un {ends:%d/%m}"
        )
        problems.add(None, "file_name", message, f"une date de clôture au {ends:%d/%m}")
    elif closing_on >= today:
        message = f"l'exercice du fichier finit le {closing_on:%d/%m/%Y} : il n'est pas terminé"
        problems.add(None, "file_name", message, "le fichier d'un exercice terminé")
    return closing_on


def _first_day(mode: Mode, closing_on: date | None, month: int) -> date:
    """A first year may be longer than twelve months; its entries can be summed, but they are of another year of ours."""
    if closing_on is None:
        return date.min
    if mode is Mode.ENTRIES:
        return year_bounds(fiscal_year_of(closing_on, month), month)[0]
    return closing_on - LONGEST_YEAR
