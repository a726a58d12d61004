"""Mails as the sink kept them: to whom, about what. ``.eml`` files are parsed, never trusted to be well-formed."""

import email.policy
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from email.parser import BytesParser
from email.utils import getaddresses
from pathlib import Path


@dataclass(frozen=True)
class Mail:
    """One mail: its file, its recipient and its subject."""

    file: Path
    recipient: str
    subject: str
    attachments: tuple[str, ...]


@dataclass(frozen=True, order=True)
class Expected:
    """A mail that somebody has to get: the subject is a regular expression for the whole of it."""

    recipient: str
    subject: str
    times: int = 1


def read_mail(path: Path) -> Mail:
    """A mail from its file."""
    with path.open("rb") as file:
        message = BytesParser(policy=email.policy.default).parse(file)
    recipients = [address for _, address in getaddresses(message.get_all("to", []))]
    attachments = tuple(part.get_filename() or "" for part in message.iter_attachments())
    # Subjects hold no-break spaces, as French asks for.
    subject = " ".join(str(message.get("subject", "")).split())
    return Mail(path, ", ".join(recipients), subject, attachments)


def text_of(path: Path) -> str:
    """What a mail says, without its pictures and without markup."""
    with path.open("rb") as file:
        message = BytesParser(policy=email.policy.default).parse(file)
    body = message.get_body(("plain",))
    return str(body.get_content()) if body else ""


def read_mails(directory: Path) -> list[Mail]:
    """Every mail of a directory, in the order of arrival."""
    return [read_mail(path) for path in sorted(directory.glob("*.eml"))]


def differences(expected: Iterable[Expected], mails: Iterable[Mail]) -> tuple[list[str], list[str]]:
    """What is missing, and what came although nobody expected it; one line each."""
    left = Counter((mail.recipient, mail.subject) for mail in mails)
    missing = []
    for one in sorted(expected):
        matching = [key for key in left.elements() if key[0] == one.recipient and re.fullmatch(one.subject, key[1])]
        for key in matching[: one.times]:
            left[key] -= 1
        if len(matching) < one.times:
            missing.append(f"{one.recipient}: {one.subject} ({len(matching)} of {one.times})")
    return missing, [f"{recipient}: {subject}" for recipient, subject in left.elements()]
