"""The answer to a request to be erased, on paper."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.documents.privacy.erasure_letter import render_letter
from enrolment.domain.privacy.erasure import require_something_to_say


@dataclass(frozen=True)
class DrawLetter:
    """Of which request."""

    erasure_id: str


async def draw_letter(command: DrawLetter, deps: Deps) -> bytes:
    """The PDF. RuleError as long as nothing was decided or extended."""
    request = (await deps.erasures.get(command.erasure_id)).state
    require_something_to_say(request)
    name = deps.settings.organisation_names.get(request.coordinator, request.coordinator)
    return await deps.aside.run(render_letter, command.erasure_id, request, name, deps.settings.organisation_names)
