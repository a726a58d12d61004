"""A file on a dossier, without the form that asks for it: these tests are about its end, not about how it comes."""

from collections.abc import AsyncIterator
from dataclasses import replace

from enrolment.domain.applications.application import Application, AttachedDocument
from essaim.kit.aggregate import Change
from essaim.kit.cause import fresh_cause
from tests.enrolment.office import Office


async def attach(office: Office, dossier_id: str, content: bytes) -> str:
    """Keep the file and name it in the dossier; its hash."""

    async def chunks() -> AsyncIterator[bytes]:
        yield content

    kept = await office.deps.attachments.keep(chunks(), "certificat.png")
    document = AttachedDocument(
        "certificate", kept.sha256, kept.name, kept.media_type, kept.size, office.deps.clock.now()
    )

    def decide(state: Application) -> Change[Application]:
        return Change(replace(state, attachments=(*state.attachments, document)))

    await office.deps.applications.change(dossier_id, decide, fresh_cause("test"))
    return kept.sha256
