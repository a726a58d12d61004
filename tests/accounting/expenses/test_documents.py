"""Receipts over HTTP, the printed sheet and the accountant's list."""

import hashlib
import io

from pypdf import PdfReader

from tests.accounting.expenses.claims import MEAL, STATEMENT, TRAIN, begin, drive
from tests.accounting.integration.office import ACTIVITY, Office
from tests.accounting.integration.sharing import slug
from tests.support.sample_files import JPEG, pdf, png


async def test_a_receipt_is_attached_once_and_given_back_as_something_to_store(office: Office) -> None:
    """By its hash, under its cleaned name, and never guessed at by a browser."""
    claim = await begin(office)
    line = await claim.line(TRAIN)
    for _ in range(2):
        sheet = (await claim.attach(line["id"], name="../Reçu n°1.png")).json()
    (receipt,) = sheet["lines"][0]["receipts"]
    assert (receipt["name"], receipt["sha256"]) == ("Reçu n°1.png", hashlib.sha256(png()).hexdigest())
    answer = await claim.ask("GET", f"lines/{line['id']}/attachments/{receipt['sha256']}")
    assert (answer.content, answer.headers["content-type"]) == (png(), "image/png")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-disposition"].startswith("attachment; ")
    unknown = await claim.ask("GET", f"lines/{line['id']}/attachments/{'0' * 64}")
    assert unknown.status_code == 404
    left = await claim.done("DELETE", f"lines/{line['id']}/attachments/{receipt['sha256']}")
    assert left["lines"][0]["receipts"] == []


async def test_what_is_no_receipt_is_refused_and_not_kept(office: Office) -> None:
    """Empty, disguised, active; the answer names what is accepted. Too large is refused before it is read."""
    claim = await begin(office)
    line = await claim.line(TRAIN)
    for content, name, expected in (
        (b"", "a.pdf", "attachment-empty"),
        (b"<html>", "a.pdf", "attachment-type"),
        (png(), "a.pdf", "attachment-disguised"),
        (pdf("javascript"), "a.pdf", "attachment-active"),
        (pdf("locked"), "a.pdf", "attachment-encrypted"),
    ):
        answer = await claim.attach(line["id"], content, name)
        assert (answer.status_code, slug(answer)) == (422, expected)
        assert "PDF" in answer.json()["errors"][0]["accepted"]
    sent_as = await claim.attach(line["id"], JPEG, "a.jpg", **{"Content-Type": "application/pdf"})
    assert slug(sent_as) == "attachment-disguised"
    large = await claim.attach(line["id"], JPEG + bytes(office.deps.settings.attachment_bytes), "a.jpg")
    assert large.status_code == 413
    assert (await claim.done("GET", ""))["lines"][0]["receipts"] == []
    assert (await claim.attach("nothing")).status_code == 404


async def test_a_changed_line_is_looked_at_again_and_a_copy_has_no_receipt(office: Office) -> None:
    """What was found valid was what was there."""
    claim = await begin(office)
    line = await claim.with_receipt(MEAL)
    copied = await claim.done("POST", f"lines/{line['id']}/duplicate", {"spent_on": "2026-11-13"})
    assert [(one["spent_on"], len(one["receipts"])) for one in copied["lines"]] == [
        ("2026-11-12", 1),
        ("2026-11-13", 0),
    ]
    await claim.done("DELETE", f"lines/{copied['lines'][1]['id']}")
    await claim.done("POST", "submission")
    await claim.validated()
    await claim.done("POST", "withdrawal")
    changed = await claim.done("PUT", f"lines/{line['id']}", MEAL | {"amount": "23.00"})
    assert [(one["justified"], len(one["receipts"])) for one in changed["lines"]] == [("waiting", 1)]


async def test_what_comes_back_every_month_is_copied(office: Office) -> None:
    """The same day of this month, none to come, without receipts, drives priced anew; never a mate's."""
    last, claim = await begin(office, "2026-10"), await begin(office)
    await last.with_receipt(MEAL | {"spent_on": "2026-10-31"})
    await last.line(drive("10", "2026-10-02"))
    copied = await claim.done("POST", "lines/copies", {"from_sheet_id": last.id})
    assert [(one["spent_on"], one["amount"], len(one["receipts"])) for one in copied["lines"]] == [
        ("2026-11-30", "22.00", 0),
        ("2026-11-02", "6.06", 0),
    ]
    one = {"from_sheet_id": last.id, "line_ids": ["nothing"]}
    assert (await claim.ask("POST", "lines/copies", one)).json()["errors"][0]["field"] == "line_ids"
    mate = {"activity_id": ACTIVITY, "month": "2026-11", "person_id": "p2"}
    foreign = {"from_sheet_id": (await office.done("POST", "expense-sheets", mate))["id"]}
    assert (await claim.ask("POST", "lines/copies", foreign)).status_code == 404
    assert (await claim.ask("POST", "lines/copies", foreign, "accountant")).status_code == 422


async def test_the_printed_sheet_has_everything_on_it(office: Office) -> None:
    """Lines, the way to the amount of a drive, totals, hashes of receipts, signatures; marked until it is approved."""
    name = {"person_id": "p1", "kind": "student", "given_name": "Ida", "family_name": "Exemple"}
    await office.receive("enrolment.person_registered.v1", name | {"email": "ida@example.org"})
    claim = await begin(office)
    await claim.line(drive("96.4"))
    await claim.with_receipt(MEAL)
    await claim.done("POST", "comments", {"comment": "secret", "visibility": "private"}, "accountant")

    async def text() -> str:
        answer = await claim.ask("GET", "pdf")
        assert answer.headers["content-type"] == "application/pdf"
        found = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
        return " ".join(found.split())

    assert "NON APPROUVÉE" in await text()
    await claim.done("POST", "submission")
    await claim.validated()
    await claim.done("POST", "approval", role="accountant")
    await claim.done("POST", "waiver", {"amount": "0.42", "statement": STATEMENT})
    printed = await text()
    for expected in ("NOTE DE FRAIS NF-2026-0001", "Ida Exemple", "96,4 km", "58,42 €", "27 mars 2023", "80,42 €"):
        assert expected in printed
    for expected in ("20,00 €", "2,00 €", "6251", "vérifié", "Abandon de créance", "80,00 €", "Signature"):
        assert expected in printed
    assert hashlib.sha256(png()).hexdigest() in printed.replace(" ", "")
    assert "NON APPROUVÉE" not in printed
    assert "secret" not in printed


async def test_the_list_of_the_accountant_is_a_table(office: Office) -> None:
    """Semicolons and comma decimals; nobody else gets it."""
    claim = await begin(office)
    await claim.approved(TRAIN)
    answer = await office.ask("GET", "expense-sheets?format=csv&status=APPROVED")
    rows = answer.content.decode("utf-8-sig").splitlines()
    assert rows[0].startswith("Numéro;Identifiant;")
    assert rows[1].startswith("NF-2026-0001;")
    assert ";31,40;31,40;0,00;0,00;0,00;31,40;01/12/2026;01/12/2026" in rows[1]
    assert (await office.ask("GET", "expense-sheets?format=csv", role="coach")).status_code in (403, 404)
