"""Signing in with CAS 2 and 3, against a server of this machine that is right or wrong."""

from __future__ import annotations

import pytest
from django.urls import reverse
from entering import is_in
from issuing import SPOILT, Cas
from test_openid import tie

from guize.accounts.fresh import FRESH

pytestmark = pytest.mark.django_db
LEAVE = "/sign-in/with/cas"


@pytest.fixture
def server(county, settings):
    with Cas().serving() as found:
        settings.SIGN_IN_ELSEWHERE = {"cas": f"{found.address}/cas"}
        settings.OUTGOING = [found.address]
        tie(county, "case_officer", "cas", "subject-7", f"{found.address}/cas")
        yield found


def go(client, server, **asked: str):
    return client.get(server.hop(client.get(LEAVE, asked).url))


@pytest.mark.parametrize(("protocol", "path"), [("2", "/cas/serviceValidate"),
                                                ("3", "/cas/p3/serviceValidate")])  # fmt: skip
def test_who_is_tied_comes_in_by_either_protocol(client, server, settings, protocol, path):
    settings.CAS_PROTOCOL = protocol
    assert go(client, server, next="/cases/").url == "/cases/"
    assert is_in(client)
    assert server.asked == [path]


@pytest.mark.parametrize("fault", list(SPOILT))
def test_an_answer_of_another_shape_lets_nobody_in(client, server, fault):
    server.fault = fault
    assert go(client, server).status_code == 422
    assert not is_in(client)


def test_a_ticket_counts_once(client, server):
    address = server.hop(client.get(LEAVE).url)
    client.get(address)
    client.post(reverse("sign-out"))
    assert client.get(address).status_code == 422


def test_a_ticket_of_another_session_does_not_count_in_this_one(client, server):
    """Someone lures another into his own account with his own fresh ticket."""
    planted = server.hop(type(client)().get(LEAVE).url)
    client.get(LEAVE)
    assert client.get(planted).status_code == 422
    assert not is_in(client)


def test_a_ticket_for_another_service_is_refused_by_the_server(client, server):
    address = server.hop(client.get(LEAVE).url)
    (ticket,) = server.codes
    server.codes[ticket] = {"service": "https://another.example/"}
    assert client.get(address).status_code == 422


@pytest.mark.parametrize("ticket", ["", "x" * 301, "票", "ST-1&user=y", "ST-1\r\nHost: x"])
def test_no_ticket_and_strange_tickets_are_refused(client, server, ticket):
    away = client.get(LEAVE).url
    state = client.session["trip"]["state"]
    assert away.startswith(server.address)
    answer = client.get(f"{LEAVE}/back", {"state": state, "ticket": ticket})
    assert answer.status_code == 422
    assert not is_in(client)


def test_once_more_asks_the_server_for_a_new_sign_in(client, server):
    go(client, server)
    assert FRESH not in client.session
    assert "renew=true" in client.get(LEAVE, {"again": "1"}).url
    assert "身份已确认" in travel_again(client, server)
    assert client.session[FRESH]


def travel_again(client, server) -> str:
    return client.get(server.hop(client.get(LEAVE, {"again": "1"}).url)).content.decode()


def test_nothing_is_asked_of_a_server_that_is_not_on_the_list(client, server, settings):
    settings.OUTGOING = ["https://another.example"]
    assert client.get(LEAVE).status_code == 422
    assert server.asked == []


def test_the_fresh_page_offers_the_way_back_there(client, server):
    go(client, server)
    shown = client.get(reverse("confirm-password")).content.decode()
    assert f"{LEAVE}?again=1" in shown
