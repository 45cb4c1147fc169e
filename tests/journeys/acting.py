"""Hands for a journey: open a form as its user would, fill it by field name, submit it."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

Fields = dict[str, str]


def fill(page: Page, fields: Fields) -> None:
    """Fills each field by its name; a choice is named by its code or by words of its label."""
    for name, value in fields.items():
        field = page.locator(f"main [name='{name}']")
        expect(field.first, f"no field {name}").to_be_attached()
        open_up(field.first)
        _fill(field, value)


def open_up(field: Locator) -> None:
    """Opens the fold that hides a field."""
    fold = field.locator("xpath=ancestor::details[not(@open)]")
    for number in range(fold.count()):
        fold.nth(number).locator("summary").first.click()


def _fill(field: Locator, value: str) -> None:
    kind = field.first.evaluate("e => e.tagName === 'SELECT' ? 'select' : e.type")
    if kind == "radio":
        offered = field.evaluate_all("all => all.map(e => [e.value, e.labels[0].innerText])")
        field.and_(field.page.locator(f"[value='{_code(offered, value)}']")).check()
    elif kind == "checkbox":
        field.first.check()
    elif kind == "select":
        offered = field.locator("option").evaluate_all("all => all.map(o => [o.value, o.label])")
        field.first.select_option(_code(offered, value))
    else:
        field.first.fill(value)


def _code(offered: list[list[str]], value: str) -> str:
    found = [code for code, label in offered if value == code or value in label]
    assert found, f"{value} is not offered: {offered}"
    return found[0]


def submit(page: Page) -> None:
    page.click("main form .button--main")
    page.wait_for_load_state()
    errors = page.locator(".errors, .error-summary, [role=alert]")
    assert not errors.count(), f"{page.url}: {errors.first.inner_text()}"


def record(page: Page, case: str, event: str, **fields: str) -> None:
    """Records an event from the case file: the button, the kind of event, its form."""
    page.goto(case)
    page.click("main >> text=记录事件")
    page.click(f"main .choices >> text='{event}'")
    fill(page, fields)
    submit(page)


def step(page: Page, proceeding: str, event: str, **fields: str) -> None:
    """Takes a step of the proceeding that the page offers to this role."""
    page.goto(proceeding)
    page.click(f"main .buttons >> text='{event}'")
    fill(page, fields)
    submit(page)
    if page.locator("main form.confirm").count():  # what cannot be taken back is asked once more
        submit(page)
