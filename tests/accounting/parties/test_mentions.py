"""What a legal entity says on its documents, and its logo (INV-01, INV-09)."""

import io

import pytest
from PIL import Image

from accounting.domain.mentions import debits_text, discount_text, exemption_text, penalty_text
from accounting.usecases.parties.read_logo import read_logo
from tests.accounting.integration.office import ADDRESS, ENTITY, SIREN, Office
from tests.accounting.parties.answers import fields

ASSOCIATION = {
    "kind": "association",
    "name": "Entreprendre Exemple",
    "legal_form": "Association loi 1901",
    "address": ADDRESS,
    "fiscal_year_start_month": 9,
    "contribution_rate_percent": "0",
}


def _picture(kind: str, side: int = 40) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (side, side), (200, 80, 20)).save(buffer, kind)
    return buffer.getvalue()


async def test_inv_09_only_a_seller_without_vat_is_exempt(office: Office) -> None:
    path = f"legal-entities/{SIREN}"
    plain = {name: value for name, value in ENTITY.items() if name != "vat_on_debits"}
    await office.done("PUT", path, plain)
    entity = (await office.deps.legal_entities.get(SIREN)).state
    assert (exemption_text(entity), debits_text(entity)) == (None, None)
    answer = await office.ask("PUT", path, plain | {"vat_exempt_article": "293 B"})
    assert (answer.status_code, fields(answer)) == (422, ["vat_exempt_article"])
    await office.done("PUT", path, ASSOCIATION)
    entity = (await office.deps.legal_entities.get(SIREN)).state
    assert exemption_text(entity) == "TVA non applicable, art. 293 B du CGI"
    await office.done("PUT", path, ASSOCIATION | {"vat_exempt_article": "261-7-1°"})
    entity = (await office.deps.legal_entities.get(SIREN)).state
    assert exemption_text(entity) == "TVA non applicable, art. 261-7-1° du CGI"
    wrong = ASSOCIATION | {"vat_on_debits": True, "email": "x", "phone": "abc", "late_penalty_percent": "101"}
    assert set(fields(await office.ask("PUT", path, wrong))) == {
        "vat_on_debits",
        "email",
        "phone",
        "late_penalty_percent",
    }


async def test_penalty_and_discount_have_the_words_of_the_law_by_default(office: Office) -> None:
    path = f"legal-entities/{SIREN}"
    entity = (await office.deps.legal_entities.get(SIREN)).state
    assert penalty_text(entity) == "Pénalités de retard : taux de la Banque centrale européenne majoré de 10 points"
    assert discount_text(entity) == "Pas d’escompte pour paiement anticipé"
    own = {"late_penalty_percent": "12.5", "early_payment_discount": "Escompte de 2 % à 8 jours", "bic": "AGRIFRPP"}
    await office.done("PUT", path, ENTITY | own)
    entity = (await office.deps.legal_entities.get(SIREN)).state
    assert penalty_text(entity) == "Pénalités de retard : 12,5 % par an"
    assert discount_text(entity) == own["early_payment_discount"]
    read = await office.done("GET", path)
    assert {name: read[name] for name in own} == own


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
async def test_a_logo_is_kept_as_it_came_and_stays_when_the_entity_is_corrected(office: Office, kind: str) -> None:
    content, path = _picture(kind), f"/v1/legal-entities/{SIREN}/logo"
    headers = office.headers("accountant")
    answer = await office.client.put(path, content=content, headers=headers)
    assert answer.status_code == 200, answer.text
    await office.done("PUT", f"legal-entities/{SIREN}", ENTITY | {"name": "Autre nom"})
    found = await office.client.get(path, headers=headers)
    assert (found.content, found.headers["content-type"]) == (content, f"image/{kind.lower()}")
    first = (await office.deps.legal_entities.get(SIREN)).state.logo
    assert first is not None
    await office.client.put(path, content=_picture(kind, 41), headers=headers)
    assert await read_logo(first, office.deps) == content
    assert (await office.client.delete(path, headers=headers)).status_code == 204
    assert (await office.client.get(path, headers=headers)).status_code == 404


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg/>",
        _picture("GIF"),
        _picture("PNG")[:60],
        _picture("PNG") + b"0" * 300_000,
        _picture("PNG", 2_001),
    ],
    ids=["empty", "svg", "gif", "cut", "heavy", "large"],
)
async def test_what_is_no_small_png_or_jpeg_is_no_logo(office: Office, content: bytes) -> None:
    path = f"/v1/legal-entities/{SIREN}/logo"
    answer = await office.client.put(path, content=content, headers=office.headers("accountant"))
    assert (answer.status_code, fields(answer)) == (422, ["logo"])
    assert (await office.ask("GET", f"legal-entities/{SIREN}/logo")).status_code == 404
    assert (await office.ask("DELETE", f"legal-entities/{SIREN}/logo", role="cae_officer")).status_code == 403
