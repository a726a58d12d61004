"""The page of the customer: what it shows, what it keeps, and what it does with links that are over, wrong or guessed."""

import asyncio
import base64
import hashlib
import io
import re
from datetime import UTC, datetime
from html.parser import HTMLParser

from pypdf import PdfReader

from essaim.kit.clock import SimulatedClock
from tests.accounting.integration.office import LINE, Office
from tests.accounting.quotes.offers import PLAN, read, send, sent

SIGN = {"answer": "sign", "name": "Claude Cliente", "agreed": "yes", "order_reference": "BC-2026-7"}
AGENT = {"User-Agent": "Navigateur/1.0"}


class Outline(HTMLParser):
    """What a page is made of."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


async def test_the_page_shows_the_quote_without_a_login_and_without_anything_from_elsewhere(office: Office) -> None:
    """CAPE-05 on the page too. No script, no picture, every field has a label, and only hashes of styles are allowed."""
    section = LINE | {"section": "Sacs <b>", "detail": "En toile", "discount_percent": "10"}
    _, link = await sent(office, section, plan=PLAN)
    answer = await office.client.get(link)
    assert answer.status_code == 200
    text = re.sub(r"\s+", " ", answer.text)
    for wanted in ("D2026-00001", "Sacs &lt;b&gt;", "En toile", "1 080,00 €", "324,00 €", "articles L127-1 et R127-3"):
        assert wanted in text
    assert "31 juillet 2027" in text
    policy = answer.headers["content-security-policy"]
    style = re.search(r"<style>(.*?)</style>", answer.text, re.S)
    assert style is not None
    assert f"sha256-{_base64(style[1])}" in policy
    assert policy.startswith("default-src 'none'")
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert "noindex" in answer.headers["x-robots-tag"]
    assert answer.headers["cache-control"] == "private, no-store"
    outline = Outline(answer.text)
    assert not {"script", "img", "link", "iframe"} & {tag for tag, _ in outline.tags}
    labels = {found.get("for") for tag, found in outline.tags if tag == "label"}
    fields = [found for tag, found in outline.tags if tag in ("input", "textarea") and found.get("type") != "hidden"]
    assert all(found["id"] in labels or found.get("type") == "checkbox" for found in fields)


async def test_a_signature_is_kept_with_its_proof_and_repeated_without_effect(office: Office) -> None:
    quote, link = await sent(office)
    shown = (await office.client.get(f"{link}/quote.pdf")).content
    done = await office.client.post(link, data=SIGN, headers=AGENT)
    assert (done.status_code, done.headers["location"]) == (303, link)
    again = await office.client.post(link, data=SIGN | {"name": "Autre"}, headers=AGENT)
    assert again.status_code == 303
    assert "Signé par Claude Cliente" in (await office.client.get(link)).text
    found = await read(office, quote)
    assert (found["status"], found["signed_by"], found["accepted_on"]) == ("SIGNED", "Claude Cliente", "2026-12-01")
    stored = await office.deps.quotes.get(quote["id"])
    proof = stored.state.signature
    assert proof is not None
    assert proof.pdf_sha256 == hashlib.sha256(shown).hexdigest() == found["pdf_sha256"]
    assert (proof.network, proof.user_agent, proof.order_reference) == ("127.0.0.0/24", "Navigateur/1.0", "BC-2026-7")
    assert "1 200,00 €" in re.sub(r"\s", " ", proof.text)
    types = [one["envelope"]["type"] for one in stored.document["outbox"]]
    assert types.count("accounting.quote_accepted.v1") == 1
    refusal = await office.client.post(link, data={"answer": "refuse", "reason": "Trop cher"})
    assert (refusal.status_code, "Ce devis est signé" in refusal.text) == (409, True)
    draft = await office.done("POST", f"quotes/{quote['id']}/invoice", role="student")
    assert draft["order_reference"] == "BC-2026-7"


async def test_the_proof_names_who_when_where_and_the_very_document(office: Office) -> None:
    quote, link = await sent(office)
    assert (await office.ask("GET", f"quotes/{quote['id']}/proof")).status_code == 409
    await office.client.post(link, data=SIGN, headers=AGENT)
    proof = await office.ask("GET", f"quotes/{quote['id']}/proof", role="coach")
    text = _text(proof.content)
    for wanted in (
        "Claude Cliente",
        "eIDAS",
        "127.0.0.0/24",
        "Navigateur/1.0",
        "UTC",
        "BC-2026-7",
        quote["pdf_sha256"],
    ):
        assert wanted in text
    assert _text((await office.client.get(f"{link}/proof.pdf")).content) == text


async def test_the_proof_of_a_paper_says_who_declared_it(office: Office) -> None:
    quote, _ = await sent(office)
    await office.done("POST", f"quotes/{quote['id']}/acceptance", {"accepted_on": "2026-12-01"}, role="student")
    text = _text((await office.ask("GET", f"quotes/{quote['id']}/proof")).content)
    assert "Déclaré par" in text
    assert "Aucune signature électronique" in text
    assert (await read(office, quote))["declared_by"] == "p1"


async def test_what_is_missing_is_said_and_nothing_is_kept(office: Office) -> None:
    quote, link = await sent(office)
    for form, field in ((SIGN | {"name": " "}, "name"), ({"answer": "sign", "name": "Claude <i>"}, "agreed")):
        answer = await office.client.post(link, data=form)
        assert answer.status_code == 422
        assert f'href="#{field}"' in answer.text
        assert "Claude <i>" not in answer.text
    huge = await office.client.post(link, data=SIGN | {"name": "x" * 30_000})
    assert huge.status_code == 413
    assert (await read(office, quote))["status"] == "SENT"


async def test_a_refusal_is_kept_with_its_reason_and_told_without_it(office: Office) -> None:
    quote, link = await sent(office)
    assert (await office.client.post(link, data={"answer": "refuse", "reason": "Trop cher"})).status_code == 303
    assert "a été refusé" in (await office.client.get(link)).text
    found = await read(office, quote)
    assert (found["status"], found["refusal"]) == ("REFUSED", "Trop cher")
    stored = await office.deps.quotes.get(quote["id"])
    [told] = [one["envelope"] for one in stored.document["outbox"] if one["envelope"]["type"].endswith("refused.v1")]
    assert "Trop cher" not in str(told)
    assert (await office.client.post(link, data=SIGN)).status_code == 409


async def test_a_link_ends_when_it_is_revoked_replaced_or_over(office: Office) -> None:
    quote, link = await sent(office)
    revoked = await office.done("DELETE", f"quotes/{quote['id']}/link", role="student")
    assert revoked["link"]["revoked_at"] is not None
    for answer in (await office.client.get(link), await office.client.post(link, data=SIGN)):
        assert (answer.status_code, "annulé" in answer.text) == (410, True)
    again, second = await send(office, quote["id"])
    assert (again["number"], second != link) == ("D2026-00001", True)
    assert (await office.client.get(link)).status_code == 404
    assert (await office.client.get(second)).status_code == 200
    clock = office.deps.clock
    assert isinstance(clock, SimulatedClock)
    clock.move_to(datetime(2027, 1, 1, 9, tzinfo=UTC))
    for answer in (
        await office.client.get(second),
        await office.client.post(second, data=SIGN),
        await office.client.get(f"{second}/quote.pdf"),
    ):
        assert (answer.status_code, "expiré" in answer.text) == (410, True)
    assert (await office.ask("POST", f"quotes/{quote['id']}/sending", role="student")).status_code == 409


async def test_only_a_hash_of_the_token_is_kept_anywhere(office: Office) -> None:
    """Not in the quote, and not with the answer that an Idempotency-Key keeps."""
    quote, link = await sent(office)
    token = link.rpartition("/")[2]
    assert len(token) >= 43
    assert token not in str((await office.deps.quotes.get(quote["id"])).document)
    headers = office.headers("student") | {"Idempotency-Key": "once-and-never-again"}
    kept = await office.client.post(f"/v1/quotes/{quote['id']}/sending", headers=headers)
    assert (kept.status_code, kept.json()["signing_url"]) == (200, None)


async def test_guessing_is_slowed_down_and_a_right_link_still_opens(office: Office) -> None:
    _, link = await sent(office)
    for _ in range(30):
        assert (await office.client.get("/sign/none")).status_code == 404
    busy = await office.client.get("/sign/none")
    assert (busy.status_code, "Attendez" in busy.text) == (429, True)
    assert (await office.client.get(link)).status_code == 200


async def test_a_mail_scanner_reads_the_page_by_head_and_nothing_happens(office: Office) -> None:
    quote, link = await sent(office)
    before = (await office.deps.quotes.get(quote["id"])).document
    for path in (link, f"{link}?utm_source=mail", f"{link}/quote.pdf?utm_source=mail"):
        head, got = await office.client.head(path), await office.client.get(path)
        assert (head.status_code, head.content, got.status_code) == (200, b"", 200)
        assert head.headers["content-length"] == got.headers["content-length"] == str(len(got.content))
    assert (await office.deps.quotes.get(quote["id"])).document == before
    for _ in range(30):
        assert (await office.client.head("/sign/none")).status_code == 404
    assert (await office.client.get("/sign/none")).status_code == 429


def _base64(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _text(content: bytes) -> str:
    pages = PdfReader(io.BytesIO(content)).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


async def test_two_answers_at_once_leave_one(office: Office) -> None:
    """Whoever is first; the other one reads what holds. One event, and never both."""
    quote, link = await sent(office)
    forms = (SIGN, {"answer": "refuse"}, SIGN | {"name": "Autre"}, {"answer": "refuse"})
    answers = await asyncio.gather(*(office.client.post(link, data=form) for form in forms))
    assert sorted({one.status_code for one in answers}) == [303, 409]
    stored = await office.deps.quotes.get(quote["id"])
    types = [one["envelope"]["type"] for one in stored.document["outbox"]]
    assert types.count("accounting.quote_accepted.v1") + types.count("accounting.quote_refused.v1") == 1
