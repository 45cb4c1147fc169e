"""A directory checks the password of an account that is tied to an entry; nobody else's."""

from __future__ import annotations

import pytest
from directory import ANSWERS, NAME, PASSWORD, Directory, slapd
from entering import is_in, knock
from test_openid import tie

from guize.accounts import outgoing
from guize.accounts.elsewhere import ldap
from guize.accounts.models import Account
from guize.accounts.sessions import FIRST


@pytest.fixture
def directory(county, settings):
    with Directory().serving() as found:
        settings.SIGN_IN_ELSEWHERE = {"ldap": found.address}
        settings.OUTGOING = [found.address]
        tie(county, "case_officer", "ldap", NAME, found.address)
        yield found


@pytest.mark.django_db
def test_the_password_of_the_directory_lets_in_and_so_does_the_one_kept_here(client, directory):
    assert knock(client, "case_officer", PASSWORD).url == "/"
    assert client.session[FIRST] == "ldap"
    client.post("/sign-out")
    assert knock(client, "case_officer").url == "/"
    assert client.session[FIRST] == "password"


@pytest.mark.django_db
def test_a_wrong_password_is_counted_whatever_the_directory_says(client, directory):
    answers = [knock(client, "case_officer", "错误的密码").status_code for _ in range(5)]
    assert answers == [200] * 4 + [429]
    directory.asked.clear()
    assert knock(client, "case_officer", PASSWORD).status_code == 429
    assert directory.asked == []


@pytest.mark.django_db
def test_nobody_is_asked_about_who_is_not_tied(client, directory):
    assert knock(client, "unit_head", PASSWORD).status_code == 200
    assert directory.asked == []


@pytest.mark.django_db
def test_an_empty_password_never_reaches_the_directory(client, directory):
    """A bind with a name and no password succeeds with many directories, as nobody."""
    directory.answer = "right"
    for empty in ("", None):
        assert ldap.DirectoryBackend().authenticate(None, "case_officer", empty) is None
    assert knock(client, "case_officer", "").status_code == 200
    assert directory.asked == []


@pytest.mark.django_db
@pytest.mark.parametrize("answer", [name for name in ANSWERS if name not in ("right", "long form")])
def test_whatever_else_it_answers_lets_nobody_in_and_the_password_here_still_does(
    client, directory, answer
):
    directory.answer = answer
    assert knock(client, "case_officer", PASSWORD).status_code == 200
    assert not is_in(client)
    assert knock(client, "case_officer").url == "/"


@pytest.mark.django_db
def test_what_is_written_in_the_long_form_is_read_too(client, directory):
    directory.answer = "long form"
    assert knock(client, "case_officer", PASSWORD).url == "/"


@pytest.mark.django_db
def test_a_directory_that_is_not_on_the_list_is_not_asked(client, directory, settings):
    settings.OUTGOING = []
    assert knock(client, "case_officer", PASSWORD).status_code == 200
    assert directory.asked == []
    assert knock(client, "case_officer").url == "/"


@pytest.mark.django_db
def test_a_disabled_account_stays_out(client, directory):
    Account.objects.filter(username="case_officer").update(is_active=False)
    assert knock(client, "case_officer", PASSWORD).status_code == 200
    assert not is_in(client)


def test_a_bind_is_written_as_the_standard_says():
    """依据: RFC 4511, 4.2, and X.690 for lengths over 127."""
    short = bytes.fromhex("30 0f 02 01 01 60 0a 02 01 03 04 01 61 80 02 62 63")
    assert ldap.bind_request("a", "bc") == short
    long = ldap.bind_request("a", "x" * 300)
    assert long[:4] == bytes.fromhex("30 82 01 3d")
    assert long.endswith(b"\x80\x82\x01\x2c" + b"x" * 300)


@pytest.mark.long
def test_a_real_directory_takes_the_right_password_and_no_other(tmp_path, settings):
    with slapd(tmp_path) as address:
        settings.OUTGOING = [address]
        assert ldap.holds(address, NAME, PASSWORD)
        for name, password in ((NAME, "错误的密码"), (NAME.replace("王芳", "李强"), PASSWORD)):
            assert not ldap.holds(address, name, password)
        with pytest.raises(outgoing.OutgoingError, match="answered 34"):
            ldap.holds(address, "not a name", PASSWORD)
