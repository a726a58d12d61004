"""A student who is a mentor too, or a contact of a company, or a teacher of a need: found by the address."""

from enrolment.domain.privacy.holding import Erasing
from enrolment.usecases.privacy.hold_network import hold_network
from essaim.kit.cause import fresh_cause
from tests.enrolment.network.desk import COMPANY, EPA, SIRET, mentor, need, put
from tests.enrolment.office import ROWS, Office

ADDRESS = "lou-anne@example.org"


async def test_gdpr_02_the_network_forgets_whoever_has_the_persons_address_and_nobody_else(office: Office) -> None:
    created = (await office.roster(await office.programme(), ROWS[0])).json()["created"]
    person_id = created[0]["person_id"]
    contacts = [*COMPANY["contacts"], {"given_name": "Lou-Anne", "family_name": "Vaucheret", "email": ADDRESS}]
    await put(office, EPA, f"/v1/companies/{SIRET}", COMPANY | {"contacts": contacts})
    await mentor(office, "m1", email=ADDRESS)
    await mentor(office, "m2")
    wanted = await need(office, teacher_email=ADDRESS, teacher_name="Lou-Anne Vaucheret")
    holding = hold_network()
    told = await holding.export(person_id, office.deps)
    assert {one.id for one in told} == {"m1", SIRET, wanted["id"]}
    assert "odile" not in str(told)
    erasing = Erasing(person_id, "erasure", office.deps.clock.today())
    for _ in range(2):
        assert await holding.erase(erasing, office.deps, fresh_cause("erasure")) == ()
    assert await holding.export(person_id, office.deps) == []
    assert (await office.deps.mentors.get("m2")).state.given_name == "Florent"
    company = (await office.deps.companies.get(SIRET)).state
    assert [one.email for one in company.contacts] == ["odile@example.org"]
    assert (await office.deps.mentor_needs.get(wanted["id"])).state.teacher_name == ""
