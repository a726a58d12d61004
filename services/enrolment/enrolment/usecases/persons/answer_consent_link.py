"""A guardian answers behind their link: yes or no, in their own name."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.errors import RuleError
from enrolment.domain.persons.consent import Consent, How
from enrolment.usecases.persons.open_consent_link import open_consent_link
from enrolment.usecases.persons.say_word import SayWord, say_word
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class AnswerConsentLink:
    """What was sent with the form."""

    token: str
    agrees: bool
    name: str
    evidence: str
    reason: str = ""


async def answer_consent_link(command: AnswerConsentLink, deps: Deps, cause: Cause) -> Stored[Consent]:
    """Refused when the link's time is over. The same answer again changes nothing."""
    opened = await open_consent_link(command.token, deps)
    if not opened.usable:
        raise RuleError("", "link-over", "this link does not serve any more")
    word = SayWord(
        consent_id=opened.consent.id,
        agrees=command.agrees,
        speaker_id=opened.link.state.guardian_id,
        how=How.ONLINE,
        name=command.name,
        evidence=command.evidence,
        reason=command.reason,
    )
    return await say_word(word, deps, cause)
