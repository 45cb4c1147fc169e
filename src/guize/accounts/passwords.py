"""What a password must be, by profile (GUIZE_PASSWORDS).

mlps  complexity and regular change, as GB/T 22239—2019 8.1.4.1 asks; the three kinds of characters,
      the 90 days and the five passwords not taken again are our reading of it
asvs  OWASP ASVS 5.0, 6.2: twelve characters or more, nothing else prescribed, no change without a
      cause

Both refuse what is widely used, whatever ornament is put around it.
"""

from __future__ import annotations

import re
import unicodedata
from abc import ABC, abstractmethod
from typing import Any

from django.contrib.auth.hashers import check_password
from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    get_default_password_validators,
)
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

HERE = "guize.accounts.passwords"
KEPT = 5  # passwords that are not taken again
FEWEST = 5  # different characters
KINDS = 3
OURS = ("guize", "xiuyan", "yunling", "admin", "password", "mima")
ORNAMENT = re.compile(r"^[\W\d_]+|[\W\d_]+$")
ROWS = ("01234567890", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm")


def validators(profile: str) -> list[dict[str, Any]]:
    """AUTH_PASSWORD_VALIDATORS of a profile."""
    of_django = "django.contrib.auth.password_validation"
    shortest = 12 if profile == "asvs" else 10
    both = [
        {"NAME": f"{HERE}.Long", "OPTIONS": {"shortest": shortest}},
        {
            "NAME": f"{of_django}.UserAttributeSimilarityValidator",
            "OPTIONS": {"user_attributes": ["username"]},
        },
        {"NAME": f"{HERE}.NotGuessable"},
    ]
    of_mlps = [{"NAME": f"{HERE}.SeveralKinds"}, {"NAME": f"{HERE}.NotBefore"}]
    return both if profile == "asvs" else both + of_mlps


class Rule(ABC):
    """A validator as Django calls it."""

    def validate(self, password: str, user: Any = None) -> None:
        if cause := self.refusal(password, user):
            raise ValidationError(cause)

    @abstractmethod
    def refusal(self, password: str, user: Any) -> str:
        """Why the password is refused; empty: it is not."""

    @abstractmethod
    def get_help_text(self) -> str:
        """What is asked, in a few words."""


class Long(Rule):
    def __init__(self, shortest: int) -> None:
        self.shortest = shortest

    def refusal(self, password: str, user: Any) -> str:
        return self.get_help_text() if len(password) < self.shortest else ""

    def get_help_text(self) -> str:
        return _("至少 %(n)s 个字符") % {"n": self.shortest}


class NotGuessable(Rule):
    """Refuses what stands in the lists of attackers, also between figures and marks."""

    def __init__(self) -> None:
        self.common = CommonPasswordValidator().passwords

    def refusal(self, password: str, user: Any) -> str:
        plain = unicodedata.normalize("NFKC", password).casefold()
        core = ORNAMENT.sub("", plain)
        known = {plain, core} & self.common or core in OURS
        is_poor = len(set(plain)) < FEWEST or not _without_rows(plain)
        return _("过于常见或有规律,容易被猜出") if known or is_poor else ""

    def get_help_text(self) -> str:
        return _("不能是常见密码,不能与账号相近")


class SeveralKinds(Rule):
    """Three of: capitals, small letters, other letters (汉字), figures, marks."""

    def refusal(self, password: str, user: Any) -> str:
        return self.get_help_text() if len({_kind(one) for one in password}) < KINDS else ""

    def get_help_text(self) -> str:
        return _("含大写字母、小写字母、汉字、数字、符号中的三种")


class NotBefore(Rule):
    def refusal(self, password: str, user: Any) -> str:
        past = user.past_passwords.order_by("-id")[:KEPT] if getattr(user, "pk", None) else ()
        is_again = any(check_password(password, one.encoded) for one in past)
        return self.get_help_text() if is_again else ""

    def get_help_text(self) -> str:
        return _("不能与最近 %(n)s 次用过的相同") % {"n": KEPT}


def _kind(character: str) -> str:
    category = unicodedata.category(character)
    if category in ("Lu", "Ll", "Nd"):
        return category
    return "letter" if category.startswith("L") else "mark"


def _without_rows(password: str) -> str:
    """What is left without runs of three or more along the alphabet, the figures or the keys."""
    left = password
    for row in (*ROWS, *(row[::-1] for row in ROWS)):
        for length in range(len(row), 2, -1):
            for at in range(len(row) - length + 1):
                left = left.replace(row[at : at + length], "")
    return left


def what_is_asked() -> list[str]:
    """The rules of the profile, for the form."""
    rules = get_default_password_validators()
    return [rule.get_help_text() for rule in rules if isinstance(rule, Rule)]
