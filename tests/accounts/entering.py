"""Hands at the door: name and password, a telephone that shows codes, where one stands then."""

from __future__ import annotations

import html
import re
import time
from dataclasses import dataclass

from django.test import Client
from django.urls import reverse

import people
from guize.accounts import totp
from guize.accounts.models import Factor
from guize.accounts.sealing import unseal

ANYWHERE = ("home", "cases:list", "account", "organisation", "security", "accounts")


def knock(client: Client, username: str, password: str = people.PASSWORD, **more: str):
    return client.post(reverse("sign-in"), {"username": username, "password": password, **more})


def is_in(client: Client) -> bool:
    return client.get(reverse("account")).status_code == 200


@dataclass
class Telephone:
    """Shows codes: `code()` of now, `code(1)` the next one; each counts once."""

    secret: str

    def code(self, steps: int = 0) -> str:
        return totp.code_at(self.secret, time.time() + steps * totp.STEP)


def set_up(client: Client) -> tuple[Telephone, list[str]]:
    """Sets up an authenticator with the code of the step before, so that two more can be used."""
    shown = client.get(reverse("authenticator")).content.decode()
    phone = Telephone(re.search(r"<code>([A-Z2-7 ]{39})</code>", shown)[1].replace(" ", ""))
    made = client.post(reverse("authenticator"), {"code": phone.code(-1), "name": "手机"})
    codes = re.findall(r"<code>([a-z2-9-]{29})</code>", html.unescape(made.content.decode()))
    return phone, codes


def telephone_of(username: str) -> Telephone:
    row = Factor.objects.get(account__username=username, kind="totp", ended_on=None)
    return Telephone(unseal(row.secret))


def show(client: Client, code: str):
    return client.post(reverse("second-factor"), {"code": code})
