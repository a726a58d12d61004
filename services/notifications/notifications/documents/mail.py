"""A mail from a template: a subject, a plain text, and the same text as simple HTML.

A template's first line is its subject. Values come from people and are escaped in HTML; line breaks in a subject or an
address are refused by the e-mail library, so nobody can add headers.
"""

from collections.abc import Mapping
from datetime import date, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from essaim.contracts.types import parse_amount
from essaim.kit.clock import PARIS
from essaim.kit.french import french_amount, french_date, french_spaces, french_time

DOMAIN = "essaim.invalid"


def date_text(value: str) -> str:
    """``2026-10-07`` as ``7 octobre 2026``."""
    return french_date(date.fromisoformat(value))


def instant_text(value: str) -> str:
    """An instant as ``mercredi 7 octobre 2026 à 14 h 00``, Paris time."""
    instant = datetime.fromisoformat(value)
    return f"{french_date(instant.astimezone(PARIS).date(), weekday=True)} à {french_time(instant)}"


def amount_text(value: str) -> str:
    """``1234.50`` as ``1 234,50 €``."""
    return french_amount(parse_amount(value))


def year_text(value: str) -> str:
    """``2026-2027`` as ``2026–2027``."""
    return value.replace("-", "–")


class MailWriter:
    """Writes mails; templates are compiled once."""

    def __init__(self, mail_from: str) -> None:
        name, address = parseaddr(mail_from)
        self._sender = Address(name, addr_spec=address)
        loader = PackageLoader("notifications", "documents/templates")
        # The text parts are plain text; the HTML part escapes them whole, in ``base.html``.
        self._texts = Environment(loader=loader, autoescape=False, undefined=StrictUndefined, trim_blocks=True)
        self._pages = Environment(loader=loader, autoescape=True, undefined=StrictUndefined)
        for environment in (self._texts, self._pages):
            environment.filters |= {
                "date": date_text,
                "instant": instant_text,
                "amount": amount_text,
                "year": year_text,
            }

    def write(
        self, template: str, facts: Mapping[str, Any], *, to_name: str, to_email: str, message_id: str, at: datetime
    ) -> EmailMessage:
        """The mail. ValueError for an address that is none."""
        rendered = self._texts.get_template(f"{template}.txt").render(facts)
        subject, _, body = rendered.partition("\n")
        body = french_spaces(body.strip()) + "\n"
        mail = EmailMessage()
        mail["From"] = self._sender
        mail["To"] = Address(to_name, addr_spec=to_email)
        mail["Subject"] = french_spaces(" ".join(subject.removeprefix("Objet :").split()))
        mail["Date"] = format_datetime(at)
        mail["Message-ID"] = f"<{message_id}@{self._sender.domain or DOMAIN}>"
        mail["Auto-Submitted"] = "auto-generated"
        mail["Content-Language"] = "fr"
        mail.set_content(body)
        paragraphs = [paragraph.splitlines() for paragraph in body.strip().split("\n\n")]
        html = self._pages.get_template("base.html").render(subject=mail["Subject"], paragraphs=paragraphs)
        mail.add_alternative(html, subtype="html")
        return mail
