"""Two steps at the door: a code counts once, near its time; five wrong ones lock the name."""

from __future__ import annotations

import time

import pytest
from django.urls import reverse
from entering import ANYWHERE, Telephone, is_in, knock, set_up, show, telephone_of

import people
from guize.accounts import queries, sealing, services, totp
from guize.accounts.door import HALF
from guize.accounts.door import PATIENCE as HALF_PATIENCE
from guize.accounts.models import Account, Factor, RecoveryCode
from guize.ledger.queries import stream_events

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def strict(settings):
    """A demo county like any other."""
    settings.DEMO_SIGN_IN = "strict"


@pytest.fixture
def phone(client, county) -> Telephone:
    """The telephone of the justice officer, set up; he is out again."""
    knock(client, "justice_officer")
    found, _codes = set_up(client)
    client.post(reverse("sign-out"))
    return found


def test_who_needs_it_is_led_to_set_it_up_and_sees_nothing_before(client, county):
    assert knock(client, "justice_officer", next="/cases/").url == reverse("second-factor")
    assert client.get(reverse("second-factor")).url == reverse("authenticator")
    for name in ANYWHERE:
        assert client.get(reverse(name)).url.startswith(reverse("sign-in")), name
    shown = client.get(reverse("authenticator")).content.decode()
    assert "现任岗位须两步验证" in shown
    assert people.NAME not in shown
    _phone, codes = set_up(client)
    assert len(set(codes)) == 10
    assert is_in(client)


@pytest.mark.parametrize("who", sorted(people.CAST))
def test_the_roles_that_need_it_are_those_that_see_proceedings_or_administer(client, county, who):
    needing = {"justice_officer", "justice_head", "party_group_member", "discipline_officer",
               "organization_officer", "auditor", "system_admin", "security_admin"}  # fmt: skip
    assert (knock(client, who).url == reverse("second-factor")) == (who in needing)


def test_the_picture_says_what_the_text_says_and_holds_no_style(client, county):
    knock(client, "auditor")
    shown = client.get(reverse("authenticator")).content.decode()
    drawn = client.get(reverse("authenticator-qr"))
    assert drawn["Content-Type"] == "image/svg+xml"
    assert "no-store" in drawn["Cache-Control"]
    assert b"style" not in drawn.content
    secret = sealing.unseal(client.session["authenticator"])
    assert totp.grouped(secret) in shown
    address = totp.address(secret, account="auditor", issuer=f"归责 {people.NAME}")
    assert drawn.content == totp.picture(address)


def test_a_wrong_code_sets_nothing_up_and_the_secret_stays_the_same(client, county):
    knock(client, "auditor")
    client.get(reverse("authenticator"))
    before = client.session["authenticator"]
    wrong = client.post(reverse("authenticator"), {"code": "000000", "name": "新手机"})
    assert wrong.status_code == 422
    assert "验证码不正确" in wrong.content.decode()
    assert "新手机" in wrong.content.decode()
    assert client.session["authenticator"] == before
    assert not Factor.objects.exists()
    assert not is_in(client)


def test_next_time_the_code_is_asked_and_counts_once(client, phone):
    assert knock(client, "justice_officer", next="/cases/").url == reverse("second-factor")
    assert not is_in(client)
    assert client.get(reverse("authenticator")).status_code == 404
    wrong = show(client, "000000").content.decode()
    assert "验证码不正确、已用过或已过时(还可尝试 4 次)" in wrong
    code = phone.code()
    assert show(client, f" {code[:3]} {code[3:]} ").url == "/cases/"
    client.post(reverse("sign-out"))
    knock(client, "justice_officer")
    assert show(client, code).status_code == 200
    assert not is_in(client)
    assert show(client, phone.code(1)).status_code == 302


@pytest.mark.parametrize(("steps", "counts"), [(-2, False), (-1, True), (1, True), (2, False)])
def test_a_code_counts_one_step_before_and_after_its_time(steps, counts):
    secret, now = totp.new_secret(), 1_790_000_015
    code = totp.code_at(secret, now + steps * totp.STEP)
    assert (totp.step_of(secret, code, now=now) is not None) == counts


def test_codes_are_those_of_the_standard():
    """依据: RFC 6238, Appendix B (the last six of eight digits)."""
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    for now, code in ((59, "287082"), (1111111109, "081804"), (20000000000, "353130")):
        assert totp.code_at(secret, now) == code
        assert totp.step_of(secret, code, now=now) == now // 30


def test_a_code_typed_in_full_width_figures_counts(client, phone):
    knock(client, "justice_officer")
    wide = phone.code().translate({ord(str(n)): chr(0xFF10 + n) for n in range(10)})
    assert show(client, wide).status_code == 302


def test_of_two_that_bring_the_same_code_at_once_one_is_too_late(client, phone, county):
    from guize.accounts.services.factors import _is_taken

    code, rows = phone.code(), [Factor.objects.get() for _ in range(2)]
    assert [_is_taken(row, code) for row in rows] == [True, False]


