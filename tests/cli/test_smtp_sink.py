"""The mail sink keeps every mail as a file, whole, under a name that sorts."""

import asyncio
import smtplib
import sys
from collections.abc import AsyncIterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from essaim.cli.local.ports import free_port, is_listening
from essaim.cli.local.processes import Process, base_environment, eventually
from essaim.cli.local.smtp_sink import file_name


@pytest.fixture
async def sink(tmp_path: Path) -> AsyncIterator[tuple[int, Path]]:
    port, directory = free_port(), tmp_path / "mails"
    command = [sys.executable, "-m", "essaim.cli.local.smtp_sink", "--dir", str(directory), "--port", str(port)]
    process = Process("sink", command, log=tmp_path / "sink.log", env=base_environment())
    process.start()
    assert await eventually(lambda: is_listening(port), 20), process.tail()
    yield port, directory
    await process.stop()
    assert process.exit_code == 0


def send(port: int, to: str, subject: str, body: str) -> None:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "essaim@cmq-mma.invalid", to, subject
    mail.set_content(body)
    with smtplib.SMTP("127.0.0.1", port, timeout=10) as client:
        client.send_message(mail)


async def test_each_mail_is_a_file_that_sorts_by_arrival(sink: tuple[int, Path]) -> None:
    port, directory = sink
    for number in range(1, 4):
        await asyncio.to_thread(send, port, f"eleve{number}@example.org", f"Séance n° {number}", "Bonjour,\nà bientôt")
    files = sorted(directory.glob("*.eml"))
    assert [path.name for path in files] == [f"00000{n}-eleve{n}@example.org.eml" for n in range(1, 4)]
    kept = message_from_bytes(files[2].read_bytes(), policy=policy.default)
    assert kept["Subject"] == "Séance n° 3"
    assert kept["X-Essaim-Envelope-To"] == "eleve3@example.org"
    assert kept.get_content().split() == ["Bonjour,", "à", "bientôt"]


@pytest.mark.parametrize(
    ("recipient", "name"),
    [
        ("a.b+c@example.org", "000007-a.b+c@example.org.eml"),
        ("../../etc/passwd", "000007-_.._etc_passwd.eml"),
        ('"x y"@example.org', "000007-_x_y_@example.org.eml"),
        ("é" * 300, "000007-_.eml"),
        ("...", "000007-nobody.eml"),
    ],
)
def test_a_file_name_is_safe_whatever_the_recipient(recipient: str, name: str) -> None:
    assert file_name(7, recipient) == name
