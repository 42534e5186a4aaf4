"""Each tab in headless Chromium, on the embedded base, as a visitor meets it."""
import json
import re

import openpyxl
import pytest
from playwright.sync_api import expect

from tests.app.visitor import SLOW, answered, example, tab


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_an_example_of_each_task_is_answered(visit, lang):
    page = visit(lang)
    expect(page.locator("#status [data-state=ready]")).to_be_visible(timeout=SLOW)
    expected = {"classification": r"\d+\.\d%", "infringement": {"ko": "위험도", "en": "Risk"}[lang],
                "translation": r"[A-Za-z]{3}", "keywords": r"\S+"}
    for task, pattern in expected.items():
        tab(page, task, lang)
        example(page, task)
        assert re.search(pattern, answered(page, task))
        expect(page.locator(f"#{task}-run")).to_be_enabled()
        expect(page.locator(f"#{task}-stop")).to_be_disabled()


def test_the_json_is_there_and_is_the_result(visit):
    page = visit("en")
    tab(page, "infringement", "en")
    example(page, "infringement")
    answered(page, "infringement")
    page.locator("#infringement-json").get_by_text("JSON").click()
    shown = page.locator("#infringement-json .cm-content")
    expect(shown).to_contain_text('"risk_level"')
    with page.expect_download() as download:
        page.locator("#infringement-json a[download]").click()
    result = json.loads(download.value.path().read_text(encoding="utf-8"))
    assert set(result) == {"regit_num", "comparisons", "risk_level", "decision_reason"}


def test_empty_input_is_said_in_the_visitors_language(visit):
    for lang, said in (("ko", "텍스트 칸이 비어 있습니다."), ("en", "Text is empty.")):
        page = visit(lang)
        tab(page, "keywords", lang)
        page.locator("#keywords-run").click()
        expect(page.locator("#keywords-answer .ob-error")).to_contain_text(said)
        expect(page.locator("#keywords-run")).to_be_enabled()


def test_categories_of_the_visitors_own(visit):
    page = visit("en")
    tab(page, "classification", "en")
    panel = page.get_by_role("tabpanel").filter(visible=True)
    panel.get_by_text("Options", exact=True).filter(visible=True).first.click()
    page.wait_for_timeout(500)               # what an accordion holds is there before it listens
    page.get_by_label("Categories of your own").filter(visible=True).fill("Lithium: lithium salts\nHydrogen: hydrogen gas")
    example(page, "classification")
    text = answered(page, "classification")
    assert "Lithium" in text and "Hydrogen" in text


def test_a_file_is_previewed_answered_and_comes_back_whole(visit, tmp_path):
    source = tmp_path / "질문.csv"
    source.write_bytes("번호,text\n01,전고체 배터리는 고체 전해질을 사용한다.\n02,\n03,=전환사채의 리픽싱 조항\n".encode("cp949"))
    page = visit("ko")
    tab(page, "keywords")
    tab(page, "batch")
    page.locator("#keywords-file input[type=file]").set_input_files(source)
    expect(page.locator("#keywords-rows")).to_contain_text("3 행")
    page.locator("#keywords-batch-run").click()
    expect(page.locator("#keywords-meter")).to_contain_text("3 / 3 행, 1 실패", timeout=SLOW)
    expect(page.locator("#keywords-rows")).to_contain_text("비어 있습니다")
    with page.expect_download() as download:
        page.locator("#keywords-download").click()
    assert download.value.suggested_filename == "질문_keywords.xlsx"
    download.value.save_as(tmp_path / "out.xlsx")
    head, *rows = openpyxl.load_workbook(tmp_path / "out.xlsx").active.iter_rows(values_only=True)
    assert head[:3] == ("번호", "text", "keywords") and [r[0] for r in rows] == ["01", "02", "03"]
    assert rows[1][head.index("error")] and not rows[0][head.index("error")]
    assert rows[2][1] == "=전환사채의 리픽싱 조항"


def test_a_column_of_another_name_is_chosen(visit, tmp_path):
    source = tmp_path / "products.jsonl"
    source.write_text('{"claim_text": "본체; 및 모터를 포함하는 로봇청소기.", "우리 것": "모터 달린 로봇청소기"}\n', encoding="utf-8")
    page = visit("ko")
    tab(page, "infringement")
    tab(page, "batch")
    page.locator("#infringement-file input[type=file]").set_input_files(source)
    page.get_by_label("사용할 열: 제품 설명 또는 질문").click()
    page.get_by_role("option", name="우리 것").click()
    page.locator("#infringement-batch-run").click()
    expect(page.locator("#infringement-meter")).to_contain_text("1 / 1 행", timeout=SLOW)
    expect(page.locator("#infringement-rows .cc-badge")).to_be_visible()


