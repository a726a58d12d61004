"""Facts into HTML. Everything that comes from a contract is escaped; what is marked safe is made here.

A page allows itself exactly one style and, where it has one, one script, by their hashes. ``'self'`` would be shorter, but
means nothing useful for a page that is opened from a directory.
"""

import base64
import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import metadata, resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from essaim.cli.catalogue_page.facts import EventFacts
from essaim.cli.catalogue_page.fields import SCALARS
from essaim.contracts.catalogue import PUBLISHERS
from essaim.contracts.envelope import CONTENT_TYPE, Envelope
from essaim.contracts.topology import EVENTS_LOG, LOG_MAX_AGE, VHOST

MENU = (
    ("index", "Events"),
    ("start", "Start"),
    ("envelope", "Envelope"),
    ("delivery", "Delivery"),
    ("versions", "Versions"),
)
ATTRIBUTES = {
    "specversion": "Always ``1.0``.",
    "id": "Made once and kept at every resend: remember it, and you see each event once. A UUIDv7, so ids sort by time.",
    "source": "Who says it: ``/<partner>/<service>``. The broker’s ``user_id`` vouches for it.",
    "type": "What happened: ``<service>.<what_happened>.v<n>``. Also the routing key.",
    "subject": "The id of the thing it happened to, such as a group or an invoice.",
    "time": "When it happened, as an instant in UTC.",
    "datacontenttype": "Always ``application/json``.",
    "dataschema": "The name of the schema of ``data``: ``urn:essaim:schema:<type>``. A name, not an address.",
    "sequence": "Position in the history of its subject, increasing per ``source`` and ``subject``. Numbers may be missing.",
    "correlationid": "The same for everything that one command set in motion.",
    "causationid": "The id of the event that caused this one, when one did.",
    "traceparent": "W3C trace context, when the publisher traces.",
    "scheme": "The kind of programme it belongs to, when it belongs to one.",
    "data": "What the event’s own page describes.",
}
_STRING_NUMBER_WORD = re.compile(r'("(?:[^"\\]|\\.)*")(\s*:)?|(-?\d+(?:\.\d+)?)|\b(true|false|null)\b')


@dataclass(frozen=True)
class Example:
    """A program that the start page shows and offers."""

    name: str
    title: str
    words: str
    text: str


def render_site(events: Sequence[EventFacts], examples: Sequence[Example], *, asyncapi: bool) -> dict[str, str]:
    """File name → HTML of every page."""
    style, script = _asset("style.css"), _asset("search.js")
    environment = _environment()
    environment.globals |= {"menu": MENU, "style": style, "release": metadata.version("essaim"), "root": "", "here": ""}
    environment.globals |= {"policy": _policy(style), "log": EVENTS_LOG, "log_age": _in_words(LOG_MAX_AGE)}

    def page(template: str, **values: Any) -> str:
        return environment.get_template(f"{template}.html").render(here=template, **values)

    files = {
        "index.html": page(
            "index",
            events=events,
            open_count=sum(not one.restricted for one in events),
            publishers=[(name, [one for one in events if one.publisher == name]) for name in PUBLISHERS],
            script=script,
            policy=_policy(style, script),
        ),
        "start.html": page("start", vhost=VHOST, examples=examples, asyncapi=asyncapi),
        "envelope.html": page("envelope", content_type=CONTENT_TYPE, attributes=_attributes(), scalars=SCALARS),
        "delivery.html": page("delivery"),
        "versions.html": page("versions"),
    }
    for before, event, after in zip([None, *events], events, [*events[1:], None], strict=False):
        files[f"events/{event.type}.html"] = page("event", event=event, before=before, after=after, root="../")
    return files


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("essaim.cli.catalogue_page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"prose": prose, "breakable": breakable, "json": json_html}
    return environment


def prose(text: str) -> Markup:
    """A docstring's text: what stands between double backticks is code."""
    parts = str(escape(" ".join(text.split()))).split("``")
    return Markup("".join(f"<code>{part}</code>" if index % 2 else part for index, part in enumerate(parts)))


def breakable(text: str) -> Markup:
    """A dotted name that may break after its dots and underscores, so that it fits a phone."""
    return Markup(re.sub(r"([._])(?=.)", r"\1<wbr>", str(escape(text))))


def json_html(text: str) -> Markup:
    """JSON in the layout of this site, with keys, strings and other values told apart."""
    pieces, end = [], 0
    pretty = json.dumps(json.loads(text), indent=2, ensure_ascii=False)
    for match in _STRING_NUMBER_WORD.finditer(pretty):
        string, colon, number, word = match.groups()
        kind = "k" if colon else "s" if string else "n"
        pieces += [
            escape(pretty[end : match.start()]),
            Markup('<span class="{}">{}</span>').format(kind, string or number or word),
        ]
        pieces.append(escape(colon or ""))
        end = match.end()
    return Markup("").join([*pieces, escape(pretty[end:])])


def _attributes() -> list[tuple[str, bool, str]]:
    """The attributes of the envelope. KeyError for one that nobody has described yet."""
    always = ("specversion", "datacontenttype")
    return [
        (name, field.is_required() or name in always, ATTRIBUTES[name]) for name, field in Envelope.model_fields.items()
    ]


def _policy(style: str, script: str | None = None) -> str:
    allowed = [
        "default-src 'none'",
        f"style-src {_hash(style)}",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    return "; ".join([*allowed, *([f"script-src {_hash(script)}"] if script else [])])


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _asset(name: str) -> Markup:
    """A style or script as it stands in the page. It is ours, and holds no closing tag: that is checked by a test."""
    return Markup(resources.files("essaim.cli.catalogue_page").joinpath("templates", name).read_text(encoding="utf-8"))


def _in_words(age: str) -> str:
    return f"{age.removesuffix('D')} days"
