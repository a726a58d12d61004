"""Who is told of mini-entreprises. Which events they are stands in the table of ``notifications.events``."""

from essaim.contracts.enrolment_mini import AgreementSigned, PostFilled
from essaim.kit.cause import Cause
from essaim.kit.listens import Received
from notifications.deps import Deps
from notifications.domain.recipient import Person, Role
from notifications.usecases.notify import Notify, notify

_TOP = {"chief": "présidence-direction générale", "deputy": "direction générale adjointe"}
_SERVICES = {
    "administration": "administratif",
    "human_resources": "ressources humaines",
    "technical": "technique et production",
    "sales": "commercial",
    "communication": "communication et marketing",
    "finance": "finances",
}
_RANKS = {"director": "direction", "assistant": "assistance"}


def post_text(post: str, service: str) -> str:
    """A post in French; a code that nobody knows here is told as it is."""
    rank = _RANKS.get(post.rpartition("-")[2])
    if rank is None:
        return _TOP.get(post, post)
    return f"{rank}, service {_SERVICES.get(service, service)}"


async def on_agreement_signed(received: Received[AgreementSigned], deps: Deps, cause: Cause) -> None:
    """The teachers' office and EPA's: the team may start."""
    data, envelope = received.data, received.envelope
    facts = data.model_dump(mode="json", exclude_none=True)
    offices = tuple(Role(role, data.coordinator) for role in ("teacher", "epa_facilitator"))
    await notify(
        Notify("mini_agreement_signed", envelope.id, envelope.type, envelope.time, offices, facts), deps, cause
    )


async def on_post_filled(received: Received[PostFilled], deps: Deps, cause: Cause) -> None:
    """The member."""
    data, envelope = received.data, received.envelope
    facts = data.model_dump(mode="json", exclude_none=True) | {"post_text": post_text(data.post, data.service)}
    member = (Person(data.person_id),)
    await notify(Notify("mini_post_filled", envelope.id, envelope.type, envelope.time, member, facts), deps, cause)
