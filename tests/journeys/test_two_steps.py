"""Two steps at the door in a real browser: an authenticator, and a passkey kept by the browser.

Each leaves the account as it found it: others sign in with it by password alone.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from finding import says
from playwright.sync_api import Browser, Page, expect
from system import PASSWORD, WIDE

from guize.accounts import totp

if TYPE_CHECKING:
    from system import System

    from conftest import SignIn

WHO = "outsider"


def code(page: Page, secret: str, steps: int = 0) -> str:
    return totp.code_at(secret, time.time() + steps * totp.STEP)


def out_and_knock(page: Page, address: str) -> None:
    page.click("header >> text=退出")
    page.goto(f"{address}/sign-in")
    page.fill("[name=username]", WHO)
    page.fill("[name=password]", PASSWORD)
    page.click("main button.button--main")


def removes(page: Page, address: str) -> None:
    page.goto(f"{address}/account/security")
    page.click("main tbody >> text=删除")
    says(page, "尚未设置")


def test_an_authenticator_is_set_up_and_asked_for(county: System, sign_in: SignIn) -> None:
    page = sign_in(WHO)
    page.click("header .top__who")
    page.click("main >> text=登录安全")
    page.click("main >> text=添加验证器")
    secret = page.locator("main code").inner_text().replace(" ", "")
    picture = page.locator("main img.qr")
    picture.evaluate("image => image.decode()")  # fails where it is no picture
    page.fill("[name=code]", "000000")
    page.click("main button.button--main")
    says(page, "验证码不正确")
    page.fill("[name=code]", code(page, secret, -1))
    page.click("main button.button--main")
    expect(page.locator("main .codes li")).to_have_count(10)
    recovery = page.locator("main .codes li").first.inner_text()
    page.click("main >> text=已抄好")
    says(page, "恢复码还剩 10 个", "手机")
    for typed in (code(page, secret), recovery):
        out_and_knock(page, county.address)
        says(page, "服务器时间")
        page.goto(f"{county.address}/cases/")
        assert "/sign-in" in page.url
        page.goto(f"{county.address}/sign-in/second")
        page.fill("[name=code]", typed)
        page.click("main button.button--main")
        expect(page.locator("header .top__who")).to_be_visible()
    removes(page, county.address)


@pytest.fixture
def local(county: System, browser: Browser) -> Iterator[Page]:
    """A window with a passkey device in it, at an address that counts as secure."""
    window = browser.new_context(viewport=WIDE, locale="zh-CN")
    page = window.new_page()
    device = window.new_cdp_session(page)
    device.send("WebAuthn.enable")
    kind = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
            "hasUserVerification": True, "isUserVerified": True,
            "automaticPresenceSimulation": True}  # fmt: skip
    device.send("WebAuthn.addVirtualAuthenticator", {"options": kind})
    page.goto(f"{at_home(county)}/sign-in")
    yield page
    window.close()


def at_home(county: System) -> str:
    return county.address.replace("127.0.0.1", "localhost")


def test_a_passkey_signs_in_alone_and_stands_in_for_a_code(county: System, local: Page) -> None:
    page, address = local, at_home(county)
    page.fill("[name=username]", WHO)
    page.fill("[name=password]", PASSWORD)
    page.click("main button.button--main")
    page.goto(f"{address}/account/security")
    page.click("main >> text=添加通行密钥")
    page.click("main >> text=添加通行密钥 >> nth=-1")
    assert "/account/passkey" in page.url  # it wants its name first
    page.fill("[name=name]", "本机")
    page.click("main [data-passkey-go]")
    expect(page.locator("main .codes li")).to_have_count(10)
    page.click("main >> text=已抄好")
    says(page, "本机", "通行密钥")
    out_and_knock(page, address)
    page.click("main [data-passkey-go]")
    expect(page.locator("header .top__who")).to_be_visible()
    page.click("header >> text=退出")
    page.click("main >> text=用通行密钥登录")
    page.click("main [data-passkey-go]")
    expect(page.locator("header .top__who")).to_contain_text("林外")
    removes(page, address)
    page.click("header >> text=退出")
    page.goto(f"{address}/sign-in/passkey")
    page.click("main [data-passkey-go]")
    says(page, "这个通行密钥没有登记")


def test_by_address_no_passkey_is_offered_and_the_page_says_why(sign_in: SignIn) -> None:
    page = sign_in(WHO)
    page.goto(re.sub(r"(//[^/]+).*", r"\1/account/security", page.url))
    says(page, "通行密钥须通过域名访问")
    assert not page.locator("main >> text=添加通行密钥").count()
