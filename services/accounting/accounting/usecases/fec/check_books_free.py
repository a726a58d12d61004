"""Whether the books can take an import: nothing of that year in them yet, nothing closed (ACC-05)."""

from dataclasses import dataclass
from datetime import timedelta

from accounting.deps import Deps
from accounting.domain.entry import Journal
from accounting.domain.fec_import.history import import_prefix
from accounting.domain.fec_import.record import Mode
from accounting.domain.period import year_bounds
from accounting.usecases.periods.read_closed_until import read_closed_until
from essaim.kit.store.port import Range, Where


@dataclass(frozen=True)
class CheckBooksFree:
    """Whose books, what for, and the file: its financial year and its hash."""

    siren: str
    mode: Mode
    year: int
    sha256: str


async def check_books_free(command: CheckBooksFree, deps: Deps) -> str:
    """Why they cannot, in French; empty when they can."""
    siren, year = command.siren, command.year
    month = (await deps.legal_entities.get(siren)).state.fiscal_year_start_month
    starts_on, ends_on = year_bounds(year, month)
    first = starts_on if command.mode is Mode.ENTRIES else ends_on + timedelta(days=1)
    closed_until = await read_closed_until(siren, deps)
    if closed_until is not None and closed_until >= first:
        return f"les livres sont clos jusqu'au {closed_until:%d/%m/%Y} : rien ne peut plus être inscrit au {first:%d/%m/%Y}"
    of_year: Where = {"siren": siren, "entry.fiscal_year": year}
    posted = await deps.ledger.find_one(of_year)
    if posted is not None and not (command.mode is Mode.ENTRIES and await _is_own(of_year, command, deps)):
        key = posted.state.certain_entry.source_key
        return (
            f"les livres ont déjà des écritures de l'exercice {year} ({posted.state.certain_entry.reference}, {key}) : "
            + (
                "clôturez-le ici, ses soldes seront repris"
                if command.mode is Mode.OPENING
                else "seul un exercice vide peut être repris"
            )
        )
    if command.mode is Mode.ENTRIES:
        return ""
    opening: Where = {"siren": siren, "entry.fiscal_year": year + 1, "entry.journal": Journal.OPENING.value}
    opened = await deps.ledger.find_one(opening)
    if opened is None:
        return ""
    entry = opened.state.certain_entry
    return f"l'exercice {year + 1} a déjà ses à-nouveaux : {entry.reference} du {entry.posted_on:%d/%m/%Y}"


async def _is_own(of_year: Where, command: CheckBooksFree, deps: Deps) -> bool:
    """Whether all that is there came from this very file, out of an import that failed half way."""
    prefix = f"{import_prefix(command.sha256, command.siren)}:"
    own: Where = {**of_year, "entry.source_key": Range(ge=prefix, lt=f"{prefix}\U0010ffff")}
    return await deps.ledger.count(own) == await deps.ledger.count(of_year)
