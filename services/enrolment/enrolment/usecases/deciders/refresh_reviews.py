"""Bring up to date what the deciders see, after the dossier or the person behind it has changed."""

from dataclasses import dataclass, replace

from enrolment.deps import Deps
from enrolment.domain.applications.application import Application, Happening
from enrolment.domain.deciders.asking import amend, asked_of
from enrolment.domain.deciders.review import Review, show
from enrolment.domain.deciders.visible import VisibleView
from enrolment.domain.programmes.decider import Decider
from enrolment.usecases.deciders.gather_dossier import Dossier, gather_dossier
from enrolment.usecases.deciders.open_review import open_review
from enrolment.usecases.deciders.tell_dossier import tell_dossier
from essaim.contracts.event import EventData
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class RefreshReviews:
    """Which dossier."""

    application_id: str


async def refresh_reviews(command: RefreshReviews, deps: Deps, cause: Cause) -> None:
    """Reviews here get the new content, deciders elsewhere are told it again; where nothing they see changed, nothing happens."""
    dossier = await gather_dossier(command.application_id, deps)
    await _tell_others(dossier, deps, cause)
    for decider in dossier.parameters.deciders:
        asked = asked_of(dossier.application.state, decider.key)
        if asked is not None and asked.deployment == deps.settings.partner:
            await open_review(dossier, decider, asked, deps, cause)
            await _show(asked.review_id, dossier.view(decider), deps, cause)


async def _tell_others(dossier: Dossier, deps: Deps, cause: Cause) -> None:
    here, application_id = deps.settings.partner, dossier.application.id
    remote: list[Decider] = [one for one in dossier.parameters.deciders if one.deployment not in (None, here)]
    if not remote:
        return

    def change(state: Application) -> Change[Application] | None:
        changed, events = state, list[EventData]()
        for decider in remote:
            asked, view = asked_of(state, decider.key), dossier.view(decider)
            if asked is not None and asked.shown_digest != view.digest:
                told = replace(asked, shown_digest=view.digest)
                changed = amend(changed, told)
                events.append(tell_dossier(application_id, decider, told, view))
        return Change(changed, tuple(events)) if events else None

    await deps.applications.change(application_id, change, cause, effect="refresh-reviews")


async def _show(review_id: str, view: VisibleView, deps: Deps, cause: Cause) -> None:
    line = Happening(deps.clock.now(), deps.settings.partner, "content_changed")

    def change(state: Review) -> Change[Review] | None:
        shown = show(state, view.shown, view.files, line)
        return None if shown is state else Change(shown)

    await deps.reviews.change(review_id, change, cause, effect="shown")
