"""A workbook of invented patents through the classification tab, as an analyst meets it."""
import csv
import json
import re
import zipfile
from urllib.parse import parse_qs, urlparse

import openpyxl
import pytest
from playwright.sync_api import expect

from tests.app.visitor import SLOW, tab

ROWS = 200
HEADS = ("출원번호", "발명의 명칭", "요약", "대표청구항", "메모", "사용자태그")
KINDS = {"CPC_C01B": ("수소 저장 방법", "Hydrogen is stored in graphene and carbon nanotubes; silica and zeolite bind it."),
         "CPC_C01D": ("리튬염 제조 방법", "Lithium carbonate and sodium chloride are won from brine by evaporation."),
         "CPC_C01G": ("안료용 산화물", "Titanium dioxide and zinc oxide are calcined; tungsten and tin compounds remain.")}


@pytest.fixture(scope="module")
def patents(tmp_path_factory):
    """200 rows, the fourth of them without text; a second sheet; cells that look like formulas."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "특허"
    sheet.append(HEADS)
    for n, (label, (title, text)) in enumerate(list(KINDS.items()) * 67):
        if n == ROWS:
            break
        empty = n == 3
        sheet.append([f"10-2024-{n:07d}", "" if empty else f"{title} {n}", "" if empty else text,
                      "" if empty else f"1. {text}", "=1+1" if n == 0 else "-", label])
        sheet.cell(n + 2, 5).data_type = "s"
    book.create_sheet("비고").append(["아무것도"])
    path = tmp_path_factory.mktemp("patents") / "특허 목록.xlsx"
    book.save(path)
    return path


def open_tab(page, patents, lang):
    tab(page, "classification", lang)
    tab(page, "batch", lang)
    page.locator("#oc-file input[type=file]").set_input_files(patents)
    expect(page.locator("#oc-preview")).to_contain_text(f"{ROWS:,}", timeout=SLOW)


def ended(page, done):
    expect(page.locator("#oc-meter")).to_contain_text(f"{done} / {done}", timeout=240_000)
    expect(page.locator("#oc-run")).to_be_enabled()


def download(page, button, folder):
    with page.expect_download(timeout=SLOW) as found:
        page.locator(button).click()
    found.value.save_as(folder / found.value.suggested_filename)
    return folder / found.value.suggested_filename


def choose(page, field, option):
    page.locator(f"{field} input").first.click()
    page.get_by_role("option", name=option, exact=True).click()


def test_categories_in_words_stop_reload_resume_review_and_download(visit, patents, tmp_path):
    page = visit("ko")
    open_tab(page, patents, "ko")
    expect(page.locator("#oc-sheet")).to_be_visible()
    expect(page.locator("#oc-preview")).to_contain_text("글이 없는 행 1")
    choose(page, "#oc-ready", "무기화학 C01 5개 서브클래스 (한국어)")
    expect(page.locator("#oc-categories .oc-category")).to_have_count(5)
    # the table is edited: two go, the last one moves up and gets another name
    for name in ("CPC_C01C", "CPC_C01F"):
        names = page.locator("#oc-categories input[aria-label='분류 이름']").evaluate_all("all => all.map(i => i.value)")
        page.locator("#oc-categories .oc-category").nth(names.index(name)).get_by_role("button", name="삭제").click()
    page.locator("#oc-categories .oc-category").nth(2).get_by_role("button", name="위로").click()
    page.locator("#oc-categories .oc-category input").nth(1).fill("그 밖의 금속")
    expect(page.locator("#oc-categories .oc-total")).to_have_text("분류 3개")

    page.locator("#oc-run").click()
    expect(page.locator("#oc-meter")).to_contain_text(re.compile(r"[1-9]\d* / 199 행 · 초당 .*남음"), timeout=SLOW)
    page.locator("#oc-stop").click()
    expect(page.locator("#oc-run")).to_be_enabled(timeout=SLOW)
    kept = int(re.search(r"분류됨 (\d+)", page.locator("#oc-summary").inner_text())[1])
    assert 0 < kept < 199
    key = parse_qs(urlparse(page.url).query)["run"]
    page.reload()
    tab(page, "classification")
    tab(page, "batch")
    expect(page.locator("#oc-summary")).to_contain_text(f"분류됨 {kept}")
    assert parse_qs(urlparse(page.url).query)["run"] == key
    page.locator("#oc-again").click()
    ended(page, 199 - kept)
    expect(page.locator("#oc-summary")).to_contain_text("분류됨 199")
    expect(page.locator("#oc-summary")).to_contain_text("실패 1")

    page.locator("#oc-charts button", has_text="그 밖의 금속").click()         # a bar filters
    labels = page.locator("#oc-table td[data-kind=label]")
    expect(labels.first).to_contain_text("그 밖의 금속")
    assert set(labels.all_inner_texts()) == {"그 밖의 금속"}
    page.locator("#oc-table tr[data-pick]").first.click()
    expect(page.locator("#oc-row")).to_contain_text("Titanium dioxide and zinc oxide are calcined")
    expect(page.locator("#oc-row .ob-bar")).to_have_count(3)
    choose(page, "#oc-relabel", "CPC_C01D")
    expect(page.locator("#oc-summary")).to_contain_text("고침 1")
    page.locator("#oc-next").click()
    expect(page.locator("#oc-row .oc-head")).not_to_contain_text("고침")
    page.locator("#oc-lock").click()
    expect(page.locator("#oc-summary")).to_contain_text("잠금 1")

    out = download(page, "#oc-xlsx", tmp_path)
    assert out.name == "특허 목록_classified.xlsx"
    book = openpyxl.load_workbook(out)
    head, *rows = book["결과"].iter_rows(values_only=True)
    rows = [dict(zip(head, r, strict=True)) for r in rows]
    assert head[:6] == HEADS and len(rows) == ROWS
    assert rows[0]["메모"] == "=1+1" and book["결과"]["E2"].data_type == "s"
    assert rows[3]["label"] is None and "글이 없는" in rows[3]["error"]
    reviewed = {r["reviewed"]: r for r in rows if r["reviewed"]}
    assert reviewed["relabelled"]["reviewer label"] == reviewed["relabelled"]["final label"] == "CPC_C01D"
    assert reviewed["relabelled"]["label"] == reviewed["locked"]["final label"] == "그 밖의 금속"
    assert all(abs(sum(v for k, v in r.items() if k.startswith("score: ")) - 1) < 0.01 for r in rows if r["label"])
    counts = dict(book["요약"].iter_rows(min_row=2, max_col=2, values_only=True))
    assert counts["합계"] == 199 and counts["분류 안 됨"] == 1 and counts["그 밖의 금속"] > 1
    with zipfile.ZipFile(out) as package:
        assert any(b"<c:pieChart>" in package.read(n) for n in package.namelist() if n.startswith("xl/charts/chart"))

    # the workbook comes in again: what was reviewed is kept, and the locked row is not asked
    page.locator("#oc-file button[aria-label]").first.click()
    page.locator("#oc-file input[type=file]").set_input_files(out)
    expect(page.locator("#oc-preview")).to_contain_text("이전에 검토한 파일입니다", timeout=SLOW)
    expect(page.locator("#oc-preview")).to_contain_text("잠금 1")


def test_an_adapter_its_windows_figures_threshold_and_files(visit, patents, tmp_path):
    page = visit("en")
    open_tab(page, patents, "en")
    page.locator("#oc-method").get_by_text("Trained adapter").click()
    expect(page.locator("#oc-adapter-card")).to_contain_text("CPC_C01B", timeout=SLOW)
    page.locator("#oc-window input").fill("32")
    page.locator("#oc-stride input").fill("16")
    page.locator("#oc-run").click()
    ended(page, 199)
    expect(page.locator("#oc-agreement")).to_contain_text("Accuracy")
    expect(page.locator("#oc-agreement .oc-confusion td").first).to_be_visible()
    page.locator("#oc-target-80").click()
    expect(page.locator("#oc-curve")).to_contain_text(re.compile("are the machine's|No threshold reaches"))
    expect(page.locator("#oc-curve svg polyline")).to_have_count(1)
    page.locator("#oc-table tr[data-pick='1']").click()
    expect(page.locator("#oc-row")).to_contain_text("windows and their votes")
    assert page.locator("#oc-row .oc-window").count() > 1
    page.locator("#oc-accept").click()
    expect(page.locator("#oc-summary")).to_contain_text("accepted 1")

    choose(page, "#oc-order", "Least sure first")
    figures = page.locator("#oc-table td[data-kind=confidence]")
    shares = []
    for _ in range(50):                      # the table that stood there is replaced when the server has sorted
        shares = [float(t.strip().rstrip("%")) for t in figures.all_inner_texts() if t.strip()]
        if shares and shares == sorted(shares):
            break
        page.wait_for_timeout(100)
    assert shares and shares == sorted(shares)
    choose(page, "#oc-filter-state", "Without a label")
    expect(page.locator("#oc-table tr[data-pick]")).to_have_count(1)
    expect(page.locator("#oc-table")).to_contain_text("no text in the columns chosen")

    with open(download(page, "#oc-csv", tmp_path), encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == ROWS and rows[0]["메모"] == "'=1+1" and rows[1]["reviewed"] == "accepted"
    (row,) = map(json.loads, download(page, "#oc-corrections", tmp_path).read_text(encoding="utf-8").splitlines())
    assert row["document"] == "10-2024-0000001" and row["label"] == rows[1]["label"] and row["text"]
    settings = dict(openpyxl.load_workbook(download(page, "#oc-xlsx", tmp_path))["Settings"].iter_rows(values_only=True))
    assert settings["Adapter"] == "patent-c01" and settings["Window, tokens"] == "32" and settings["Adapter's fingerprint"]


def test_what_is_missing_is_said_and_a_phone_does_not_scroll_sideways(visit, patents, tmp_path):
    page = visit("ko", 390, 844)
    tab(page, "classification")
    tab(page, "batch")
    error = page.locator("#oc-meter .ob-error")
    page.locator("#oc-run").click()
    expect(error).to_contain_text("파일을 선택하지 않았습니다")
    broken = tmp_path / "rows.xlsx"
    broken.write_bytes(b"this is no workbook")
    page.locator("#oc-file input[type=file]").set_input_files(broken)
    expect(page.locator("#oc-preview .ob-error")).to_contain_text("올바른 엑셀 파일이 아닙니다", timeout=SLOW)
    page.locator("#oc-file button[aria-label]").first.click()
    open_tab(page, patents, "ko")
    page.locator("#oc-run").click()
    expect(error).to_contain_text("분류가 없습니다")
    page.locator("#oc-categories .oc-add").click()
    page.locator("#oc-categories .oc-category input").fill("소금")
    page.locator("#oc-run").click()
    expect(error).to_contain_text("분류가 하나뿐입니다")
    page.locator("#oc-categories .oc-add").click()
    page.locator("#oc-categories .oc-category input").nth(1).fill("소금")
    expect(page.locator("#oc-categories .oc-bad")).to_have_count(2)
    page.locator("#oc-run").click()
    expect(error).to_contain_text("이름이 같은 분류가 있습니다: 소금")
    page.locator("#oc-categories .oc-category input").nth(1).fill("안료")
    page.locator("#oc-prompts button").first.click()
    page.locator("#oc-prompt-choice textarea").fill("--- user\n{{ text }}")
    page.locator("#oc-run").click()
    expect(error).to_contain_text("categories")
    page.locator("#oc-method").get_by_text("OpenAI 호환 서버").click()
    page.locator("#oc-server-url textarea, #oc-server-url input").fill("http://127.0.0.1:9/v1")
    page.locator("#oc-server-check").click()
    expect(page.locator("#oc-server-state .ob-error")).to_contain_text("응답하는 서버가 없습니다", timeout=SLOW)
    exported = download(page, "#oc-export-xlsx", tmp_path)
    assert [r[0] for r in openpyxl.load_workbook(exported).active.iter_rows(values_only=True)] == ["name", "소금", "안료"]
    page.locator("#oc-categories .oc-category").nth(0).get_by_role("button", name="삭제").click()
    expect(page.locator("#oc-categories .oc-category")).to_have_count(1)
    with page.expect_file_chooser() as chooser:
        page.locator("#oc-import").click()
    chooser.value.set_files(exported)
    expect(page.locator("#oc-categories .oc-category")).to_have_count(2)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_run_that_is_held_no_longer_is_said(visit, page_url):
    page = visit("en")
    page.goto(f"{page_url}/?run=nosuchrun")
    tab(page, "classification", "en")
    tab(page, "batch", "en")
    expect(page.locator("#oc-meter")).to_contain_text("no longer held here")
    expect(page.locator("#oc-results")).to_be_hidden()
