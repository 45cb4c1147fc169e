"""Every address for every role: what is read, what is refused, and that reading writes nothing."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

import pytest
from addresses import ADDRESSES, SEE_CASE, Address
from django.db import connection
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from world import built

import people
from guize.core.access import Object
from guize.ledger.models import Event

pytestmark = pytest.mark.django_db
LISTS = {
    "cases:list",
    "papers:follow-ups",
    "accountability:list",
    "accountability:mine",
    "papers:mine",
}


def names(found: Iterable[URLPattern | URLResolver], space: str = "") -> Iterator[str]:
    for each in found:
        if isinstance(each, URLResolver):
            inner = f"{space}{each.namespace}:" if each.namespace else space
            yield from names(each.url_patterns, inner)
        else:
            yield f"{space}{each.name}"


@pytest.fixture
def world(lawful, opened, settings, tmp_path) -> dict[str, object]:
    settings.DATA = tmp_path  # where the files of papers lie
    return built(lawful, str(opened.id))


def url(world: dict[str, object], name: str) -> str:
    return reverse(name, args=[world[argument] for argument in ADDRESSES[name].arguments])


def expected(address: Address, key: str) -> int:
    if address.posts:
        return 405
    if key in address.viewers:
        return 403
    if key in address.passed_on:
        return 302
    return 200 if key in address.readers else address.otherwise


def swept() -> dict[str, Address]:
    """Every address; one in ten on PostgreSQL, where `--long` sweeps them all as well."""
    step = 10 if connection.vendor == "postgresql" and "GUIZE_LONG" not in os.environ else 1
    return dict(list(ADDRESSES.items())[::step])


def test_every_address_is_declared_with_its_readers():
    assert sorted(names(get_resolver().url_patterns)) == sorted(ADDRESSES)


def test_every_object_an_address_names_is_in_the_matrix():
    assert {address.object for address in ADDRESSES.values()} - {""} <= set(Object)


def test_every_address_answers_each_role_as_declared(client, world):
    wrong = [
        (name, key, answer)
        for key, member in world["county"].cast.items()
        for signed in [client.as_(member.account)]
        for name, address in swept().items()
        for answer in [signed.get(url(world, name)).status_code]
        if answer != expected(address, key) and (name, answer) != ("health", 503)
    ]
    assert not wrong


def test_nobody_reads_without_signing_in_what_is_not_open(client, world):
    for name, address in ADDRESSES.items():
        answer = client.get(url(world, name))
        if not address.is_open and not address.posts:
            assert answer.status_code == 302, name
            assert answer.url.startswith(reverse("sign-in")), name


def test_another_county_reads_nothing_of_this_one(client, world):
    other = people.county("邻县", prefix="n-")
    own = {
        name
        for name, address in ADDRESSES.items()
        if set(address.arguments) & {"organ", "case", "lost", "proceeding", "paper"}
    }
    for key, member in other.cast.items():
        signed = client.as_(member.account)
        for name in own:
            send = signed.post if ADDRESSES[name].posts else signed.get
            assert send(url(world, name)).status_code == 404, (name, key)


def test_someone_without_a_post_reads_his_own_account_alone(client, world):
    from guize.accounts import services

    lonely = services.create_account(
        tenant=world["county"].tenant, by="x", username="lonely", password=people.PASSWORD,
        must_change_password=False,
    )  # fmt: skip
    signed = client.as_(lonely)
    assert signed.get(reverse("account")).status_code == 200
    content = {n for n, a in ADDRESSES.items() if a.object not in ("", "O16")} - LISTS
    assert not {n for n in content if signed.get(url(world, n)).status_code == 200}
    for name in LISTS:
        shown = signed.get(reverse(name)).content.decode()
        assert str(world["case"]) not in shown
        assert str(world["proceeding"]) not in shown


def test_the_list_shows_the_case_to_whom_the_case_file_does(client, world):
    for key, member in world["county"].cast.items():
        shown = client.as_(member.account).get(reverse("cases:list")).content.decode()
        assert (str(world["case"]) in shown) == (key in SEE_CASE), key


def test_reading_every_address_records_no_event(client, world):
    before = Event.objects.count()
    for key in ("case_officer", "justice_head", "system_admin"):
        signed = client.as_(world["county"].cast[key].account)
        for name in swept():
            signed.get(url(world, name))
    assert Event.objects.count() == before


def test_an_empty_form_from_anyone_records_no_event(client, world):
    before = Event.objects.count()
    for key in ("outsider", "auditor", "case_officer"):
        for name in swept():
            signed = client.as_(world["county"].cast[key].account)
            assert signed.post(url(world, name), {}).status_code < 500, name
    assert Event.objects.count() == before
