"""Who is told of mini-entreprises. Which events they are stands in the table of ``notifications.events``."""

from essaim.contracts.enrolment_mini import AgreementSigned, MiniEnterpriseAbandoned, PostFilled
from essaim.kit.cause import Cause
from essaim.kit.listens import Received
from notifications.deps import Deps
from notifications.domain.recipient import Audience, GuardiansOf, Person, Role
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
_ENDINGS = {
    "members-left": "trop de membres ont quitté l’équipe",
    "no-idea": "l’équipe n’a pas trouvé de projet",
    "no-teacher": "plus personne ne peut encadrer l’équipe",
    "school-withdrew": "l’établissement se retire",
    "no-money": "les moyens manquent",
    "other": "pour une autre raison, que les responsables de l’équipe connaissent",
}


def post_text(post: str, service: str) -> str:
    """A post in French; a code that nobody knows here is told as it is."""
    rank = _RANKS.get(post.rpartition("-")[2])
    if rank is None:
        return _TOP.get(post, post)
    return f"{rank}, service {_SERVICES.get(service, service)}"


async def on_agreement_signed(received: Received[AgreementSigned], deps: Deps, cause: Cause) -> None:
    """The teachers' office and EPA's, wherever it is: the team may start."""
    data, envelope = received.data, received.envelope
    facts = data.model_dump(mode="json", exclude_none=True)
    offices = (Role("teacher", data.coordinator), *_facilitators(data.coordinator, data.carrier))
    await notify(
        Notify("mini_agreement_signed", envelope.id, envelope.type, envelope.time, offices, facts), deps, cause
    )


async def on_post_filled(received: Received[PostFilled], deps: Deps, cause: Cause) -> None:
    """The member."""
    data, envelope = received.data, received.envelope
    facts = data.model_dump(mode="json", exclude_none=True) | {"post_text": post_text(data.post, data.service)}
    member = (Person(data.person_id),)
    await notify(Notify("mini_post_filled", envelope.id, envelope.type, envelope.time, member, facts), deps, cause)


async def on_mini_enterprise_abandoned(received: Received[MiniEnterpriseAbandoned], deps: Deps, cause: Cause) -> None:
    """The members and the guardians of minors; the offices; and the carrier's accountant where books are left to be closed."""
    data = received.data
    facilitators = _facilitators(data.coordinator, data.carrier)
    offices = (*(Role(role, data.coordinator) for role in ("coordinator", "teacher")), *facilitators)
    for id_ in data.person_ids:
        # A guardian reads of whose team it is, and for that the mail has to know the member.
        await _tell_of_end("mini_abandoned", received, deps, cause, Person(id_), GuardiansOf(id_), person_id=id_)
    await _tell_of_end("mini_abandoned_office", received, deps, cause, *offices)
    if data.has_money:
        concerned = (Role("accountant", data.carrier), *facilitators)
        await _tell_of_end("mini_books_to_close", received, deps, cause, *concerned)


async def _tell_of_end(
    template: str,
    received: Received[MiniEnterpriseAbandoned],
    deps: Deps,
    cause: Cause,
    *audience: Audience,
    **more: str,
) -> None:
    """Nobody reads who else was in the team."""
    data, envelope = received.data, received.envelope
    facts = data.model_dump(mode="json", exclude_none=True, exclude={"person_ids"}) | more
    facts["ending_text"] = _ENDINGS.get(data.reason, data.reason)
    await notify(Notify(template, envelope.id, envelope.type, envelope.time, audience, facts), deps, cause)


def _facilitators(coordinator: str, carrier: str | None) -> tuple[Role, ...]:
    """EPA's office at the partner that coordinates, and at the one that carries."""
    partners = dict.fromkeys(one for one in (coordinator, carrier) if one)
    return tuple(Role("epa_facilitator", one) for one in partners)
