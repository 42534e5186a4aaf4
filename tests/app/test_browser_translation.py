"""The translation tab in headless Chromium: words of the visitor's own, documents, and their review."""
import json

import openpyxl
import pytest
from playwright.sync_api import expect

from tests.app.visitor import SLOW, tab

PAGES = {"ko": {"document": "문서 번역", "dictionary": "용어 사전", "memory": "번역 메모리", "single": "직접 입력"},
         "en": {"document": "Document", "dictionary": "Dictionary", "memory": "Past translations", "single": "One at a time"}}


def inner(page, name, lang="ko"):
    page.get_by_role("tab", name=PAGES[lang][name], exact=True).filter(visible=True).click()


def translate(page, text):
    """The answer's place: what stands there is waited for by what it says."""
    page.get_by_label("텍스트").filter(visible=True).first.fill(text)
    page.locator("#translation-run").click()
    return page.locator("#translation-answer")


@pytest.fixture
def book(tmp_path):
    """Three cells that are one text, one that holds a figure, a formula and a bold heading."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet["A1"], sheet["A2"], sheet["B2"], sheet["B3"] = "감자에 관한 사항", "비고", 12345, "=B2*2"
    sheet["A3"], sheet["A4"], sheet["A5"] = "감자에 관한 사항", "보통주 167,406주 소각", "뭉게바리"
    sheet["A1"].font = openpyxl.styles.Font(bold=True)
    workbook.save(tmp_path / "공시, 감자.xlsx")
    return tmp_path / "공시, 감자.xlsx"


def test_a_dictionary_of_the_visitors_own_changes_the_answer(visit, tmp_path):
    terms = tmp_path / "terms.json"
    own = {"Retirement of treasury stock": "주식 소각", "Capital cut": "감자", "Stock cut": "감자"}
    terms.write_text(json.dumps(own, ensure_ascii=False), encoding="utf-8")
    page = visit("ko")
    tab(page, "translation")
    expect(translate(page, "주식 소각")).to_contain_text("etirement", timeout=SLOW)
    expect(page.locator("#translation-answer")).not_to_contain_text("Retirement of treasury stock")
    inner(page, "dictionary")
    page.locator("#dictionary-file input[type=file]").set_input_files(terms)
    held = page.locator("#dictionary-held")
    expect(held).to_contain_text("terms.json")
    expect(held).to_contain_text("번역이 여럿인 용어 (1)")
    page.locator("#dictionary-query textarea, #dictionary-query input").fill("treasury stock")
    expect(page.locator("#dictionary-found")).to_contain_text("주식 소각")
    page.locator("#dictionary-text textarea, #dictionary-text input").fill("당사는 주식 소각을 결정하였다.")
    expect(page.locator("#dictionary-why")).to_contain_text("용어로 적용")
    inner(page, "single")
    expect(translate(page, "주식 소각")).to_contain_text("Retirement of treasury stock")
    inner(page, "dictionary")
    page.locator("#dictionary-found").get_by_role("button", name="끄기").first.click()
    expect(held).to_contain_text("꺼 둔 용어")
    inner(page, "single")
    expect(translate(page, "주식 소각")).not_to_contain_text("Retirement of treasury stock")


def test_a_workbook_is_reviewed_edited_and_comes_back(visit, book, tmp_path):
    page = visit("ko")
    tab(page, "translation")
    inner(page, "document")
    page.locator("#document-file input[type=file]").set_input_files(book)
    expect(page.locator("#document-analysis")).to_contain_text("한국어가 있는 자리 5곳, 서로 다른 문구 4개")
    page.locator("#document-run").click()
    review = page.locator("#document-review")
    expect(review.locator(".tr-line")).to_have_count(4, timeout=SLOW)
    first = review.locator("textarea").first
    assert "apital reduction" in first.input_value()
    expect(review.locator(".tr-line").first).to_contain_text("A1, A3")
    review.get_by_role("button", name="전체").click()
    first.fill("On capital reduction {0}")
    review.locator("textarea").nth(1).focus()             # leaving the cell sends it
    expect(review.locator(".tr-line").first).to_contain_text("직접 수정")
    expect(review.locator(".tr-line").nth(3)).to_contain_text("추측한 번역")        # in no table, and the model does not know it
    second, remarks = review.locator("textarea").nth(1), review.locator("textarea").nth(1).input_value()
    for english, noted in (("On capital reduction {0}", 1), (remarks, 0)):
        second.fill(english)
        first.focus()
        expect(review.locator(".tr-line").nth(1).get_by_text("다른 원문, 같은 번역")).to_have_count(noted)
    third = review.locator("textarea").nth(2)
    third.fill("Retirement of 167 common shares 남음")
    review.locator("textarea").nth(1).focus()
    expect(review.locator(".tr-line").nth(2)).to_contain_text("한글 잔존")
    review.locator("textarea").nth(1).press("Control+Enter")     # confirmed, and on to the next
    expect(review.locator(".tr-progress")).to_contain_text("확인 1 / 4")
    expect(review.locator("textarea").nth(2)).to_be_focused()
    review.locator("textarea").first.press("F8")          # to the next finding
    expect(review.locator("textarea").nth(2)).to_be_focused()
    review.locator(".tr-find").fill("kept nowhere")
    review.locator(".tr-find").press("Enter")
    expect(review.locator(".tr-line")).to_have_count(0)
    review.locator(".tr-find").fill("")
    review.locator(".tr-find").press("Enter")
    expect(review.locator(".tr-line")).to_have_count(4)
    review.get_by_role("button", name="오류").click()      # only the cells whose checks fail
    expect(review.locator(".tr-line")).to_have_count(1)
    expect(review.locator(".tr-line")).to_contain_text("167,406주")
    while (dismiss := review.get_by_role("button", name="무시", exact=True)).count():
        left = dismiss.count()
        dismiss.first.click()
        expect(review.get_by_role("button", name="무시", exact=True)).to_have_count(left - 1)
    page.reload()                                         # nothing is lost
    page.wait_for_selector("#status [data-state=ready]", timeout=SLOW)
    tab(page, "translation")
    inner(page, "document")
    review.get_by_role("button", name="전체").click()
    page.locator("#document-sheets input").check()        # the document is still there for other settings
    expect(review.locator(".tr-line").nth(2)).to_contain_text("무시한 지적")
    page.locator("#document-sheets input").uncheck()
    expect(page.locator("#document-analysis table")).to_be_visible()
    with page.expect_download() as download:
        page.locator("#document-get").click()
    assert download.value.suggested_filename == "공시, 감자.en.xlsx"
    download.value.save_as(tmp_path / "out.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").active
    assert sheet["A1"].value == sheet["A3"].value == "On capital reduction {0}" and sheet["A1"].font.bold
    assert (sheet["B2"].value, sheet["B3"].value, sheet["A2"].value) == (12345, "=B2*2", "Remarks")
    review.locator("textarea").nth(1).fill("Notes")
    review.locator("textarea").first.focus()
    expect(review.locator(".tr-line").nth(1)).to_contain_text("직접 수정")
    with page.expect_download() as download:              # the file of now, and not the one before
        page.locator("#document-get").click()
    download.value.save_as(tmp_path / "again.xlsx")
    assert openpyxl.load_workbook(tmp_path / "again.xlsx").active["A2"].value == "Notes"
    page.locator("#document-remember").click()
    expect(page.locator("#document-note")).to_contain_text("저장했습니다")
    inner(page, "memory")
    expect(page.locator("#memory-held")).to_contain_text("edits.jsonl")
    inner(page, "single")
    expect(translate(page, "감자에 관한 사항")).to_contain_text("On capital reduction {0}", timeout=SLOW)


def test_past_translations_are_trusted_searched_and_exported(visit, tmp_path):
    for name, cells in (("국문.xlsx", ["제12기 정기주주총회", "비고"]), ("영문.xlsx", ["The 12th Annual General Meeting", "Notes"])):
        workbook = openpyxl.Workbook()
        for row, text in enumerate(cells, 1):
            workbook.active.cell(row, 1, text)
        workbook.save(tmp_path / name)
    page = visit("en", 390, 844)
    tab(page, "translation", "en")
    inner(page, "memory", "en")
    page.get_by_text("Two workbooks of one layout").click()
    page.locator("#memory-pair").click()
    expect(page.locator("#memory-held .ob-error")).to_contain_text("Two workbooks are needed")
    page.locator("#memory-korean input[type=file]").set_input_files(tmp_path / "국문.xlsx")
    page.locator("#memory-english input[type=file]").set_input_files(tmp_path / "영문.xlsx")
    expect(page.locator("#memory-english")).to_contain_text("영문")
    page.locator("#memory-pair").click()
    held = page.locator("#memory-held")
    expect(held).to_contain_text("2 pairs")
    held.locator("select").select_option("enforce")
    page.locator("#memory-query textarea").fill("제13기 정기주주총회")
    expect(page.locator("#memory-found")).to_contain_text("The 13th Annual General Meeting")
    with page.expect_download() as download:
        page.locator("#memory-tmx").click()
    assert "The 12th Annual General Meeting" in download.value.path().read_text(encoding="utf-8")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_document_that_cannot_be_taken_is_said(visit, tmp_path):
    broken = tmp_path / "x.xlsx"
    broken.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest")
    page = visit("ko")
    tab(page, "translation")
    inner(page, "document")
    page.locator("#document-run").click()
    expect(page.locator("#document-meter .ob-error")).to_contain_text("파일을 선택하지 않았습니다.")
    page.locator("#document-file input[type=file]").set_input_files(broken)
    expect(page.locator("#document-analysis .ob-error")).to_contain_text("암호")
