"""Count dossiers by some dimensions, or for the whole report, in one pass over them."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.figures.cube import Counts, Dimension
from enrolment.domain.figures.table import REPORT, Report, make_tables
from enrolment.usecases.figures.collect_dossiers import CollectDossiers, collect_dossiers
from essaim.kit.store.port import Where


@dataclass(frozen=True)
class ReadFigures:
    """Whose figures, of which scheme and year; ``tables`` by name with their dimensions, ``base`` None for exact ones."""

    partner: str
    where: Where
    tables: dict[str, tuple[Dimension, ...]] | None = None
    scheme: str | None = None
    school_year: str | None = None
    base: int | None = None


async def read_figures(command: ReadFigures, deps: Deps) -> Report:
    """The figures as of now."""
    taken_at = deps.clock.now()
    tables = dict(REPORT) if command.tables is None else command.tables
    counts = {name: Counts(by) for name, by in tables.items()}
    where = {
        **command.where,
        **({"scheme": command.scheme} if command.scheme else {}),
        **({"school_year": command.school_year} if command.school_year else {}),
    }
    with_gender = any(Dimension.GENDER in by for by in tables.values())
    async for dossier in collect_dossiers(CollectDossiers(where, with_gender), deps):
        for one in counts.values():
            one.add(dossier)
    made = make_tables(counts, command.base)
    return Report(command.partner, taken_at, command.scheme, command.school_year, made)
