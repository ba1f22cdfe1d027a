"""A chromium for the tests that look at pages; without one they are deselected, and the run says how many."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = [
    "--no-sandbox",  # the tests run as root in containers
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if CHROMIUM is not None:
        return
    marked = [item for item in items if item.get_closest_marker("browser")]
    if marked and config.getoption("--browser-required"):
        raise pytest.UsageError("chromium is not installed, and --browser-required asks for it")
    if marked:
        config.hook.pytest_deselected(items=marked)
        items[:] = [item for item in items if item not in marked]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  where there is no browser, nothing needs it

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield running
        running.close()


def origin(url: str) -> list[str]:
    return url.split("/", 3)[:3]


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens a page in a context of its own; in the end none may have complained or asked the network for anything."""
    contexts = []
    complaints: list[str] = []

    def open_in(url: str, **options: object) -> Page:
        context = browser.new_context(**{"viewport": {"width": 1400, "height": 900}} | options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("dialog", lambda dialog: complaints.append(f"dialog: {dialog.message}"))
        page.on("request", lambda sent: None if origin(sent.url) == origin(url) else complaints.append(sent.url))
        page.goto(url)
        page.wait_for_selector("#position:not(:empty)", state="attached")
        return page

    yield open_in
    for context in contexts:
        context.close()
    assert not complaints
