"""Chapter 2, the status: the charter is accepted, the attestation printed, and checked by somebody who knows nobody here."""

import io
import re

from pypdf import PdfReader

from essaim.cli.demo.two_dossiers import TwoDossiers
from essaim.cli.demo.world import World, expect, paris

CODE = re.compile(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){6}")


async def attest(world: World, found: TwoDossiers) -> str:
    """The code of the attestation."""
    student = found.status.applicant
    enrolment = world.api("enrolment", student.actor)
    with world.step(student.actor, "reads the charter and accepts it: the status is in force", service="enrolment"):
        await world.move_clock(paris(2026, 9, 14, 18))

        async def opened() -> str | None:
            statuses = await enrolment.all("/v1/snee-statuses")
            return str(statuses[0]["id"]) if len(statuses) == 1 else None

        path = f"/v1/snee-statuses/{await world.until(opened, what='the status of the accepted dossier')}"
        charter = await enrolment.get(f"{path}/charter")
        status = await enrolment.post(f"{path}/charter", {"version": charter["version"]})
        expect("its status", status["status"], "ACTIVE")
        await world.event(
            "enrolment.attestation_issued.v1",
            person_id=student.student.person_id,
            otherwise=lambda: enrolment.find(path),
        )
    with world.step(student.actor, "prints the attestation, with a code to check it by", service="enrolment"):
        content = await enrolment.download(f"{path}/attestation.pdf")
        world.output.write("dossiers", "snee-attestation.pdf", content)
        code = _code_in(content)
    with world.step("A visitor", "checks the code without a login: it is true, and names nobody", service="enrolment"):
        page = await world.visitor("enrolment", f"/verify/{code}").read()
        expect("whether the page has the family name", student.student.family_name in page, False)
        expect("whether the page says who attests it", "Pépite" in page, True)
    return code


def _code_in(content: bytes) -> str:
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    found = CODE.search(text)
    expect("whether the attestation bears a code", found is not None, True)
    assert found is not None
    return found.group(0)