def test_a_file_of_the_wrong_kind_is_refused(visit, tmp_path):
    broken = tmp_path / "rows.xlsx"
    broken.write_bytes(b"this is no workbook")
    page = visit("ko")
    tab(page, "keywords")
    tab(page, "batch")
    page.locator("#keywords-file input[type=file]").set_input_files(broken)
    expect(page.locator("#keywords-rows .ob-error")).to_contain_text("올바른 엑셀 파일이 아닙니다")
    page.locator("#keywords-batch-run").click()
    expect(page.locator("#keywords-meter .ob-error")).to_contain_text("올바른 엑셀 파일이 아닙니다")


def test_a_long_run_can_be_stopped_and_keeps_what_was_done(visit, tmp_path):
    source = tmp_path / "rows.jsonl"
    source.write_text("".join(json.dumps({"text": f"제{i}조에 따라 회사는 신주인수권부사채의 발행을 결정한 바 있으며 이를 공시합니다."},
                                         ensure_ascii=False) + "\n" for i in range(1000)), encoding="utf-8")
    page = visit("en")
    tab(page, "translation", "en")
    tab(page, "batch", "en")
    page.locator("#translation-file input[type=file]").set_input_files(source)
    expect(page.locator("#translation-rows")).to_contain_text("1,000 rows")
    page.locator("#translation-batch-run").click()
    panel = page.get_by_role("tabpanel").filter(visible=True).last
    expect(page.locator("#translation-meter")).to_contain_text("/ 1,000", timeout=SLOW)
    panel.get_by_role("button", name="Stop").click()
    expect(page.locator("#translation-meter")).to_contain_text("1,000 / 1,000 rows", timeout=SLOW)
    expect(page.locator("#translation-meter")).to_contain_text("failed")
    with page.expect_download() as download:
        page.locator("#translation-download").click()
    download.value.save_as(tmp_path / "out.xlsx")
    assert openpyxl.load_workbook(tmp_path / "out.xlsx").active.max_row == 1001


def test_two_visitors_at_once_get_their_own_answers(visit):
    one, two = visit("ko"), visit("en")
    tab(one, "keywords")
    tab(two, "translation", "en")
    one.locator("#keywords-examples button").first.click()
    two.locator("#translation-examples button").nth(1).click()
    one.locator("#keywords-run").click()
    two.locator("#translation-run").click()
    assert "apital reduction" in answered(two, "translation")
    text = one.get_by_label("텍스트").filter(visible=True).first.input_value()
    first = answered(one, "keywords").split()[0]
    assert first[:1] in text


def test_a_phone_shows_the_page_without_scrolling_sideways(visit):
    page = visit("ko", 390, 844)
    for task in ("classification", "infringement", "translation", "keywords"):
        tab(page, task)
        example(page, task, 0)
        answered(page, task)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
    tab(page, "adapters")
    tab(page, "train")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_adapters_and_their_cards(visit):
    page = visit("en")
    tab(page, "adapters", "en")
    row = page.locator("#adapters-table tr[data-pick]").first
    expect(row).to_be_visible()
    name = row.get_attribute("data-pick")
    row.click()
    expect(page.locator("#adapters-readme h1")).to_contain_text(name)


def test_training_says_what_is_missing(visit):
    page = visit("ko")
    tab(page, "train")
    page.locator("#train-run").click()
    expect(page.locator("#train-meter .ob-error")).to_contain_text("파일을 선택하지 않았습니다.")
    expect(page.locator("#train-run")).to_be_enabled()


def test_rows_become_an_adapter_that_answers(visit, tmp_path):
    turns = [{"messages": [{"role": "user", "content": f"핵심어: 배터리 {i}"},
                           {"role": "assistant", "content": f"배터리 {i}"}]} for i in range(12)]
    source = tmp_path / "rows.jsonl"
    source.write_text("".join(json.dumps(t, ensure_ascii=False) + "\n" for t in turns), encoding="utf-8")
    page = visit("en")
    tab(page, "train", "en")
    page.get_by_label("Task").filter(visible=True).click()
    page.get_by_role("option", name="Keywords").click()
    page.locator("#train-file input[type=file]").set_input_files(source)
    page.locator("#train-name input, #train-name textarea").fill("made-on-the-page")
    page.get_by_text("Options", exact=True).filter(visible=True).click()
    page.get_by_label("Rank").fill("2")
    page.get_by_label("Epochs").fill("1")
    page.locator("#train-run").click()
    expect(page.locator("#train-meter")).to_contain_text("made-on-the-page", timeout=120_000)
    tab(page, "adapters", "en")
    expect(page.locator("#adapters-table")).to_contain_text("made-on-the-page")
    tab(page, "keywords", "en")
    page.get_by_label("Adapter").filter(visible=True).click()
    page.get_by_role("option", name="made-on-the-page", exact=True).click()
    example(page, "keywords")
    answered(page, "keywords")
