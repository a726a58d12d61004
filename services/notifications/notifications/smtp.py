"""The mail server over SMTP (aiosmtplib). What it refuses for good and what it cannot do just now are told apart."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from email.message import EmailMessage
from urllib.parse import parse_qs, unquote, urlsplit

import aiosmtplib

from essaim.kit.errors import RefusedError, UnavailableError


class SmtpServer:
    """One server, from a URL. A connection serves several mails."""

    def __init__(self, url: str, timeout_seconds: float) -> None:
        parts = urlsplit(url)
        self._host = parts.hostname or "localhost"
        self._tls = parts.scheme == "smtps"
        self._port = parts.port or (465 if self._tls else 25)
        self._user = unquote(parts.username) if parts.username else None
        self._password = unquote(parts.password) if parts.password else None
        self._starttls = parse_qs(parts.query).get("starttls", ["0"])[0] == "1"
        self._timeout = timeout_seconds
        self._client: aiosmtplib.SMTP | None = None

    @asynccontextmanager
    async def connected(self) -> AsyncIterator["SmtpServer"]:
        """A connection. UnavailableError when the server does not answer or does not let us in."""
        client = aiosmtplib.SMTP(
            hostname=self._host,
            port=self._port,
            use_tls=self._tls,
            start_tls=self._starttls,
            username=self._user,
            password=self._password,
            timeout=self._timeout,
        )
        try:
            await client.connect()
        except (aiosmtplib.SMTPException, OSError) as error:
            raise UnavailableError("mail-server-unavailable", f"{self._host}:{self._port}: {error}") from error
        self._client = client
        try:
            yield self
        finally:
            self._client = None
            client.close()

    async def send(self, mail: EmailMessage) -> None:
        """Hand one mail over."""
        if self._client is None:
            raise UnavailableError("mail-server-unavailable", "not connected")
        try:
            await self._client.send_message(mail)
        except aiosmtplib.SMTPRecipientsRefused as error:
            codes = [one.code for one in error.recipients]
            raise _failure(min(codes, default=550), str(error)) from error
        except aiosmtplib.SMTPResponseException as error:
            raise _failure(error.code, str(error)) from error
        except (aiosmtplib.SMTPException, OSError) as error:
            raise UnavailableError("mail-server-unavailable", str(error)) from error


def _failure(code: int, detail: str) -> RefusedError | UnavailableError:
    if 500 <= code < 600:
        return RefusedError("mail-refused", detail)
    return UnavailableError("mail-not-taken", detail)
