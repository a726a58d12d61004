"""The rights of persons: a guardian consents behind a link, somebody who withdrew sees what is held of them, and is erased.

Every service answers both requests in its own time; what is kept, and why, is told to the person in a letter.
"""

import re
from collections.abc import Mapping
from pathlib import Path

from essaim.cli.demo.applications import Cohort
from essaim.cli.demo.cursus import Cursus
from essaim.cli.demo.group import GROUP_NAME, Group
from essaim.cli.demo.mails import text_of
from essaim.cli.demo.people import COORDINATION, COORDINATOR, DATA_PROTECTION_OFFICER, OPS, Actor, Student
from essaim.cli.demo.world import World, expect, paris

IMAGE_TEXT = {
    "title": "Utilisation de l’image",
    "text": "J’autorise la prise et la diffusion de photographies de l’atelier, pour l’année scolaire.",
    "valid_from": "2026-09-01",
    "valid_months": 12,
}
ANSWERING = {"enrolment", "coaching", "accounting", "notifications"}
LINK = re.compile(r"https?://\S+/consents/[A-Za-z0-9_-]{40,}")


async def consent_by_link(world: World, cohort: Cohort) -> None:
    """The guardian has no account: a mail leads to a page, and the page to a consent with its proof."""
    enrolment, minor = world.api("enrolment", COORDINATOR), cohort.minor
    with world.step(
        COORDINATOR, "asks the guardian of a 17-year-old about photographs, by a link", service="enrolment"
    ):
        await enrolment.put("/v1/consent-texts/IMAGE/2026-09", IMAGE_TEXT)
        consent = await enrolment.post(f"/v1/persons/{minor.person_id}/consents", {"kind": "IMAGE"})
        guardians = await enrolment.all(f"/v1/persons/{minor.person_id}/guardians")
        expect("the guardians", [one["email"] for one in guardians], [minor.guardian_email])
        path = f"/v1/consents/{consent['id']}"
        before = _mails_to(world, minor.guardian_email)
        link = await enrolment.post(f"{path}/links", {"guardian_id": guardians[0]["id"]})
        expect("whether the answer has the secret of the link", "url" in link, False)
    if world.target.mails is None:
        return
    with world.step(
        minor.guardian_name, "follows the link of the mail, reads the text and agrees", service="enrolment"
    ):
        link_sent = await world.until(lambda: _link(world, minor.guardian_email, before), what="the mail")
        page = world.visitor_at("enrolment", link_sent)
        expect("whether the page has the text", "photographies" in await page.read(), True)
        done = await page.answer(answer="yes", name=minor.guardian_name, read="yes")
        expect("whether the page says so", "Vous avez donné votre accord" in done, True)
        await world.event(
            "enrolment.consent_given.v1", consent_id=consent["id"], otherwise=lambda: enrolment.find(path)
        )
        given = await enrolment.get(path)
        expect("its status, and how it was given", (given["status"], given["words"][-1]["how"]), ("GIVEN", "online"))


async def _link(world: World, address: str, before: frozenset[Path]) -> str | None:
    """The address in the mail that the guardian got, not in one of an earlier year."""
    texts = [text_of(path) for path in sorted(_mails_to(world, address) - before)]
    found = [one.group(0) for one in map(LINK.search, texts) if one is not None]
    return found[-1] if found else None


def _mails_to(world: World, address: str) -> frozenset[Path]:
    directory = world.target.mails
    return frozenset(directory.glob(f"*-{address}.eml")) if directory else frozenset()


async def access(world: World, cursus: Cursus) -> None:
    """Everything that the four services hold of somebody who withdrew."""
    person = cursus.withdrawn
    enrolment, path = world.api("enrolment", person.actor), f"/v1/persons/{person.student.person_id}"
    with world.step(person.actor, "asks what is held of them; four services answer", service="enrolment"):
        await world.move_clock(paris(2026, 11, 20))
        request = await enrolment.post(f"{path}/access-requests")

        async def complete() -> bool:
            return bool((await enrolment.get(f"/v1/access-requests/{request['id']}"))["status"] == "COMPLETE")

        await world.until(complete, what="the answers of all services")
        told = await enrolment.get(f"{path}/access")
        services = {area["service"].rpartition(".")[2] for area in told["areas"]}
        expect("whether enrolment and notifications hold something", services >= {"enrolment", "notifications"}, True)
        world.output.write("rights", "access.pdf", await enrolment.download(f"{path}/access.pdf"))


