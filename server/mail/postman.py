"""Handing a letter over to a mail server, and being clear about what became of it."""

from __future__ import annotations

from datetime import UTC, datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import format_datetime
from urllib.parse import unquote, urlsplit

import aiosmtplib

from server.season.person import is_address

PATIENCE = 30.0
"""Seconds that a mail server may take for each answer."""
LOCAL = ("localhost", "127.0.0.1", "::1")


class NotTaken(Exception):
    """The letter was not sent, and `why` says it without an address. `for_good`: no later try would help. `at_all`: the
    server takes no letter just now."""

    def __init__(self, why: str, *, for_good: bool = False, at_all: bool = False) -> None:
        super().__init__(why)
        self.for_good = for_good
        self.at_all = at_all


class Unsure(Exception):
    """The line broke after the words were on their way: the letter may have been sent, or not."""


class Postman:
    """`url` as settings have it: smtp://name:password@mail.example.org:587, or smtps:// for TLS from the first byte.
    A name and a password go over TLS only, except to this very machine."""

    def __init__(self, url: str, sender: str) -> None:
        parts = urlsplit(url)
        self._host = parts.hostname or ""
        self._is_tls = parts.scheme == "smtps"
        self._port = parts.port or (465 if self._is_tls else 587)
        self._user = unquote(parts.username or "")
        self._password = unquote(parts.password or "")
        self.sender = sender

    async def send(self, id: str, to: str, subject: str, words: str, calendar: str = "") -> None:
        """Sends one letter; `calendar` is a calendar file to go with it. The same `id` is the same letter to whoever
        gets it. Raises NotTaken or Unsure."""
        try:
            message = written(id, self.sender, to, subject, words, calendar)
        except (ValueError, MessageError):
            raise NotTaken("it is no address", for_good=True) from None
        address = message["To"].addresses[0].addr_spec
        is_plain = address.isascii()
        server = self._server()
        try:
            try:
                await server.connect()
                extras = [] if is_plain else ["SMTPUTF8", "BODY=8BITMIME"]
                if extras and server.is_ehlo_or_helo_needed:
                    await server.ehlo()
                if extras and not server.supports_extension("smtputf8"):
                    raise NotTaken("this mail server sends to plain addresses only", for_good=True)
                sender = message["From"].addresses[0].addr_spec
                await server.mail(sender, options=extras, encoding="ascii" if is_plain else "utf-8")
            except (aiosmtplib.SMTPException, OSError) as away:
                raise NotTaken(_kind(away), at_all=True) from None
            try:
                await server.rcpt(address, encoding="ascii" if is_plain else "utf-8")
            except aiosmtplib.SMTPResponseException as refused:
                raise NotTaken(_kind(refused), for_good=refused.code >= 500) from None
            except (aiosmtplib.SMTPException, OSError) as away:
                raise NotTaken(_kind(away), at_all=True) from None
            try:
                await server.data(message.as_bytes(policy=SMTP if is_plain else SMTPUTF8))
            except aiosmtplib.SMTPResponseException as refused:
                raise NotTaken(_kind(refused), for_good=refused.code >= 500) from None
            except (aiosmtplib.SMTPException, OSError):
                raise Unsure from None
        finally:
            await _leave(server)

    def _server(self) -> aiosmtplib.SMTP:
        is_local = self._host in LOCAL
        # None: TLS where the server offers it.
        start_tls = False if self._is_tls or is_local else True if self._user else None
        return aiosmtplib.SMTP(
            hostname=self._host,
            port=self._port,
            username=self._user or None,
            password=self._password or None,
            use_tls=self._is_tls,
            start_tls=start_tls,
            timeout=PATIENCE,
        )


def written(id: str, sender: str, to: str, subject: str, words: str, calendar: str = "") -> EmailMessage:
    """The letter as mail has it. Raises ValueError for an address that is none."""
    if not is_address(to):
        raise ValueError("no address")
    message = EmailMessage(policy=SMTP)
    message["From"] = sender
    message["To"] = Address(addr_spec=_spelt(to)) if to.isascii() else _spelt(to)
    if len(message["To"].addresses) != 1:
        raise ValueError("one address")
    message["Subject"] = " ".join(subject.split())
    message["Date"] = format_datetime(datetime.now(UTC))
    message["Message-ID"] = f"<{id}@{message['From'].addresses[0].domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(words)
    if calendar:
        message.add_attachment(calendar, subtype="calendar", filename="tingsha.ics")
    return message


def _spelt(address: str) -> str:
    """The address with its domain as name servers know it."""
    name, _, domain = address.rpartition("@")
    return f"{name}@{domain if domain.isascii() else domain.encode('idna').decode()}"


def _kind(failure: Exception) -> str:
    """What went wrong, without the words of the server, which often quote the address."""
    code = getattr(failure, "code", None)
    return f"{type(failure).__name__} {code}" if code else type(failure).__name__


async def _leave(server: aiosmtplib.SMTP) -> None:
    """Says goodbye; what a server answers to that changes nothing."""
    try:
        if server.is_connected:
            await server.quit(timeout=2)
    except (aiosmtplib.SMTPException, OSError):
        pass
    finally:
        server.close()
