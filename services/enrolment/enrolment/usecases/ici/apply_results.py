"""The results of a closed jury reach its learners: one idempotent write each, with the award's own code."""

import secrets

from enrolment.deps import Deps
from enrolment.domain.attestations.code import BYTES, code_of
from enrolment.domain.ici.enrolment import Award, IciEnrolment, Status, decide
from enrolment.usecases.attestations.carrier_name import carrier_name
from enrolment.usecases.snee.moment_of import moment_of
from essaim.contracts.enrolment_cursus import AttestationIssued, AwardDecided
from essaim.contracts.event import EventData
from essaim.contracts.types import Scheme
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause


async def apply_results(jury_id: str, deps: Deps, cause: Cause) -> None:
    """Safe to repeat. ECTS are the track's in the jury's terms, else the programme's parameter; without either none are told."""
    jury = (await deps.ici_juries.get(jury_id)).state
    programme = (await deps.programmes.get(jury.programme_id)).state
    parameters = programme.parameters_on(jury.held_on)
    carrier = await carrier_name(programme.carrier, programme.scheme, deps)
    moment = moment_of(deps, cause)
    for result in jury.results:
        learner = (await deps.ici_learners.get(result.enrolment_id)).state
        if learner.status is not Status.JURY or learner.jury_id != jury_id or learner.track is None:
            continue
        ects = jury.terms.track(learner.track).ects
        award = Award(
            jury_id=jury_id,
            on=jury.held_on,
            hundredths=result.hundredths,
            awarded=result.awarded,
            mention=result.mention,
            ects=(parameters.ects if ects is None else ects) if result.awarded else None,
            carrier=carrier,
        )
        code = code_of(secrets.token_bytes(BYTES))

        def change(
            state: IciEnrolment, award: Award = award, code: str = code, id_: str = result.enrolment_id
        ) -> Change[IciEnrolment] | None:
            after = decide(state, award, code, moment)
            return None if after == state else Change(after, _events(id_, after, award))

        await deps.ici_learners.change(result.enrolment_id, change, cause, effect="award")


def _events(id_: str, after: IciEnrolment, award: Award) -> tuple[EventData, ...]:
    assert after.track is not None
    decided = AwardDecided(
        enrolment_id=id_,
        person_id=after.person_id,
        programme_id=after.programme_id,
        track=after.track,
        awarded=award.awarded,
        ects=award.ects,
        decided_on=award.on,
    )
    if not award.awarded:
        return (decided,)
    issued = AttestationIssued(
        subject_id=id_,
        person_id=after.person_id,
        scheme=Scheme.ICI,
        kind=after.track,
        school_year=after.school_year,
        issued_on=award.on,
    )
    return decided, issued
