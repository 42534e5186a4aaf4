"""A visitor with a browser of their own."""
from urllib.parse import urlparse

import pytest

from tests.app.visitor import SLOW


@pytest.fixture
def visit(chromium, page_url):
    """visit(lang, width) → an open page; afterwards: no error in its console, no request beyond loopback."""
    contexts, wrong = [], []

    def open_page(lang="ko", width=1280, height=900):
        context = chromium.new_context(locale={"ko": "ko-KR", "en": "en-US"}[lang], accept_downloads=True,
                                       viewport={"width": width, "height": height})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(SLOW)
        page.on("request", lambda r: wrong.append(r.url) if urlparse(r.url).hostname not in
                ("127.0.0.1", None) else None)
        page.on("pageerror", lambda e: wrong.append(str(e)))
        page.goto(page_url)
        page.wait_for_selector("#status")
        return page
    yield open_page
    for context in contexts:
        context.close()
    assert wrong == []
