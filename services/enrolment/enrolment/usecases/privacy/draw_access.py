"""What is held of a person, on paper."""

from enrolment.deps import Deps
from enrolment.documents.privacy.access_pdf import render_access
from enrolment.usecases.privacy.compile_access import CompileAccess, compile_access


async def draw_access(command: CompileAccess, deps: Deps) -> bytes:
    """The PDF. UnavailableError when it cannot be drawn now."""
    file = await compile_access(command, deps)
    name = deps.settings.organisation_names.get(deps.settings.partner, deps.settings.partner)
    return await deps.aside.run(render_access, file, name, deps.settings.organisation_names)
