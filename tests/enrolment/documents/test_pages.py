"""The public pages: one title, one language, labels for what is typed, nothing from elsewhere, spaces that do not break."""

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from enrolment.documents.attestations.verification_page import HEADERS as VERIFICATION
from enrolment.documents.consents.page import HEADERS, render_page
from tests.enrolment.documents.pages import CONSENT, INVITATION, pages

PAGES = pages()


class _Reader(HTMLParser):
    """What matters of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_fit_for_everybody(name: str) -> None:
    page, read = PAGES[name], _Reader()
    read.feed(page)
    assert read.all("html") == [{"lang": "fr"}]
    assert len(read.all("h1")) == 1
    assert re.search(r"<title>[^<]{5,}</title>", page)
    assert not {"script", "img", "link", "iframe"} & {tag for tag, _ in read.tags}
    labelled = {one.get("for") for one in read.all("label")}
    typed = [one for one in (*read.all("input"), *read.all("textarea")) if one.get("type") != "checkbox"]
    assert {one["id"] for one in typed} <= labelled
    names = [one["id"] for _, one in read.tags if "id" in one]
    assert len(names) == len(set(names))
    content = page.partition("</style>")[2]
    assert not re.search(r" [:;!?»]|« |\w'\w(?!sle)|None", content)


@pytest.mark.parametrize("name", PAGES)
def test_the_policy_lets_the_style_of_the_page_in_and_nothing_else(name: str) -> None:
    style = re.search(r"<style>(.*?)</style>", PAGES[name], re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    policy = (VERIFICATION if name.startswith("verify") else HEADERS)["Content-Security-Policy"]
    assert f"'sha256-{digest}'" in policy


def test_what_was_typed_comes_back_in_the_form_it_was_typed_in() -> None:
    typed = {"answer": "no", "name": "Ève <b>", "reason": "Pas cette année"}
    page = render_page(replace(CONSENT, typed=typed), ["Écrivez vos prénom et nom."])
    agree, refuse = page.split('<h2 id="refuse">')
    assert "Ève" not in agree
    assert 'value="Ève &lt;b&gt;"' in refuse
    assert "Pas cette année</textarea>" in refuse
    assert "<title>Erreur : " in " ".join(page.split())


def test_an_invitation_shows_its_code_to_copy() -> None:
    assert f'<strong class="code">{INVITATION}</strong>' in PAGES["invitation"]
