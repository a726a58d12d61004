"""The catalogue as files: whole, without a loose end, loading nothing from anywhere, and safe against what a text may hold."""

import json
import re
import shutil
import socket
import subprocess
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest
import typer
from typer.testing import CliRunner

from essaim.cli.catalogue_page.build import BuildError, build
from essaim.cli.catalogue_page.fields import fields_of
from essaim.cli.catalogue_page.listeners import by_type, listeners_by_type
from essaim.cli.catalogue_page.pages import json_html, prose
from essaim.cli.commands import catalogue as command
from essaim.cli.local.ports import free_port
from essaim.contracts.catalogue import PUBLISHERS, contracts, json_schema
from essaim.contracts.envelope import Envelope
from essaim.contracts.event import PERSONAL

SCHEMAS = Path(__file__).parents[2] / "shared" / "schemas"
LOADING = {
    "script": "src",
    "img": "src",
    "iframe": "src",
    "link": "href",
    "source": "src",
    "form": "action",
    "object": "data",
}


class Page(HTMLParser):
    """What a page links to, loads, names and says."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.ids: set[str] = set()
        self.tags: list[str] = []
        self.words = ""
        self.policy = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        self.ids |= {values["id"]} if "id" in values else set()
        if values.get("http-equiv") == "Content-Security-Policy":
            self.policy = values["content"]
        if tag == "a":
            self.links.append(values["href"])
        if LOADING.get(tag, "") in values:
            self.loads.append(values[LOADING[tag]])

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("catalogue") / "site"
    build(out, SCHEMAS, listeners_by_type(PUBLISHERS))
    return out


def pages_of(site: Path) -> dict[Path, Page]:
    return {path: Page(path.read_text(encoding="utf-8")) for path in sorted(site.rglob("*.html"))}


def test_every_event_has_its_page_with_every_field_and_its_schema(site: Path) -> None:
    for contract in contracts():
        page = Page((site / "events" / f"{contract.type}.html").read_text(encoding="utf-8"))
        for field in contract.model.model_fields:
            assert field in page.words, f"{contract.type} does not show {field}"
        assert f"../schemas/{contract.type}.json" in page.links
        downloaded = json.loads((site / "schemas" / f"{contract.type}.json").read_text(encoding="utf-8"))
        assert downloaded == json.loads((SCHEMAS / f"{contract.type}.json").read_text(encoding="utf-8"))


def test_every_link_leads_somewhere(site: Path) -> None:
    pages = pages_of(site)
    for path, page in pages.items():
        for link in page.links:
            target, fragment = urldefrag(link)
            file = (path.parent / unquote(target)).resolve() if target else path
            assert file.is_file(), f"{path.name} links to {link}"
            if fragment:
                assert fragment in pages[file].ids, f"{path.name} links to {link}"


def test_nothing_is_loaded_from_anywhere(site: Path) -> None:
    for path, page in pages_of(site).items():
        assert [one for one in page.loads if not one.startswith("data:")] == [], path.name
        assert "default-src 'none'" in page.policy
        assert "http" not in page.policy
        assert re.findall(r"url\(|@import", path.read_text(encoding="utf-8")) == []
        assert not {"iframe", "object", "embed"} & set(page.tags)


def test_only_one_style_and_at_most_one_script_stand_in_a_page(site: Path) -> None:
    """Their hashes are all that the policy allows, so a closing tag inside one of them would let something out."""
    for path, page in pages_of(site).items():
        assert page.tags.count("style") == 1
        assert page.tags.count("script") == (1 if path.name == "index.html" else 0)
        assert " style=" not in path.read_text(encoding="utf-8")


def test_the_index_lists_every_event_and_works_without_its_script(site: Path) -> None:
    page = Page((site / "index.html").read_text(encoding="utf-8"))
    assert {f"events/{contract.type}.html" for contract in contracts()} <= set(page.links)
    assert set(PUBLISHERS) <= page.ids


def test_personal_events_are_marked_and_offered_to_nobody(site: Path) -> None:
    for contract in contracts():
        text = (site / "events" / f"{contract.type}.html").read_text(encoding="utf-8")
        assert ("restricted: personal data" in text) == (contract.exchange == PERSONAL)
        assert ('id="bind"' in text) == (contract.exchange != PERSONAL)


def test_a_page_names_the_services_that_listen(site: Path) -> None:
    page = Page((site / "events" / "enrolment.group_started.v1.html").read_text(encoding="utf-8"))
    assert "accounting, coaching" in page.words
    assert by_type({"b": {"events": ["x.y.v1"]}, "a": {"personal": ["x.y.v1"]}}) == {"x.y.v1": ("a", "b")}


def test_every_attribute_of_the_envelope_is_explained(site: Path) -> None:
    page = Page((site / "envelope.html").read_text(encoding="utf-8"))
    for name in Envelope.model_fields:
        assert name in page.words


def test_what_a_contract_says_is_text_and_never_markup() -> None:
    assert str(prose("a <b> & ``<script>``")) == "a &lt;b&gt; &amp; <code>&lt;script&gt;</code>"
    shown = str(json_html('{"<k>": "</code><script>alert(1)</script>", "n": [1.5, null, true]}'))
    assert "<script>" not in shown
    assert "<k>" not in shown
    page = Page(shown)
    assert json.loads(page.words) == {"<k>": "</code><script>alert(1)</script>", "n": [1.5, None, True]}


def test_examples_revisions_and_asyncapi_are_offered_when_they_are_committed(tmp_path: Path) -> None:
    type_ = "enrolment.group_closed.v1"
    schemas = tmp_path / "schemas"
    for name, text in {
        f"examples/{type_}.json": '{"id": "<i>", "data": {}}',
        f"revisions/{type_}/2.json": "{}",
        f"revisions/{type_}/10.json": "{}",
        "asyncapi.yaml": "asyncapi: 3.0.0\n",
    }.items():
        (schemas / name).parent.mkdir(parents=True, exist_ok=True)
        (schemas / name).write_text(text)
    build(tmp_path / "site", schemas, {})
    page = Page((tmp_path / "site" / "events" / f"{type_}.html").read_text(encoding="utf-8"))
    assert f"../examples/{type_}.json" in page.links
    revisions = [link for link in page.links if "/revisions/" in link]
    assert [Path(link).name for link in revisions] == ["2.json", "10.json"]
    assert '"<i>"' in page.words
    assert "asyncapi.yaml" in Page((tmp_path / "site" / "start.html").read_text(encoding="utf-8")).links


def test_a_field_inside_a_list_a_map_or_a_choice_is_shown_where_it_is() -> None:
    schema = {
        "$defs": {
            "Line": {
                "properties": {"minutes": {"type": "integer", "minimum": 0}},
                "required": ["minutes"],
                "type": "object",
            },
            "Kind": {"enum": ["a", "b"], "type": "string"},
        },
        "properties": {
            "lines": {"type": "array", "items": {"$ref": "#/$defs/Line"}, "minItems": 1},
            "by_person": {"type": "object", "additionalProperties": {"$ref": "#/$defs/Line"}},
            "kind": {"anyOf": [{"$ref": "#/$defs/Kind"}, {"type": "null"}], "description": "Which."},
        },
        "required": ["lines"],
    }
    rows = {field.path: field for field in fields_of(schema)}
    assert list(rows) == ["lines", "lines[].minutes", "by_person", "by_person{}.minutes", "kind"]
    assert (rows["lines"].type, rows["lines"].constraints) == ("list of object", ("at least 1 items",))
    assert rows["lines[].minutes"].constraints == ("at least 0",)
    assert (rows["kind"].type, rows["kind"].required, rows["kind"].nullable) == ("choice", False, True)
    assert rows["kind"].constraints == ("one of a, b",)


def test_every_contract_can_be_shown_with_a_type_that_says_something() -> None:
    for contract in contracts():
        for field in fields_of(json_schema(contract)):
            assert "any" not in field.type.split(), f"{contract.type}: {field.path}"


def test_a_build_removes_what_is_gone_but_touches_no_foreign_directory(tmp_path: Path) -> None:
    build(tmp_path / "site", SCHEMAS, {})
    (tmp_path / "site" / "events" / "old.html").write_text("old")
    build(tmp_path / "site", SCHEMAS, {})
    assert not (tmp_path / "site" / "events" / "old.html").exists()
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(BuildError, match="no catalogue"):
        build(tmp_path, SCHEMAS, {})
    assert (tmp_path / "letter.txt").read_text() == "mine"


def test_the_command_builds_and_says_what_is_wrong(tmp_path: Path) -> None:
    app = typer.Typer()
    app.add_typer(command.app, name="catalogue")
    built = CliRunner().invoke(app, ["catalogue", "build", "--out", str(tmp_path / "site"), "--schemas", str(SCHEMAS)])
    assert built.exit_code == 0, built.output
    assert (tmp_path / "site" / "index.html").is_file()
    missing = CliRunner().invoke(
        app, ["catalogue", "build", "--out", str(tmp_path / "x"), "--schemas", str(tmp_path / "no")]
    )
    assert missing.exit_code == 1
    assert "there is no directory" in missing.output


def test_a_port_that_is_taken_is_told_in_one_line() -> None:
    app = typer.Typer()
    app.add_typer(command.app, name="catalogue")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", free_port()))
        taken.listen()
        port = str(taken.getsockname()[1])
        ended = CliRunner().invoke(app, ["catalogue", "serve", "--port", port, "--schemas", str(SCHEMAS)])
    assert ended.exit_code == 1
    assert f"port {port} cannot be used" in ended.output


def test_a_browser_runs_the_search_and_reports_no_violation(site: Path, tmp_path: Path) -> None:
    """The policy allows the page its own script by hash: a wrong hash would leave the form hidden."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        pytest.skip("no chromium on this machine: the pages were not looked at in a browser")
    command_line = [
        browser,
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        f"--user-data-dir={tmp_path}",
        "--enable-logging=stderr",
    ]
    shown = subprocess.run(
        [*command_line, "--virtual-time-budget=2000", "--dump-dom", (site / "index.html").as_uri()],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert "Content Security Policy" not in shown.stderr
    form = re.search(r'<form[^>]*id="search"[^>]*>', shown.stdout)
    assert form is not None
    assert "hidden" not in form.group()
    assert f"{len(contracts())} events" in shown.stdout
