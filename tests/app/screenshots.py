"""The pictures of README: `python -m tests.app.screenshots URL` of a page that is being served."""
import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.app.visitor import TITLES, answered, example, tab
from tests.conftest import FLAGS

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "images"


def main(url: str) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as p:
        browser = p.chromium.launch(executable_path=shutil.which("chromium"), args=list(FLAGS))
        page = browser.new_context(locale="en-US", viewport={"width": 1180, "height": 760}).new_page()
        page.goto(url)
        page.wait_for_selector("#status [data-state=ready]", timeout=120_000)
        for name in TITLES["en"]:
            if name == "batch":
                continue
            tab(page, name, "en")
            if page.locator(f"#{name}-run").count() and name != "train":
                example(page, name)
                answered(page, name)
            if name == "adapters":
                page.locator("#adapters-table tr[data-pick]").first.click()
            page.wait_for_timeout(1500)
            page.mouse.move(0, 0)
            page.screenshot(path=FOLDER / f"{name}.png", full_page=True)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1])
