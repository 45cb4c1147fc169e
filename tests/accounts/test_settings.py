"""What the environment says about signing in, and what holds where it says nothing."""

from __future__ import annotations

import runpy

import pytest

from guize.web import settings as shipped


@pytest.fixture
def read(monkeypatch, tmp_path):
    """`read(GUIZE_HTTPS="1")` gives the settings as they are read under that environment."""

    def settings(**variables: str) -> dict[str, object]:
        monkeypatch.setenv("GUIZE_DATA", str(tmp_path))
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(str(shipped.__file__))

    return settings


def test_behind_tls_cookies_are_bound_to_the_host_and_to_tls(read):
    found = read(GUIZE_HTTPS="1")
    assert found["SESSION_COOKIE_SECURE"]
    assert found["CSRF_COOKIE_SECURE"]
    assert found["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert found["CSRF_COOKIE_NAME"].startswith("__Host-")
    assert found["SECURE_HSTS_SECONDS"] >= 365 * 24 * 3600
    assert found["SECURE_PROXY_SSL_HEADER"] == ("HTTP_X_FORWARDED_PROTO", "https")


def test_without_tls_no_header_makes_a_request_secure(read):
    found = read()
    assert "SECURE_PROXY_SSL_HEADER" not in found
    assert found["SESSION_COOKIE_HTTPONLY"]
    assert found["CSRF_COOKIE_HTTPONLY"]
    assert found["SESSION_COOKIE_SAMESITE"] == "Lax"


@pytest.mark.parametrize(("profile", "days", "shortest"), [("", 90, 10), ("mlps", 90, 10),
                                                           ("asvs", 0, 12)])  # fmt: skip
def test_the_profile_of_passwords_is_chosen(read, profile, days, shortest):
    found = read(GUIZE_PASSWORDS=profile)
    assert found["PASSWORD_DAYS"] == days
    assert found["AUTH_PASSWORD_VALIDATORS"][0]["OPTIONS"] == {"shortest": shortest}


def test_the_limits_of_sessions_are_chosen(read):
    found = read(GUIZE_IDLE_MINUTES="15", GUIZE_SESSION_HOURS="8", GUIZE_SESSIONS="1")
    limits = (found["SESSION_IDLE"], found["SESSION_COOKIE_AGE"], found["SESSION_LIMIT"])
    assert limits == (900, 8 * 3600, 1)


def test_lists_are_joined_by_commas_and_empty_by_default(read):
    assert read()["OUTGOING"] == []
    assert read()["SIGN_IN_ELSEWHERE"] == {"oidc": "", "cas": "", "ldap": ""}
    found = read(GUIZE_OUTGOING=" https://a.example, http://10.0.0.1:8080 ,")
    assert found["OUTGOING"] == ["https://a.example", "http://10.0.0.1:8080"]


@pytest.mark.parametrize(
    ("name", "value"),
    [("GUIZE_PASSWORDS", "none"), ("GUIZE_HTTPS", "yes"), ("GUIZE_DEMO_SIGN_IN", "closed"),
     ("GUIZE_SESSIONS", "0"), ("GUIZE_IDLE_MINUTES", "-5"), ("GUIZE_SESSION_HOURS", "many"),
     ("GUIZE_CAS_PROTOCOL", "1")],
)  # fmt: skip
def test_a_slip_is_told_and_not_read_as_something_else(read, name, value):
    with pytest.raises(SystemExit, match=name):
        read(**{name: value})