def test_five_wrong_codes_lock_the_name_for_codes_and_passwords(client, phone):
    knock(client, "justice_officer")
    assert [show(client, "111111").status_code for _ in range(5)] == [200] * 4 + [429]
    locked = show(client, phone.code())
    assert locked.status_code == 429
    assert "账号已锁定" in locked.content.decode()
    assert knock(client, "justice_officer").status_code == 429


def test_a_recovery_code_stands_in_once_and_is_told(client, county):
    knock(client, "auditor")
    _phone, codes = set_up(client)
    typed = f"  {codes[3].upper().replace('-', ' ')} "
    for is_first in (True, False):
        client.post(reverse("sign-out"))
        knock(client, "auditor")
        assert (show(client, typed).status_code == 302) == is_first
        assert is_in(client) == is_first
    last = stream_events(county.tenant, "accounts", county.tenant)[-1]
    assert (last.type, last.payload["left"]) == ("recovery_code_used", 9)


def test_a_recovery_code_opens_no_other_account(client, county):
    knock(client, "auditor")
    _phone, codes = set_up(client)
    assert services.take_code(account=county.justice_head.account, code=codes[0]) == ""


def test_neither_secrets_nor_codes_lie_in_the_database_or_the_record(client, county):
    knock(client, "auditor")
    phone, codes = set_up(client)
    row = Factor.objects.get()
    assert phone.secret not in row.secret
    digests = set(RecoveryCode.objects.values_list("digest", flat=True))
    assert not digests & {*codes, *(code.replace("-", "") for code in codes)}
    events = repr(stream_events(county.tenant, "accounts", county.tenant))
    assert "factor_added" in events
    assert not [one for one in (phone.secret, row.secret, *codes) if one in events]


def test_a_new_secret_key_reads_old_secrets_only_beside_the_old_one(client, phone, settings):
    old, settings.SECRET_KEY = settings.SECRET_KEY, "another-key"
    knock(client, "justice_officer")
    assert show(client, phone.code()).status_code == 200
    settings.SECRET_KEY_FALLBACKS = [old]
    knock(client, "justice_officer")
    assert show(client, phone.code()).status_code == 302


@pytest.mark.parametrize("change", ["time", "password", "disabled", "signed out"])
def test_half_way_is_not_for_long(client, phone, county, change):
    knock(client, "justice_officer")
    account = county.justice_officer.account
    if change == "time":
        session = client.session
        half = {**session[HALF], "at": int(time.time()) - HALF_PATIENCE - 1}
        session[HALF] = half
        session.save()
    elif change == "password":
        services.change_password(account=account, old=people.PASSWORD, new="自己的密码-2026")
    elif change == "disabled":
        Account.objects.filter(id=account.id).update(is_active=False)
    else:
        client.post(reverse("sign-out"))
    assert show(client, phone.code()).url == reverse("sign-in")
    assert not is_in(client)


def test_each_step_has_a_session_key_of_its_own_and_the_last_ones_open_nothing(client, phone):
    client.get(reverse("sign-in"))
    planted = client.session
    planted["planted"] = "by someone else"
    planted.save()
    keys = [planted.session_key]
    client.cookies["sessionid"] = planted.session_key
    knock(client, "justice_officer")
    keys.append(client.session.session_key)
    assert "planted" not in client.session
    show(client, phone.code())
    keys.append(client.session.session_key)
    assert len(set(keys)) == 3
    for key in keys[:2]:
        client.cookies["sessionid"] = key
        assert not is_in(client)


def test_a_post_that_comes_to_need_it_ends_the_session_without_it(client, county):
    signed = client.as_(county.justice_officer.account, second="")
    assert signed.get(reverse("home")).url.startswith(reverse("sign-in"))
    assert "现任岗位须两步验证" in signed.get(reverse("sign-in")).content.decode()


def test_whoever_sets_it_up_unasked_is_asked_for_it_from_then_on(client, county):
    knock(client, "case_officer")
    assert is_in(client)
    set_up(client)
    client.post(reverse("sign-out"))
    assert knock(client, "case_officer").url == reverse("second-factor")
    assert show(client, telephone_of("case_officer").code()).status_code == 302


def test_a_reset_password_does_not_pass_by_the_second_factor(client, phone, county):
    account = county.justice_officer.account
    services.reset_password(
        tenant=county.tenant, by="x", account=account.id, password="临时的密码-01"
    )
    assert knock(client, "justice_officer", "临时的密码-01").url == reverse("second-factor")
    assert not is_in(client)


def test_rows_rebuilt_keep_what_is_no_event(client, phone, county):
    written = list(Factor.objects.values())
    Factor.objects.update(name="", ended_on=people.TODAY)
    services.rebuild(county.tenant)
    assert list(Factor.objects.values()) == written
    assert queries.codes_left(county.justice_officer.account) == 10
