"""Pairs of registrations that may be one human: ids and rules only, and why a coordinator found that they are two."""

from dataclasses import replace

from enrolment.deps import Deps
from enrolment.domain.persons.duplicate import Duplicate, Status
from enrolment.domain.privacy.holding import Erasing, Holding, Kept, Record
from enrolment.usecases.privacy.forget_each import forget_each
from enrolment.usecases.privacy.read_records import read_records
from essaim.kit.cause import Cause

_FIELDS = ("first_id", "second_id")


def hold_duplicates() -> Holding[Deps, Cause]:
    """The pairs that the person is in."""
    return Holding(
        name="duplicates",
        label="Doublons possibles",
        purpose="Ne pas vous inscrire deux fois.",
        recipients="La coordination du programme.",
        duration="Sans nom : deux identifiants, qui ne disent plus rien après l’effacement.",
        collections=("duplicates",),
        export=_export,
        erase=_erase,
    )


async def _export(person_id: str, deps: Deps) -> list[Record]:
    return [one for field in _FIELDS for one in await read_records(deps.duplicates, {field: person_id})]


async def _erase(erasing: Erasing, deps: Deps, cause: Cause) -> tuple[Kept, ...]:
    if not erasing.needed:
        for field in _FIELDS:
            await forget_each(deps.duplicates, {field: erasing.person_id}, _wordless, cause)
    return ()


def _wordless(pair: Duplicate) -> Duplicate:
    """Nobody has to look at a pair any more of which one is gone."""
    return replace(pair, close_reason="", status=Status.DISMISSED if pair.status is Status.OPEN else pair.status)
