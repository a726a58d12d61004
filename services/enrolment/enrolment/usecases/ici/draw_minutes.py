"""The PDF of a closed jury's minutes."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.documents.ici.minutes_pdf import MinutesRow, MinutesSheet, render_minutes
from enrolment.domain.errors import require_status
from enrolment.domain.ici.jury import JuryStatus, hundredths, marks
from enrolment.domain.ici.terms import TRACK_NAMES, mark
from enrolment.usecases.attestations.carrier_name import carrier_name


@dataclass(frozen=True)
class DrawMinutes:
    """Of which jury."""

    jury_id: str


async def draw_minutes(command: DrawMinutes, deps: Deps) -> bytes:
    """The same bytes for the same jury, as long as names stay the same."""
    jury = (await deps.ici_juries.get(command.jury_id)).state
    require_status("jury", jury.status, (JuryStatus.CLOSED,), "print its minutes")
    assert jury.closed_at is not None
    programme = (await deps.programmes.get(jury.programme_id)).state
    rows = []
    for candidate in jury.candidates:
        learner = (await deps.ici_learners.get(candidate.enrolment_id)).state
        person = (await deps.persons.get(learner.person_id)).state
        result = jury.result(candidate.enrolment_id)
        given = marks(jury, candidate)
        rows.append(
            MinutesRow(
                name=f"{person.family_name.upper()} {person.given_name}".strip() or "Personne effacée",
                track=TRACK_NAMES[learner.track] if learner.track else "",
                marks=tuple(mark(hundredths(given[one.key])) if one.key in given else "" for one in jury.sitting),
                result=mark(result.hundredths) if result else "",
                awarded=result.awarded if result else None,
                mention=result.mention if result else "",
            )
        )
    sheet = MinutesSheet(
        programme=programme.formation,
        establishment=programme.establishment,
        carrier=await carrier_name(programme.carrier, programme.scheme, deps),
        school_year=jury.school_year,
        held_on=jury.held_on,
        place=jury.place,
        closed_at=jury.closed_at,
        jurors=tuple((one.name, one.quality, one.absent) for one in jury.jurors),
        criteria=tuple((one.label, one.weight, one.maximum) for one in jury.terms.criteria),
        pass_mark=mark(jury.terms.pass_hundredths),
        rows=tuple(sorted(rows, key=lambda one: one.name)),
        remarks=jury.remarks,
    )
    return await deps.aside.run(render_minutes, sheet)
