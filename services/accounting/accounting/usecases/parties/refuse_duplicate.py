"""Refuse a customer or supplier that exists already, and ask back about one that probably does.

Only what the owner of the new record may know of is compared: another group's private record is as if it were not there.
"""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.duplicates import Known, Reason, Twin, in_sight
from accounting.usecases.parties.find_twins import FindTwins, find_twins
from essaim.kit.errors import ConflictError, FieldProblem

MOST_CANDIDATES = 10
_FIELDS = {
    Reason.SIRET: "siret",
    Reason.SIREN: "siren",
    Reason.VAT_NUMBER: "vat_number",
    Reason.OTHER_ESTABLISHMENT: "siren",
    Reason.IBAN: "iban",
}


@dataclass(frozen=True)
class RefuseDuplicate:
    """``what`` is ``customer`` or ``supplier``. ``insist`` says that somebody has looked at the probable ones."""

    what: str
    known: Known
    insist: bool
    legal_entity: str | None = None


async def refuse_duplicate(command: RefuseDuplicate, deps: Deps) -> None:
    """Return when there is none. ConflictError otherwise, with the id of each candidate."""
    found = await find_twins(FindTwins(command.known, command.legal_entity), deps)
    twins = in_sight(found, command.known.group_id)
    certain = [one for one in twins if one.certain]
    if certain:
        raise _existing(command.what, certain[0])
    probable = [one for one in twins if one.probable][:MOST_CANDIDATES]
    if probable and not command.insist:
        detail = (
            f"{len(probable)} records may be this {command.what}; use one of them, or confirm that it is another one"
        )
        fields = tuple(_problem(command.what, one) for one in probable)
        raise ConflictError(f"{command.what}-probable-duplicate", detail, fields=fields)


def _existing(what: str, twin: Twin) -> ConflictError:
    """What to answer when there is no doubt."""
    detail = f"{what} {twin.known.id} is the same ({', '.join(twin.reasons)})"
    return ConflictError(f"{what}-exists", detail, fields=(_problem(what, twin),))


def _problem(what: str, twin: Twin) -> FieldProblem:
    field = next((_FIELDS[one] for one in twin.reasons if one in _FIELDS), "name")
    insist = "" if twin.certain else ", or confirm_duplicate=true"
    where = f" ({twin.known.postcode})" if twin.known.postcode else ""
    message = f"{twin.known.name}{where} is known: {', '.join(twin.reasons)}, score {twin.score}"
    return FieldProblem(field, message, f"{what} {twin.known.id}{insist}")
