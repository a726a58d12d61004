"""The PDF of a student's attestation, for a status that is in force and for no other."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.documents.attestations.snee_pdf import SneeSheet, render_snee_attestation
from enrolment.domain.attestations.code import grouped
from enrolment.domain.snee.status import check_attestable
from essaim.kit.errors import RefusedError


@dataclass(frozen=True)
class DrawAttestation:
    """Of which status."""

    status_id: str


async def draw_attestation(command: DrawAttestation, deps: Deps) -> bytes:
    """The same paper for as long as the person's name stays the same."""
    known = (await deps.snee_statuses.get(command.status_id)).state
    attestation = check_attestable(known, deps.clock.today())
    person = (await deps.persons.get(known.person_id)).state
    if known.attestation_code is None or not person.family_name:
        raise RefusedError("person-erased", "the person was erased: there is no attestation any more")
    code = grouped(known.attestation_code)
    sheet = SneeSheet(
        name=person.name,
        birth_date=person.birth_date,
        birth_place=person.birth_place,
        school_year=known.school_year,
        label=attestation.label,
        carrier=attestation.carrier,
        issued_on=attestation.issued_on,
        starts_on=known.starts_on,
        ends_on=known.ends_on,
        code=code,
        url=f"{deps.settings.public_url.rstrip('/')}/verify/{code}",
    )
    return await deps.aside.run(render_snee_attestation, sheet)
