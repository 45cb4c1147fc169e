"""Pages are Chinese unless the reader asked for English."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("preference", ["en-US,en;q=0.9", "fr", ""])
def test_the_browsers_preference_does_not_decide(client, preference):
    page = client.get("/sign-in", headers={"Accept-Language": preference})
    assert page.headers["Content-Language"] == "zh-hans"
    assert "登录" in page.content.decode()


def test_english_is_given_on_request(client):
    client.post("/language", {"language": "en", "next": "/sign-in"})
    assert "Sign in" in client.get("/sign-in").content.decode()


def test_an_unknown_language_falls_back_to_chinese(client):
    client.cookies["guize-language"] = "xx"
    assert client.get("/sign-in").headers["Content-Language"] == "zh-hans"
