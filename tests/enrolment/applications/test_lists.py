"""Lists of an office: filtered, in pages, over indexes; and the PDF of a dossier."""

from datetime import UTC, datetime
from io import BytesIO

from pypdf import PdfReader

from enrolment.collections import APPLICATIONS
from essaim.kit.store.port import Order, Range, Where
from tests.enrolment.applications.desk import OFFICER, attach, draft, filled, parametrise, person, sent, snee
from tests.enrolment.applications.test_files import DOCUMENTS
from tests.enrolment.office import Office


async def test_an_office_filters_by_scheme_year_person_and_time_of_sending(office: Office) -> None:
    snee_id, ici_id = await snee(office), await office.programme(scheme="ici")
    people = [await person(office, name) for name in ("lou", "sacha", "nolwenn")]
    first = await sent(office, people[0], snee_id)
    await office.move_clock(datetime(2026, 9, 2, 10, 0, tzinfo=UTC))
    second = await sent(office, people[1], snee_id)
    third = await draft(office, people[2], ici_id)

    async def ids(**query: str) -> list[str]:
        return [one["id"] for one in (await office.get(OFFICER, "/v1/applications", 200, **query))["items"]]

    assert await ids(scheme="snee") == [first, second]
    assert await ids(scheme="ici", status="DRAFT") == [third]
    assert await ids(school_year="2027-2028") == []
    assert await ids(person_id="sacha") == [second]
    assert await ids(sent_from="2026-09-02T10:00:00Z") == [second]
    assert await ids(sent_before="2026-09-02T12:00:00+02:00") == [first]
    assert await ids(sent_from="2026-09-01T00:00:00Z", sent_before="2026-09-03T00:00:00Z") == [first, second]
    await office.get(OFFICER, "/v1/applications", 422, sent_from="2026-09-02T10:00:00")
    page = await office.get(OFFICER, "/v1/applications", limit="2")
    rest = await office.get(OFFICER, "/v1/applications", limit="2", cursor=page["next"])
    assert [one["id"] for one in (*page["items"], *rest["items"])] == [first, second, third]
    assert [one["id"] for one in (await office.get(people[0], "/v1/applications"))["items"]] == [first]


WHERES: tuple[tuple[Where, str], ...] = (
    ({"coordinator": "cmq-mma"}, "created_at"),
    ({"coordinator": "cmq-mma", "status": "ELIGIBLE"}, "created_at"),
    ({"coordinator": "cmq-mma", "scheme": "snee", "school_year": "2026-2027"}, "created_at"),
    ({"coordinator": "cmq-mma", "sent_at": Range(ge="2026-09-01", lt="2026-10-01")}, "sent_at"),
    ({"programme_id": "p"}, "created_at"),
    ({"person_id": "p"}, "created_at"),
    ({"transfer_to": "ubfc"}, "created_at"),
)


async def test_every_list_is_read_from_an_index(office: Office) -> None:
    store = office.deps.applications._store
    for where, order in WHERES:
        paths = {f"state.{key}": value for key, value in where.items()}
        order_by = (Order(order if order == "created_at" else f"state.{order}"),)
        plan = await store.explain(APPLICATIONS, paths, order_by=order_by)
        assert "USING INDEX" in plan, (where, plan)
        assert "SCAN" not in plan, (where, plan)
        assert "TEMP B-TREE" not in plan, (where, plan)


async def test_the_pdf_says_what_the_dossier_says(office: Office) -> None:
    lou = await person(office, "lou")
    programme_id = await snee(office)
    await parametrise(office, programme_id, DOCUMENTS)
    member = {"given_name": "Sacha", "family_name": "Montbéliou", "email": "sacha@example.org", "role": "Vente"}
    application_id = await filled(office, lou, programme_id, team={"members": [member]})
    await attach(office, lou, application_id)
    path = f"/v1/applications/{application_id}"
    written = await office.send(lou, "GET", f"{path}/dossier.pdf")
    assert "BROUILLON" in _text(written.content)
    await office.post(lou, f"{path}/sending")
    answer = await office.send(OFFICER, "GET", f"{path}/dossier.pdf")
    assert (answer.headers["content-type"], answer.headers["cache-control"]) == ("application/pdf", "private, no-store")
    text = _text(answer.content)
    for part in ("Lou Vaucheret", "Des vêtements réparables.", "Étudiant·e", "Montbéliou", "Certificat de scolarité"):
        assert part in text, part
    assert "BROUILLON" not in text
    assert "2026" in text
    assert "Responsable légal" not in text


def _text(content: bytes) -> str:
    pages = PdfReader(BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).replace("\u00a0", " ").split())