async def erase(world: World, cursus: Cursus) -> str:
    """Asked by the person, decided by the officer, done by every service in its own time; the id of the request."""
    person = cursus.withdrawn
    officer = world.api("enrolment", DATA_PROTECTION_OFFICER)
    with world.step(person.actor, "asks to be erased; their login says who they are", service="enrolment"):
        asked = await world.api("enrolment", person.actor).post(
            "/v1/erasure-requests", {"person_id": person.student.person_id}
        )
        expect("until when an answer is due", asked["due_on"], "2026-12-20")
    path = f"/v1/erasure-requests/{asked['id']}"
    with world.step(
        DATA_PROTECTION_OFFICER, "has them erased: a withdrawn dossier has to be kept by nobody", service="enrolment"
    ):
        await officer.post(f"{path}/acceptance")
        await world.event(
            "enrolment.person_erased.v1",
            person_id=person.student.person_id,
            otherwise=lambda: officer.find(path),
        )
    return str(asked["id"])


async def see_erased(world: World, cursus: Cursus, erasure_id: str) -> Mapping[str, str]:
    """Every service has answered: what each keeps, and why; the letter says the same. The demo’s own log forgets too."""
    officer = world.api("enrolment", DATA_PROTECTION_OFFICER)
    path = f"/v1/erasure-requests/{erasure_id}"

    async def closed() -> bool:
        return bool((await officer.get(path))["status"] == "CLOSED")

    with world.step(
        DATA_PROTECTION_OFFICER, "sees four services done: nothing is kept; prints the letter", service="enrolment"
    ):
        await world.until(closed, what="the answers of all services")
        request = await officer.get(path)
        answering = {one["deployment"].rpartition(".")[2] for one in request["answers"]}
        expect("who answered beside enrolment", answering, ANSWERING - {"enrolment"})
        expect("what enrolment keeps, and why", request["kept"], [])
        expect("what anybody keeps", request["all_kept"], [])
        world.output.write("rights", "erasure-letter.pdf", await officer.download(f"{path}/letter.pdf"))
    student = cursus.withdrawn.student
    if world.observer is not None:
        with world.step(OPS, "has the log of events forget them too: it reads `personal`", service="enrolment"):
            words = {student.email: "erased@example.org", student.family_name: "—", student.given_name: "—"}
            world.observer.forget(words)
    kept = ", ".join(request["all_kept"]) or "nothing"
    return {"who": "an applicant who withdrew", "kept": kept, "why": f"answered by {', '.join(sorted(answering))}"}


async def keep_a_member(world: World, group: Group, member: Student) -> Mapping[str, str]:
    """Who has a running contract is not erased: what stands against it, told with the legal basis."""
    officer = world.api("enrolment", DATA_PROTECTION_OFFICER)
    actor = Actor(member.name, "student", COORDINATION, member.person_id)
    with world.step(actor, "asks the same, in the middle of the year", service="enrolment"):
        asked = await world.api("enrolment", actor).post("/v1/erasure-requests", {"person_id": member.person_id})
    path = f"/v1/erasure-requests/{asked['id']}"
    with world.step(
        DATA_PROTECTION_OFFICER, "cannot: a contract and a group need them, and says so", service="enrolment"
    ):
        problem = await officer.refused(f"{path}/acceptance", slug="gdpr-02")
        expect("what stands against it", {one["field"] for one in problem.fields}, {"contract", "group"})
        rejected = await officer.post(f"{path}/rejection", {"legal_basis": "gdpr-17-1-a"})
        expect("its status", rejected["status"], "REJECTED")
        world.output.write("rights", "erasure-refused-letter.pdf", await officer.download(f"{path}/letter.pdf"))
    why = "; ".join(str(one["message"]).replace(group.group_id, GROUP_NAME) for one in problem.fields)
    return {
        "who": "a member of the group",
        "kept": "everything, for now",
        "why": f"{why} ({rejected['rejection_basis']})",
    }
