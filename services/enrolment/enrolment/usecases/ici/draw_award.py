"""The PDF that attests an award, with the code that anybody can check."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.documents.attestations.award_pdf import AwardSheet, render_award
from enrolment.domain.attestations.code import grouped
from enrolment.domain.ici.enrolment import check_awarded
from enrolment.domain.ici.terms import TRACK_NAMES, mark
from essaim.kit.errors import RefusedError


@dataclass(frozen=True)
class DrawAward:
    """Of which learner."""

    enrolment_id: str


async def draw_award(command: DrawAward, deps: Deps) -> bytes:
    """The same paper for as long as the person's name stays the same."""
    known = (await deps.ici_learners.get(command.enrolment_id)).state
    award = check_awarded(known)
    person = (await deps.persons.get(known.person_id)).state
    if known.attestation_code is None or known.track is None or not person.family_name:
        raise RefusedError("person-erased", "the person was erased: there is no attestation any more")
    programme = (await deps.programmes.get(known.programme_id)).state
    code = grouped(known.attestation_code)
    sheet = AwardSheet(
        name=person.name,
        birth_date=person.birth_date,
        birth_place=person.birth_place,
        diploma=TRACK_NAMES[known.track],
        school_year=known.school_year,
        establishment=programme.establishment,
        carrier=award.carrier,
        exit_level=known.exit_level or 0,
        awarded_on=award.on,
        result=mark(award.hundredths),
        mention=award.mention,
        ects=award.ects,
        code=code,
        url=f"{deps.settings.public_url.rstrip('/')}/verify/{code}",
    )
    return await deps.aside.run(render_award, sheet)
