"""The student ticks the charter: the status is in force, and there is an attestation (SNEE-07)."""

import secrets
from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.attestations.code import BYTES, code_of
from enrolment.domain.snee import status
from enrolment.domain.snee.status import Signing, SneeStatus
from enrolment.usecases.attestations.carrier_name import carrier_name
from enrolment.usecases.snee.moment_of import moment_of
from enrolment.usecases.snee.read_terms import read_terms
from essaim.contracts.enrolment_cursus import AttestationIssued, CharterAccepted
from essaim.contracts.types import Scheme
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class AcceptCharter:
    """Which version they read."""

    status_id: str
    version: str
    expected_version: int | None = None


async def accept_charter(command: AcceptCharter, deps: Deps, cause: Cause) -> Stored[SneeStatus]:
    """ACTIVE. InputError for another version than the one in force."""
    known = (await deps.snee_statuses.get(command.status_id)).state
    terms = await read_terms(known.coordinator, deps)
    signing = Signing(
        version=command.version,
        charter=terms.charter,
        label=terms.pepite_label,
        carrier=await carrier_name(known.carrier, known.scheme, deps),
        code=code_of(secrets.token_bytes(BYTES)),
    )
    moment = moment_of(deps, cause)

    def decide(state: SneeStatus) -> Change[SneeStatus] | None:
        after = status.accept_charter(state, signing, moment)
        return None if after is state else Change(after, _events(command.status_id, after))

    return await deps.snee_statuses.change(command.status_id, decide, cause, expected_version=command.expected_version)


def _events(id_: str, after: SneeStatus) -> tuple[CharterAccepted, AttestationIssued]:
    assert after.charter is not None
    assert after.attestation is not None
    accepted = CharterAccepted(status_id=id_, person_id=after.person_id, charter_version=after.charter.version)
    issued = AttestationIssued(
        subject_id=id_,
        person_id=after.person_id,
        scheme=Scheme.SNEE,
        kind="snee",
        school_year=after.school_year,
        issued_on=after.attestation.issued_on,
        valid_until=after.ends_on,
    )
    return accepted, issued
