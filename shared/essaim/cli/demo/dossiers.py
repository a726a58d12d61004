"""How somebody applies online: registers, writes a dossier step by step, attaches what is asked for, sends it complete."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from fpdf import FPDF

from essaim.cli.demo.api import ApiError
from essaim.cli.demo.people import Actor, Student
from essaim.cli.demo.world import World, expect
from essaim.kit.ids import new_id

Steps = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Newcomer:
    """Somebody whom no roster names: the partner where they log in, and what they say of themselves when they register."""

    given_name: str
    family_name: str
    birth_date: str
    partner: str
    details: Mapping[str, str]
    called: str = ""
    """What the story calls them, where it should not say their name."""

    @property
    def email(self) -> str:
        """Invented like the rest."""
        plain = str.maketrans("éèêëïîôçÉ", "eeeeiiocE")
        return f"{self.given_name}.{self.family_name}@example.org".translate(plain).lower()


@dataclass(frozen=True)
class Applicant:
    """A newcomer with a login: what the token calls them is what the service calls them."""

    student: Student
    actor: Actor

    def with_dossier(self, application_id: str) -> "Applicant":
        """The same, known by one of their dossiers."""
        return replace(self, student=replace(self.student, application_id=application_id))


async def register(world: World, newcomer: Newcomer) -> Applicant:
    """Under their own login, by themselves."""
    subject = new_id()
    name = newcomer.called or f"{newcomer.given_name} {newcomer.family_name}"
    actor = Actor(name, "student", newcomer.partner, subject)
    with world.step(actor, "registers under their own login", service="enrolment"):
        said = {
            "given_name": newcomer.given_name,
            "family_name": newcomer.family_name,
            "email": newcomer.email,
            "birth_date": newcomer.birth_date,
            **newcomer.details,
        }
        person = await world.api("enrolment", actor).put("/v1/persons/me", said)
        expect(
            "their id, and whether the address is somebody else’s",
            (person["id"], person["email_in_use"]),
            (subject, False),
        )
    student = Student(subject, "", newcomer.given_name, newcomer.family_name, newcomer.email)
    return Applicant(student, actor)


async def write(world: World, applicant: Applicant, programme_id: str, steps: Steps) -> str:
    """Begin a dossier and save its steps one by one; its id."""
    enrolment = world.api("enrolment", applicant.actor)
    application_id = str((await enrolment.post("/v1/applications/drafts", {"programme_id": programme_id}))["id"])
    for step, values in steps.items():
        saved = await enrolment.put(f"/v1/applications/{application_id}/steps/{step}", {"values": values})
        expect(f"how often {step} was saved", saved["revision"], 1)
    return application_id


async def missing(world: World, applicant: Applicant, application_id: str) -> list[str]:
    """What a dossier still lacks: step and name."""
    found = await world.api("enrolment", applicant.actor).get(f"/v1/applications/{application_id}/completeness")
    return [f"{step['step']}.{one['name']}" for step in found["steps"] for one in step["missing"]]


async def attach(world: World, applicant: Applicant, application_id: str, kind: str, title: str) -> str:
    """A small PDF, made now; its hash."""
    path = f"/v1/applications/{application_id}/attachments"
    content = small_pdf(title, applicant.student.name)
    enrolment = world.api("enrolment", applicant.actor)
    attached = await enrolment.upload(path, content, "application/pdf", kind=kind, name=f"{kind}.pdf")
    expect("its type and size", (attached["media_type"], attached["size"]), ("application/pdf", len(content)))
    return str(attached["sha256"])


async def send(world: World, applicant: Applicant, application_id: str) -> None:
    """Complete, so it goes; a second click changes nothing."""
    enrolment = world.api("enrolment", applicant.actor)
    path = f"/v1/applications/{application_id}/sending"
    sent = await enrolment.post(path)
    expect("its status", sent["status"], "ELIGIBLE")
    expect("when it was sent, after a second click", (await enrolment.post(path))["sent_at"], sent["sent_at"])
    await world.event(
        "enrolment.application_submitted.v1",
        application_id=application_id,
        otherwise=lambda: enrolment.find(f"/v1/applications/{application_id}"),
    )


async def review_of(world: World, service: str, decider: Actor, application_id: str) -> Any:
    """The review that a decider finds among theirs, once all that it shows has arrived."""
    api = world.api(service, decider)

    async def arrived() -> Any | None:
        listed = [one for one in await api.all("/v1/reviews") if one["application_id"] == application_id]
        if not listed:
            return None
        if len(listed) > 1:
            raise ApiError(f"{decider.name} sees {len(listed)} reviews of one dossier")
        review = await api.get(f"/v1/reviews/{listed[0]['id']}")
        return review if review["arrived"] else None

    return await world.until(arrived, what=f"the review of {decider.name}")


async def answer(world: World, service: str, decider: Actor, application_id: str, answer: str, **said: Any) -> Any:
    """A decider answers on a dossier, after having read what they may see of it."""
    review = await review_of(world, service, decider, application_id)
    body = {"answer": answer, **said}
    answered = await world.api(service, decider).post(f"/v1/reviews/{review['id']}/answer", body)
    expect("what was answered", answered["given"]["answer"], answer)
    return review


async def status(world: World, reader: Actor, application_id: str) -> str:
    """Where a dossier stands, for somebody who may see it."""
    return str((await world.api("enrolment", reader).get(f"/v1/applications/{application_id}"))["status"])


def seen(world: World, reader: Actor, application_id: str, wanted: str) -> Any:
    """A look at a dossier, which is all that can be seen of its events without a bus."""

    async def look() -> bool:
        return await status(world, reader, application_id) == wanted

    return look


def small_pdf(title: str, name: str) -> bytes:
    """What an applicant would scan: one page with a title and a name."""
    page = FPDF()
    page.add_page()
    page.set_font("Helvetica", size=14)
    # The built-in fonts know Latin-1 only.
    for line in (title, name):
        page.cell(
            text=line.replace("’", "'").encode("latin-1", "replace").decode("latin-1"), new_x="LMARGIN", new_y="NEXT"
        )
    return bytes(page.output())
