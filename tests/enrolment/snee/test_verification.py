"""Anybody can check an attestation, and learns from it no more than they need."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, strategies as st

from enrolment.domain.attestations.code import BYTES, code_of, grouped, read_code
from enrolment.domain.attestations.masking import masked_name
from enrolment.domain.privacy.holding import Erasing
from enrolment.usecases.privacy.hold_snee import hold_snee
from essaim.kit.cause import fresh_cause
from tests.enrolment.office import Office
from tests.enrolment.snee.pepite import PEPITE, TUTOR, active, code_on_paper

RANDOM = st.binary(min_size=BYTES, max_size=BYTES)
JSON = {"Accept": "application/json"}


async def test_the_page_says_valid_and_shows_little(office: Office) -> None:
    id_, owner = await active(office)
    code = grouped(await code_on_paper(office, id_))
    page = await office.client.get(f"/verify/{code}")
    assert page.status_code == 200
    for shown in ("Attestation valable", "2026–2027", "L.-A. VA•••T", "au 31 août 2027", "certificat de scolarité"):
        assert shown in page.text.replace("\u00a0", " ").replace("\u202f", " ")
    for hidden in ("2004", "Lou-Anne", "Vaucheret", "VAUCHERET", "lou-anne@", owner.sub, id_, "<script"):
        assert hidden not in page.text
    assert page.headers["cache-control"] == "private, no-store"
    assert page.headers["x-robots-tag"].startswith("noindex")
    assert "default-src 'none'" in page.headers["content-security-policy"]
    told = (await office.client.get(f"/v1/attestations/{code}")).json()
    assert told == (await office.client.get(f"/verify/{code}", headers=JSON)).json()
    assert set(told) == {
        "validity",
        "mistyped",
        "kind",
        "school_year",
        "masked_name",
        "label",
        "issued_on",
        "since",
        "until",
    }
    assert (told["validity"], told["masked_name"]) == ("valid", "L.-A. VA•••T")


async def test_what_is_over_and_what_was_taken_back_are_two_things(office: Office) -> None:
    id_, _ = await active(office)
    path = f"/v1/attestations/{await code_on_paper(office, id_)}"
    await office.move_clock(datetime(2027, 8, 31, 12, tzinfo=UTC))
    assert (await office.client.get(path)).json()["validity"] == "valid"
    await office.move_clock(datetime(2027, 9, 1, 8, tzinfo=UTC))
    # The day decides, before any job has run.
    assert (await office.client.get(path)).json()["validity"] == "expired"
    assert "Attestation expirée" in (await office.client.get(path.replace("/v1/attestations", "/verify"))).text


async def test_a_revoked_status_shows_at_once(office: Office) -> None:
    id_, _ = await active(office)
    code = await code_on_paper(office, id_)
    await office.post(PEPITE, f"/v1/snee-statuses/{id_}/revocation", {"reason": "abuse", "words": "Secret"})
    told = await office.client.get(f"/v1/attestations/{code}")
    assert told.json()["validity"] == "revoked"
    page = (await office.client.get(f"/verify/{code}")).text
    assert "Attestation sans valeur" in page
    for hidden in ("abuse", "Secret"):
        assert hidden not in page + told.text


async def test_people_type_codes_as_they_like_and_a_slip_is_no_forgery(office: Office) -> None:
    id_, _ = await active(office)
    code = await code_on_paper(office, id_)
    typed = f" {grouped(code).lower().replace('-', ' ').replace('0', 'o').replace('1', 'l')} "
    answer = await office.client.get("/verify", params={"code": typed})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/verify/{grouped(code)}")
    slip = code[:5] + ("A" if code[5] != "A" else "B") + code[6:]
    assert "Code mal recopié" in (await office.client.get("/verify", params={"code": slip})).text
    mistyped = (await office.client.get(f"/v1/attestations/{slip}")).json()
    assert (mistyped["validity"], mistyped["mistyped"]) == ("unknown", True)
    unknown = await office.client.get(f"/verify/{code_of(bytes(BYTES))}")
    assert (unknown.status_code, "Attestation inconnue" in unknown.text) == (404, True)
    assert "<form" in (await office.client.get("/verify")).text


async def test_wrong_codes_are_limited_and_right_ones_are_always_answered(office: Office) -> None:
    id_, _ = await active(office)
    code = await code_on_paper(office, id_)
    wrong = f"/v1/attestations/{code_of(bytes(BYTES))}"
    answers = [(await office.client.get(wrong)).status_code for _ in range(32)]
    assert (answers[0], answers[-1]) == (200, 429)
    told = await office.client.get(wrong)
    assert told.headers["Retry-After"] == "60"
    assert "in a minute" in told.json()["detail"]
    assert (await office.client.get(wrong.replace("/v1/attestations", "/verify"))).status_code == 429
    assert (await office.client.get(f"/v1/attestations/{code}")).json()["validity"] == "valid"


async def test_a_link_checker_reads_the_page_by_head_and_guesses_no_more_than_others(office: Office) -> None:
    id_, _ = await active(office)
    code = await code_on_paper(office, id_)
    wrong = code_of(bytes(BYTES))
    head = await office.client.head(f"/verify/{grouped(code)}?utm_source=mail")
    assert (head.status_code, head.content) == (200, b"")
    assert "default-src 'none'" in head.headers["content-security-policy"]
    answers = [(await office.client.head(f"/verify/{wrong}")).status_code for _ in range(32)]
    assert (answers[0], answers[-1]) == (404, 429)
    assert (await office.client.get(f"/verify/{wrong}")).status_code == 429
    assert (await office.client.head(f"/verify/{code}")).status_code == 200
    refused = await office.client.get(f"/v1/attestations/{code}?utm_source=mail")
    assert refused.json()["errors"][0]["accepted"] == "no query parameter"


@given(RANDOM)
def test_every_code_is_read_as_it_was_printed(random: bytes) -> None:
    code = code_of(random)
    assert read_code(grouped(code)) == code
    assert len(code) == 28


@given(RANDOM, st.integers(0, 27), st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
def test_one_wrong_character_is_always_found(random: bytes, place: int, other: str) -> None:
    code = code_of(random)
    changed = code[:place] + other + code[place + 1 :]
    assert (read_code(changed) is None) == (changed != code)


@given(RANDOM, st.integers(0, 26))
def test_two_characters_that_changed_places_are_always_found(random: bytes, place: int) -> None:
    code = code_of(random)
    changed = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert (read_code(changed) is None) == (changed != code)


@pytest.mark.parametrize(
    ("given_name", "family_name", "shown"),
    [
        ("Lou-Anne", "Vaucheret", "L.-A. VA•••T"),
        ("Jean Paul", "Le Gall", "J. P. LE•••L"),
        ("Li", "Wu", "L. W•••"),
        ("Éva", "Rose", "É. R•••"),
        ("", "", ""),
    ],
)
def test_a_name_is_masked(given_name: str, family_name: str, shown: str) -> None:
    assert masked_name(given_name, family_name) == shown


async def test_the_code_of_an_erased_person_is_unknown_and_their_tutors_are_forgotten(office: Office) -> None:
    """GDPR-02: nothing of the status is a legal obligation."""
    id_, owner = await active(office)
    await office.send(owner, "PUT", f"/v1/snee-statuses/{id_}/tutors/professional", TUTOR)
    await office.post(owner, f"/v1/snee-statuses/{id_}/arrangements", {"kind": "timetable", "words": "Souci de santé"})
    code = await code_on_paper(office, id_)
    erasing = Erasing(owner.sub, "erasure", date(2026, 9, 1))
    for _ in range(2):
        assert await hold_snee().erase(erasing, office.deps, fresh_cause("test")) == ()
    assert (await office.client.get(f"/v1/attestations/{code}")).json()["validity"] == "unknown"
    kept = str([one.document["state"] for one in await office.deps.snee_tutorings.all()])
    kept += str((await office.deps.snee_statuses.get(id_)).document["state"])
    for gone in ("Souci de santé", "Marquerie", "odile@", code):
        assert gone not in kept
