"""Make the secret link by which a guardian reads a text and answers; it goes to them by mail, and is shown to nobody else."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from enrolment.deps import Deps
from enrolment.domain.errors import RuleError
from enrolment.domain.persons.consent import Party, parties_needed
from enrolment.domain.persons.consent_link import DEFAULT_DAYS, TOKEN_BYTES, ConsentLink, digest_of, revoked
from enrolment.usecases.persons.require_guardian import require_guardian
from essaim.contracts.enrolment import ConsentKind, ConsentLinkCreated
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause
from essaim.kit.clock import PARIS


@dataclass(frozen=True)
class CreateConsentLink:
    """For which guardian, and for how many days."""

    consent_id: str
    guardian_id: str
    days: int = DEFAULT_DAYS


async def create_consent_link(command: CreateConsentLink, deps: Deps, cause: Cause) -> Stored[ConsentLink]:
    """The link, without its token. The guardian's earlier links to this consent lead nowhere from now on."""
    consent = (await deps.consents.get(command.consent_id)).state
    person = (await deps.persons.get(consent.person_id)).state
    await require_guardian(command.guardian_id, consent.person_id, deps)
    if Party.GUARDIAN not in parties_needed(consent.kind, person.birth_date, deps.clock.today()):
        raise RuleError("GDPR-01", "other-party-consents", "at this age the person consents alone")
    token = secrets.token_urlsafe(TOKEN_BYTES)
    expires_at = deps.clock.now() + timedelta(days=command.days)
    link = ConsentLink(command.consent_id, command.guardian_id, digest_of(token), expires_at, cause.actor)
    event = ConsentLinkCreated(
        consent_id=command.consent_id,
        person_id=consent.person_id,
        guardian_id=command.guardian_id,
        kind=ConsentKind(consent.kind.value),
        url=f"{deps.settings.public_url.rstrip('/')}/consents/{token}",
        expires_on=expires_at.astimezone(PARIS).date(),
    )
    stored = await deps.consent_links.add(cause.new_id("consent link"), link, cause, events=(event,))
    for earlier in await deps.consent_links.all({"consent_id": command.consent_id}):
        if earlier.id != stored.id and earlier.state.guardian_id == command.guardian_id and not earlier.state.revoked:
            await deps.consent_links.change(earlier.id, lambda state: Change(revoked(state)), cause)
    return stored
