"""Enrol in the diploma: the status is in force, the fee is within its cap (SNEE-06)."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.snee.d2e import D2e, D2eEnrolment, enrol
from enrolment.domain.snee.status import SneeStatus, check_running
from enrolment.usecases.snee.change_d2e import ChangeD2e, change_d2e
from enrolment.usecases.snee.d2e_of import d2e_of
from enrolment.usecases.snee.read_terms import read_terms
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class EnrolD2e:
    """The fee that the establishment asks, and whether a scholarship is asked for."""

    status_id: str
    fee_cents: int
    scholarship: bool
    expected_version: int | None = None


async def enrol_d2e(command: EnrolD2e, deps: Deps, cause: Cause) -> Stored[SneeStatus]:
    """ENROLLED. The cap is the lower one of the programme's fee and of the terms."""
    known = (await deps.snee_statuses.get(command.status_id)).state
    terms = await read_terms(known.coordinator, deps)
    programme = (await deps.programmes.get(known.programme_id)).state
    person = (await deps.persons.get(known.person_id)).state
    today = deps.clock.today()
    fee = programme.parameters_on(today).fee_cents
    told = D2eEnrolment(
        on=today,
        fee_cents=command.fee_cents,
        maximum_fee_cents=terms.d2e_maximum_fee_cents if fee is None else min(fee, terms.d2e_maximum_fee_cents),
        scholarship=command.scholarship,
        birth_date=person.birth_date,
        training_year=known.training_year,
        scholarship_age_below=terms.scholarship_age_below,
    )

    def step(state: SneeStatus) -> D2e:
        check_running(state, "enrol in the D2E")
        return enrol(d2e_of(state), told)

    return await change_d2e(ChangeD2e(command.status_id, step, command.expected_version), deps, cause)
