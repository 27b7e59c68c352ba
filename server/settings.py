"""What can be set from outside: environment variables TINGSHA_*, or the options of `tingsha serve`."""

from __future__ import annotations

from email.utils import formataddr, parseaddr
from pathlib import Path
from re import fullmatch
from typing import Self
from urllib.parse import urlsplit

from pydantic import Field, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

DATABASE = "sqlite+aiosqlite:///tingsha.sqlite3"


class Settings(BaseSettings):
    """database       where the log is: an SQLAlchemy URL with an asyncio driver, or a path to an SQLite file
    host, port        where to listen; port 0 takes any free one
    public_origin     the address people use, when a proxy stands in front: https://sessions.example.org
    proxies           addresses of proxies whose X-Forwarded-For is believed, with commas between
    secret            what accounts' links to screens are made from; unset, it is kept in a file beside an SQLite file
    oidc_issuer       the organisation's own sign-in (OpenID Connect): the address of its provider, unset for none
    oidc_client_id, oidc_client_secret     how the provider knows this house
    oidc_name         what people call the provider
    smtp_url          the mail server that sends letters: smtp://name:password@mail.example.org:587; unset for no mail
    mail_from         who letters are from: an address, or Our House <house@example.org>
    fonts             a folder of further fonts for PDF, for scripts that ours do not have; unset for none
    demo              whether a control screen may fill the room with simulated people
    """

    model_config = SettingsConfigDict(env_prefix="TINGSHA_", frozen=True, extra="forbid")

    database: str = DATABASE
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65_535)
    public_origin: str = ""
    proxies: str = "127.0.0.1"
    secret: str = Field(default="", repr=False)
    oidc_issuer: str = ""
    oidc_client_id: str = ""
    oidc_client_secret: str = Field(default="", repr=False)
    oidc_name: str = "your organisation"
    smtp_url: str = Field(default="", repr=False)
    mail_from: str = ""
    fonts: str = ""
    demo: bool = False

    @field_validator("database")
    @classmethod
    def _as_url(cls, database: str) -> str:
        if "://" not in database:
            return f"sqlite+aiosqlite:///{Path(database).expanduser()}"
        scheme, rest = database.split("://", 1)
        drivers = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg", "postgres": "postgresql+asyncpg"}
        return f"{drivers.get(scheme, scheme)}://{rest}"

    @field_validator("public_origin")
    @classmethod
    def _as_origin(cls, origin: str) -> str:
        if not origin:
            return ""
        parts = urlsplit(origin.strip().lower())
        if parts.scheme not in ("http", "https") or not parts.netloc or parts.path.strip("/") or parts.query:
            raise ValueError("must be like https://sessions.example.org, without anything after it")
        return f"{parts.scheme}://{parts.netloc}"

    @field_validator("secret")
    @classmethod
    def _as_secret(cls, secret: str) -> str:
        if secret and len(secret) < 22:
            raise ValueError("must have at least 22 characters, such as 32 random ones")
        return secret

    @field_validator("oidc_issuer")
    @classmethod
    def _as_issuer(cls, issuer: str) -> str:
        parts = urlsplit(issuer)
        if issuer and parts.scheme != "https" and parts.hostname not in ("127.0.0.1", "::1", "localhost"):
            raise ValueError("must begin with https://, as the provider writes it")
        return issuer

    @field_validator("smtp_url")
    @classmethod
    def _as_mail_server(cls, url: str) -> str:
        parts = urlsplit(url.strip())
        if not url:
            return ""
        try:
            is_whole = parts.scheme in ("smtp", "smtps") and bool(parts.hostname) and (parts.port or 1) > 0
        except ValueError:  # a port that is none
            is_whole = False
        if not is_whole or parts.path.strip("/") or parts.query or parts.fragment:
            raise ValueError(
                "must be like smtp://name:password@mail.example.org:587, or smtps:// where TLS comes first; "
                "in a name or a password write @ as %40, / as %2F, # as %23 and : as %3A"
            )
        return url.strip()

    @field_validator("mail_from")
    @classmethod
    def _as_sender(cls, sender: str) -> str:
        if not sender:
            return ""
        name, address = parseaddr(sender)
        if not fullmatch(r"[^\s@]+@[^\s@]+\.[^\s@.]+", address) or not sender.isprintable():
            raise ValueError("must be an address such as house@example.org, or Our House <house@example.org>")
        return formataddr((name, address)) if name.isascii() else sender

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if bool(self.oidc_issuer) != bool(self.oidc_client_id):
            raise ValueError("oidc_issuer and oidc_client_id go together: set both, or neither")
        if bool(self.smtp_url) != bool(self.mail_from):
            raise ValueError("smtp_url and mail_from go together: set both, or neither")
        return self
