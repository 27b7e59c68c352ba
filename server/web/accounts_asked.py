"""What is asked about accounts, read strictly. Passwords are taken as they are typed."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from server.accounts.accounts import Standing
from server.web.asked import Asked
from server.wire.words import Label, Name

Email = Annotated[str, Field(min_length=1, max_length=320)]
Password = Annotated[str, Field(max_length=1000)]
Code = Annotated[str, Field(max_length=16)]
Token = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{22}$")]


class SignInAsked(Asked):
    email: Email
    password: Password
    code: Code = ""


class NewPassword(Asked):
    now: Password
    new: Password


class Factor(Asked):
    password: Password
    secret: Annotated[str, Field(pattern=r"^[A-Z2-7]{32}$")]
    code: Code


class Confirmed(Asked):
    password: Password


class Opened(Asked):
    token: Token


class NewAccount(Asked):
    token: Token
    name: Name
    email: Email
    password: Password


class PasswordByLink(Asked):
    token: Token
    password: Password


class Away(Asked):
    """`token`: a one-time link that is being used; `connect`: the account that is signed in is meant."""

    token: Annotated[str, Field(pattern=r"^([A-Za-z0-9_-]{22})?$")] = ""
    connect: bool = False


class Invited(Asked):
    name: Label = ""
    role: Standing


class NewRole(Asked):
    role: Standing
