"""Show where each decider of a dossier stands."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.applications.application import Application
from enrolment.domain.deciders.asking import parameters_of
from enrolment.domain.deciders.place import Audience, Place, places
from enrolment.domain.programmes.programme import Programme
from essaim.kit.aggregate import Stored


@dataclass(frozen=True)
class ShowDeciders:
    """Whose dossier, and who looks; ``own`` are the deciders for whom they answer."""

    application: Stored[Application]
    programme: Programme
    audience: Audience
    own: frozenset[str] = frozenset()


async def show_deciders(command: ShowDeciders, deps: Deps) -> tuple[Place, ...]:
    """In the programme's order. The words of answers given here are read from their reviews."""
    state = command.application.state
    reviews = await deps.reviews.all({"application_id": command.application.id})
    given = {one.id: one.state.given for one in reviews if one.state.given is not None}
    deciders = parameters_of(state, command.programme).deciders
    return places(state, deciders, given, audience=command.audience, own=command.own, today=deps.clock.today())
