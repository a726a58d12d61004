"""Companies of the network: one entry, files, the people there."""

from tests.enrolment.network.desk import COMPANY, EPA, FOREIGN, SIRET, TEACHER, mentor_actor, put, send_file
from tests.enrolment.office import COORDINATOR, Actor, Office, problem, student

HEAD = "nom;SIRET;ville;NAF;propose;prénom du contact;nom du contact;courriel du contact;accord du contact le"
GOOD = f"Maroquinerie Exemple;{SIRET};Besançon;15.12Z;visit|mentor;Odile;Marquerie;odile@example.org;01/09/2026"


async def test_a_company_is_written_under_its_siret_and_the_same_again_changes_nothing(office: Office) -> None:
    first = await put(office, EPA, f"/v1/companies/{SIRET}", COMPANY)
    assert (first["siren"], first["sector"], first["version"]) == ("999999121", "15.12Z", 1)
    (person,) = first["contacts"]
    assert (person["consent_on"], person["consent_recorded_by"]) == ("2026-09-01", "facilitator")
    again = await put(office, COORDINATOR, f"/v1/companies/{SIRET}", COMPANY)
    assert (again["version"], again["contacts"]) == (1, first["contacts"])


async def test_everything_wrong_with_a_company_is_told_at_once(office: Office) -> None:
    bad = COMPANY | {"siret": "99999912100014", "sector": "cuir", "postcode": "2500", "department": "Doubs"}
    bad |= {"contacts": [{"email": "odile"}], "since": "2026-09-02", "until": "2026-09-01"}
    answer = await office.send(EPA, "PUT", "/v1/companies/exemple", bad)
    told = {one["field"] for one in problem(answer, "invalid-request", 422)["errors"]}
    assert told == {
        "siret",
        "sector",
        "postcode",
        "department",
        "contacts.0.family_name",
        "contacts.0.email",
        "until",
    }


async def test_a_siret_belongs_to_one_company_of_a_network(office: Office) -> None:
    await put(office, EPA, f"/v1/companies/{SIRET}", COMPANY)
    answer = await office.send(EPA, "PUT", "/v1/companies/autre", COMPANY)
    problem(answer, "siret-taken", 409)


async def test_lists_are_filtered_and_retired_companies_stay(office: Office) -> None:
    await put(office, EPA, f"/v1/companies/{SIRET}", COMPANY)
    other = {"name": "Scierie Exemple", "city": "Dole", "department": "39", "offers": ["jury"]}
    await put(office, EPA, "/v1/companies/scierie", other)
    names = [one["name"] for one in (await office.get(EPA, "/v1/companies"))["items"]]
    assert names == ["Maroquinerie Exemple", "Scierie Exemple"]
    for query, code in (("offer=mentor", SIRET), ("department=39", "scierie"), ("sector=15.12Z", SIRET)):
        # By send: get would put its own, empty query in the place of this one.
        found = await office.send(EPA, "GET", f"/v1/companies?{query}")
        assert [one["code"] for one in found.json()["items"]] == [code]
    await put(office, EPA, "/v1/companies/scierie", other | {"retired_on": "2026-09-01"})
    assert len((await office.get(EPA, "/v1/companies"))["items"]) == 1
    assert [one["code"] for one in (await office.get(EPA, "/v1/companies", retired="true"))["items"]] == ["scierie"]
    assert (await office.send(EPA, "DELETE", "/v1/companies/scierie")).status_code == 405


async def test_a_network_is_its_partners_and_no_student_teacher_or_mentor_reads_who_is_where(office: Office) -> None:
    await put(office, EPA, f"/v1/companies/{SIRET}", COMPANY)
    assert (await office.get(FOREIGN, "/v1/companies"))["items"] == []
    await office.get(FOREIGN, f"/v1/companies/{SIRET}", 404)
    assert (await office.send(FOREIGN, "PUT", f"/v1/companies/{SIRET}", COMPANY)).status_code == 404
    for actor in (student("somebody"), TEACHER, mentor_actor("m")):
        await office.get(actor, "/v1/companies", 403)
        await office.get(actor, f"/v1/companies/{SIRET}", 404)


async def test_a_file_is_tried_then_taken_and_the_same_again_changes_nothing(office: Office) -> None:
    text = f"{HEAD}\n{GOOD}\nScierie;99999912100014;;bois;voyage;;;x;hier\nMenuiserie;;Dole;;jury;;;;\n"
    tried = (await send_file(office, "companies", text, dry_run="true")).json()
    assert (await office.get(EPA, "/v1/companies"))["items"] == []
    taken = (await send_file(office, "companies", text)).json()
    assert tried | {"dry_run": False} == taken
    assert [(one["row"], one["code"], one["outcome"]) for one in taken["rows"]] == [
        (2, SIRET, "created"),
        (4, "menuiserie-dole", "created"),
    ]
    assert {(one["row"], one["field"]) for one in taken["errors"]} == {
        (3, "siret"),
        (3, "city"),
        (3, "sector"),
        (3, "offers"),
        (3, "contact_email"),
        (3, "contact_family_name"),
        (3, "contact_consent_on"),
    }
    before = await office.get(EPA, f"/v1/companies/{SIRET}")
    again = (await send_file(office, "companies", text)).json()
    assert {one["outcome"] for one in again["rows"]} == {"unchanged"}
    assert await office.get(EPA, f"/v1/companies/{SIRET}") == before


async def test_a_file_adds_people_and_leaves_alone_what_it_has_no_column_for(office: Office) -> None:
    await put(office, EPA, f"/v1/companies/{SIRET}", COMPANY)
    text = f"nom;SIRET;ville;nom du contact;courriel du contact\nMaroquinerie Exemple;{SIRET};Dole;Vasseron;v@example.org\n"
    (row,) = (await send_file(office, "companies", text)).json()["rows"]
    assert row["outcome"] == "changed"
    company = await office.get(EPA, f"/v1/companies/{SIRET}")
    assert (company["city"], company["sector"], company["offers"]) == ("Dole", "15.12Z", ["visit", "mentor"])
    assert [one["family_name"] for one in company["contacts"]] == ["Marquerie", "Vasseron"]
    (row,) = (await send_file(office, "companies", text)).json()["rows"]
    assert row["outcome"] == "unchanged"


async def test_somebody_at_a_company_can_be_forgotten(office: Office) -> None:
    """GDPR-02."""
    made = await put(office, EPA, f"/v1/companies/{SIRET}", COMPANY)
    path = f"/v1/companies/{SIRET}/contacts/{made['contacts'][0]['id']}"
    assert (await office.send(EPA, "DELETE", path)).status_code == 403
    for _ in range(2):
        answer = await office.send(Actor("data_protection_officer", "cmq-mma"), "DELETE", path)
        assert answer.status_code == 200, answer.text
        assert answer.json()["contacts"] == []
    assert "odile" not in str((await office.deps.companies.get(SIRET)).document).casefold()
