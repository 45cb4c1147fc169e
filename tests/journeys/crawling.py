"""Walks the pages a reader can reach, one of each shape, and looks at each of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
FILE = re.compile(r"[./](json|csv|xlsx|docx|pdf|zip|py|txt)/?$|/(export|download|original)")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
GRAVE = frozenset({"serious", "critical"})
SMALL = """least => [...document.querySelectorAll(
    "a[href], button, summary, select, textarea, input:not([type=hidden])"
  )].filter(e => {
    const box = e.getBoundingClientRect(), style = getComputedStyle(e)
    const isShown = box.width > 1 && box.height > 1 && box.right > 0 && e.offsetParent !== null
    const isTicked = ["radio", "checkbox"].includes(e.type)  // its label is what one presses
    return isShown && !isTicked && style.display !== "inline" && box.height < least - .5
  }).map(e => e.outerHTML.slice(0, 90))"""
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def shape(url: str) -> str:
    """The address without what names one row: pages of one shape come from one template."""
    parts = urlsplit(url)
    section = re.search(r"(section|step)=\w+", parts.query)
    path = re.sub(r"/record/\w+/", "/record/*/", ID.sub("*", parts.path))
    path = re.sub(r"/steps/\w+/", "/steps/*/", re.sub(r"/\d{4}\b", "/*", path))
    return path + (f"?{section[0]}" if section else "")


def pages(page: Page, known: Iterable[str] = ()) -> Iterator[str]:
    """Goes to each page within reach, breadth first, and gives its shape while it is open.

    Shapes already known are passed by.
    """
    queue, seen = [page.url], {shape(page.url), *known}
    while queue:
        page.goto(queue.pop(0))
        here = page.url.split("/")[2]
        yield shape(page.url)
        for link in page.eval_on_selector_all("a[href]", "all => all.map(a => a.href)"):
            url = link.split("#")[0]
            if here in url and not FILE.search(urlsplit(url).path) and shape(url) not in seen:
                seen.add(shape(url))
                queue.append(url)


def barriers(page: Page) -> list[str]:
    """What stands in the way of people who see, hear or move differently."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [
        f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found if one["impact"] in GRAVE
    ]
