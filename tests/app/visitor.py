"""What a visitor does on the page, for every test that looks at it."""
from playwright.sync_api import expect

TITLES = {"ko": {"classification": "특허 분류", "infringement": "침해 위험", "translation": "금융 번역", "keywords": "핵심어 추출",
                 "adapters": "어댑터", "train": "학습", "batch": "파일 일괄 처리"},
          "en": {"classification": "IP classification", "infringement": "Infringement risk",
                 "translation": "Finance translation", "keywords": "Keywords", "adapters": "Adapters", "train": "Train",
                 "batch": "A whole file"}}
SLOW = 90_000                      # ms; the first answer may wait for the model
expect.set_options(timeout=15_000)


def tab(page, name, lang="ko"):
    page.get_by_role("tab", name=TITLES[lang][name], exact=True).filter(visible=True).click()


def example(page, task, number=0):
    page.locator(f"#{task}-examples button").nth(number).click()
    page.locator(f"#{task}-run").click()


def answered(page, task):
    done = page.locator(f"#{task}-answer .ob-result:not(:has(.ob-busy)), #{task}-answer .ob-error")
    expect(done).to_be_visible(timeout=SLOW)
    expect(page.locator(f"#{task}-answer .ob-error")).to_have_count(0)
    return done.inner_text()
