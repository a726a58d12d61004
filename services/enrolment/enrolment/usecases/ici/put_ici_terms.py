"""Say a programme's hours, ECTS, fees, grid and mentions. Juries that are planned keep those of their day."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.errors import InputError, Problem
from enrolment.domain.ici.terms import IciTerms, check_terms
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class PutIciTerms:
    """Of which programme."""

    programme_id: str
    terms: IciTerms


async def put_ici_terms(command: PutIciTerms, deps: Deps, cause: Cause) -> Stored[IciTerms]:
    """As they are told."""
    programme = (await deps.programmes.get(command.programme_id)).state
    if programme.scheme != "ici":
        raise InputError(Problem("programme_id", f"is a programme of {programme.scheme}", "a programme of ici"))
    check_terms(command.terms)
    stored = await deps.ici_terms.put(command.programme_id, lambda _: Change(command.terms), cause)
    assert stored is not None
    return stored
