"""The mails to a mentor who is asked, with the link behind which they answer: the first one, and the reminder."""

from dataclasses import dataclass
from typing import Any

from enrolment.domain.network.mentor import Mentor
from enrolment.domain.network.need import Need
from essaim.contracts.enrolment_network import MentorAsked, MentorReminded


@dataclass(frozen=True)
class Asked:
    """Who is asked for what, by which choice, with which link; ``again`` is whether it is the reminder."""

    need_id: str
    need: Need
    choice_id: str
    mentor: Mentor
    token: str
    public_url: str
    again: bool = False

    @property
    def url(self) -> str:
        """Where the mentor answers."""
        return f"{self.public_url.rstrip('/')}/mentoring/{self.token}"


def tell_asked(asked: Asked) -> MentorAsked | MentorReminded:
    """For ``personal`` only: it has names, an address and the link."""
    return MentorReminded(**_facts(asked)) if asked.again else MentorAsked(**_facts(asked))


def _facts(asked: Asked) -> dict[str, Any]:
    need, mentor, choice = asked.need, asked.mentor, asked.need.choice(asked.choice_id)
    assert choice is not None
    return {
        "need_id": asked.need_id,
        "choice_id": choice.id,
        "mentor_id": choice.mentor_id,
        "programme_id": need.programme_id,
        "kind": need.subject_kind.value,
        "subject_id": need.subject_id,
        "email": mentor.email or "",
        "given_name": mentor.given_name,
        "family_name": mentor.family_name,
        "subject_label": need.label,
        "establishment_name": need.establishment_name,
        "city": need.city,
        "slot_text": need.slot.french() if need.slot else "",
        "note": choice.note,
        "url": asked.url,
        "answer_by": choice.answer_by,
    }
