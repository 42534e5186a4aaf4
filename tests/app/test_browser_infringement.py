"""The infringement tab in headless Chromium: the chart, the elements to edit, synonyms, files, many at once, models."""
import json
from pathlib import Path

import openpyxl
from playwright.sync_api import expect

from tasks.base import REGISTRY
from tests.app.visitor import SLOW, answered, tab
from tests.documents.test_readers import pdf
from training.causal import messages_of

CLAIM = "이산화티타늄 10 내지 50 중량%; 및 카보머를 포함하는 수중유형 에멀젼 타입의 화장료 조성물."
PRODUCT = "TiO2 9%랑 카보머를 넣은 O/W 선크림을 만들었어요."
TABS = {"many": "여러 건 비교", "models": "모델 비교"}


def opened(visit, lang="ko", **fields):
    page = visit(lang)
    tab(page, "infringement", lang)
    fill(page, **fields)
    return page


def inner(page, name):
    page.get_by_role("tab", name=TABS[name]).click()
    page.wait_for_timeout(500)               # what a tab holds is there before it listens


def fill(page, **fields):
    for name, text in fields.items():
        page.locator(f"#infringement-{name} textarea, #infringement-{name} input").first.fill(text)


def compare(page):
    """Runs, waits until the answer before has gone, and reads the new one."""
    page.evaluate("document.querySelector('#infringement-answer .ob-result')?.setAttribute('data-old', '')")
    page.locator("#infringement-run").click()
    expect(page.locator("#infringement-answer [data-old]")).to_have_count(0)
    answered(page, "infringement")
    return rows(page)


def rows(page):
    """(element, match) of the chart."""
    lines = page.locator("#infringement-answer tr.cc-row")
    return [tuple(line.locator("td").nth(i).inner_text().split("\n")[0] for i in (1, 3)) for line in lines.all()]


def elements(page):
    return [area.input_value() for area in page.locator("#infringement-elements textarea").all()]


def saved(page, button, folder):
    with page.expect_download() as download:
        page.locator(button).click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def test_the_chart_says_what_is_met_where_and_why(visit):
    page = opened(visit, claim=CLAIM, product=PRODUCT)
    expect(page.locator("#infringement-elements textarea")).to_have_count(4)
    assert [match for _, match in compare(page)] == ["? 판단불가", "○ 대응", "○ 대응", "○ 대응"]
    answer = page.locator("#infringement-answer")
    expect(answer).to_contain_text("◆ 애매")
    expect(answer).to_contain_text("균등론")
    expect(answer.locator(".cc-checklist input")).to_have_count(5)
    expect(answer).to_contain_text("법률 자문이 아닙니다")
    mark = answer.locator(".cc-said mark[data-e='1']")
    expect(mark).to_have_text("TiO21")
    answer.locator("tr[data-e='1']").hover()
    expect(mark).to_have_class("cc-unknown cc-on")
    answer.locator("tr[data-e='2']").focus()
    expect(mark).to_have_class("cc-unknown")
    page.locator("#infringement-json").get_by_text("JSON").first.click()
    page.get_by_label("확장", exact=True).click()
    expect(page.locator("#infringement-json .cm-content")).to_contain_text('"decided_by"')


def test_the_elements_are_edited_before_the_comparison(visit):
    page = opened(visit, claim=CLAIM, product=PRODUCT)
    area = page.locator("#infringement-elements textarea")
    expect(area).to_have_count(4)
    page.get_by_role("button", name="삭제: 구성 1").click()
    page.get_by_role("button", name="구성 추가").click()
    expect(area.nth(2)).to_be_focused()
    area.nth(2).fill("나이아신아마이드")
    page.get_by_role("button", name="위 구성과 합치기: 구성 2").click()
    assert elements(page) == ["카보머 수중유형 에멀젼", "나이아신아마이드", "화장료 조성물"]
    area.first.fill("카보머")
    assert compare(page) == [("카보머", "○ 대응"), ("나이아신아마이드", "? 판단불가"), ("화장료 조성물", "○ 대응")]
    page.get_by_role("button", name="처음대로").click()
    expect(area).to_have_count(4)
    assert len(compare(page)) == 4
    area.first.fill("아무것")
    fill(page, claim="본체; 및 모터를 포함하는 로봇청소기.")          # edits are of the claim that they were made to
    assert [element for element, _ in compare(page)] == ["본체", "모터", "로봇청소기"]


def test_an_added_synonym_changes_the_answer(visit):
    page = opened(visit, claim="카보머; 및 옥토크릴렌을 포함하는 화장료 조성물.", product="카보머와 선블루텍스를 넣은 크림입니다.")
    before = compare(page)
    assert before[1] != ("옥토크릴렌", "○ 대응")
    fill(page, synonyms="선블루텍스")
    page.locator("#infringement-run").click()
    expect(page.locator("#infringement-answer .ob-error")).to_contain_text("1번째 줄")
    fill(page, synonyms="선블루텍스 = 옥토크릴렌")
    assert compare(page)[1] == ("옥토크릴렌", "○ 대응")
    expect(page.locator("#infringement-answer")).to_contain_text("▲ 높음")


def test_an_empty_claim_and_a_text_that_is_none_are_said(visit):
    page = opened(visit, "en", product=PRODUCT)
    page.locator("#infringement-run").click()
    expect(page.locator("#infringement-answer .ob-error")).to_contain_text("Claim is empty.")
    expect(page.locator("#infringement-run")).to_be_enabled()
    fill(page, claim="hello")
    expect(page.locator("#infringement-elements .ob-editor-error")).to_contain_text("does not read as a claim")
    page.locator("#infringement-run").click()
    expect(page.locator("#infringement-answer .ob-error")).to_contain_text("does not read as a claim")


def test_the_files_of_a_comparison_open(visit, chromium, tmp_path):
    page = opened(visit, regit="10-1234567", claim=CLAIM, product=f"=1+1 {PRODUCT}")
    compare(page)
    strict = json.loads(saved(page, "#infringement-strict", tmp_path).read_text(encoding="utf-8"))
    assert list(strict) == ["regit_num", "comparisons", "risk_level", "decision_reason"]
    assert {tuple(c) for c in strict["comparisons"]} == {("patent_element", "user_product_element", "match")}
    path = saved(page, "#infringement-xlsx", tmp_path)
    book = openpyxl.load_workbook(path)
    assert path.name == "10-1234567_claim-1.xlsx"
    assert "? 판단불가" in [c.value for line in book.active.iter_rows() for c in line]
    assert book["원문"]["B2"].value == f"=1+1 {PRODUCT}" and book["원문"]["B2"].data_type == "s"
    report = chromium.new_page()
    asked = []
    report.on("request", lambda request: asked.append(request.url))
    report.goto(saved(page, "#infringement-report", tmp_path).as_uri())
    expect(report.locator("tr.cc-row")).to_have_count(4)
    expect(report.locator("footer")).to_contain_text("법률 자문이 아닙니다")
    report.locator("tr.cc-row").first.hover()
    expect(report.locator("mark.cc-on")).to_have_count(2)
    assert report.pdf(path=tmp_path / "report.pdf")[:5] == b"%PDF-" and asked == [report.url]
    report.close()


def test_a_file_of_patents_and_a_document_with_pages(visit, tmp_path):
    patents = tmp_path / "patents.csv"
    two = ("청구항 1. titanium dioxide; 및 carbomer를 포함하는 화장료 조성물.\n"
           "청구항 2. 제1항에 있어서, 나이아신아마이드를 더 포함하는 화장료 조성물.")
    patents.write_text(f'등록번호,청구항,상태\n10-1,본체; 및 모터를 포함하는 로봇청소기.,등록\n10-2,"{two}",심사 중\n', encoding="utf-8")
    document = pdf(tmp_path / "product.pdf", ["Our sunscreen has titanium dioxide.", "Carbomer thickens it."])
    page = opened(visit)
    with page.expect_file_chooser() as chooser:
        page.locator("#infringement-claim-file").click()
    chooser.value.set_files(patents)
    expect(page.locator("#infringement-regit input, #infringement-regit textarea").first).to_have_value("10-1")
    page.get_by_label("특허", exact=True).click()
    page.get_by_role("option", name="10-2").click()
    expect(page.locator("#infringement-elements textarea")).to_have_count(3)
    page.get_by_label("비교할 청구항").click()
    page.get_by_role("option", name="청구항 2, 청구항 1의 종속항").click()
    expect(page.locator("#infringement-elements textarea")).to_have_count(4)
    with page.expect_file_chooser() as chooser:
        page.locator("#infringement-product-file").click()
    chooser.value.set_files(document)
    expect(page.locator("#infringement-product textarea")).to_have_value("Our sunscreen has titanium dioxide.\nCarbomer thickens it.")
    assert [match for _, match in compare(page)] == ["○ 대응", "○ 대응", "? 판단불가", "○ 대응"]
    expect(page.locator("tr[data-e='2']")).to_contain_text("2쪽")
    expect(page.locator("tr[data-e='1']")).to_contain_text("청구항 1에서 인용")
    expect(page.locator("#infringement-answer .cc-warnings")).to_contain_text("심사 중")


def test_many_claims_and_products_make_a_matrix_and_a_ranking(visit, tmp_path):
    page = opened(visit)
    inner(page, "many")
    page.locator("#many-claims textarea").fill(f"등록번호: 10-1111111\n청구항 1. {CLAIM}\n등록번호: 10-2222222\n청구항 1. 본체; 및 모터를 "
                                               "포함하는 로봇청소기.\n등록번호: 10-3333333\n청구항 1. 그냥 글")
    page.locator("#many-products textarea").fill(f"{PRODUCT}\n\n이산화티타늄 20%와 카보머를 넣은 O/W 선크림입니다.")
    page.locator("#many-run").click()
    expect(page.locator("#many-meter")).to_contain_text("6 / 6 건, 2 실패", timeout=SLOW)
    matrix = page.locator("#many-table table.ob-matrix tbody tr")
    assert matrix.nth(0).locator("td").all_inner_texts()[1:] == ["◆ 애매\n○3 ×0 ?1", "▽ 낮음\n○0 ×3 ?0", "–"]
    expect(page.locator("#many-table table.ob-stack tbody tr").first).to_contain_text("▲ 높음")
    expect(page.locator("#many-table .ob-failed").first).to_contain_text("청구항으로 읽을 수 없습니다")
    matrix.nth(1).locator(".ob-cell").first.click()
    expect(page.locator("#many-chart tr.cc-row")).to_have_count(4)
    expect(page.locator("#many-chart")).to_contain_text("10-1111111 청구항 1")
    book = openpyxl.load_workbook(saved(page, "#many-download", tmp_path))
    assert book.sheetnames == ["위험 순위", "매트릭스", "구성별 대비", "실패"]
    assert [c.value for c in book["매트릭스"][3]][1:] == ["◆ 애매\n○3 ×0 ?1", "▽ 낮음\n○0 ×3 ?0"]


def test_a_correction_is_kept_on_consent_only_and_can_be_trained_on(visit):
    page = opened(visit, claim=CLAIM, product=PRODUCT)
    compare(page)
    page.locator("#infringement-feedback").get_by_text("판단 바로잡기").click()
    file = Path(page.locator("#infringement-feedback p").first.inner_text().split("컴퓨터의 ")[1].split("에만")[0])
    page.get_by_label("구성", exact=True).click()
    page.get_by_role("option", name="1. 이산화티타늄").click()
    page.get_by_label("틀림, 올바른 판단:").click()
    page.get_by_label("미대응", exact=True).click()
    page.locator("#feedback-send").click()
    expect(page.locator("#feedback-reply")).to_contain_text("동의하지 않아")
    assert not file.exists()
    page.locator("#feedback-consent input").check()
    page.locator("#feedback-span textarea, #feedback-span input").fill("없는 말")
    page.locator("#feedback-send").click()
    expect(page.locator("#feedback-reply")).to_contain_text("그대로 적혀 있지 않은")
    page.locator("#feedback-span textarea, #feedback-span input").fill("TiO2")
    page.locator("#feedback-send").click()
    expect(page.locator("#feedback-reply")).to_contain_text("1번째 행으로 보관")
    (row,) = map(json.loads, file.read_text(encoding="utf-8").splitlines())
    reply = messages_of(REGISTRY["infringement"], row, "row 1")[-1]
    assert json.loads(reply.content) == {"user_product_element": "TiO2", "match": "미대응"}
    assert oct(file.stat().st_mode)[-3:] == "600"


def test_models_are_set_side_by_side_on_labelled_cases(visit, tmp_path):
    claim = "본체; 및 모터를 포함하는 로봇청소기."
    cases = [{"claim_text": claim, "user_query": product, "expected": {"risk_level": risk, "comparisons": [
        {"patent_element": "모터", "user_product_element": None, "match": match}]}} for product, risk, match in (
            ("본체와 모터가 있는 로봇청소기", "높음", "대응"), ("본체는 있지만 모터를 뺀 로봇청소기", "높음", "대응"))]
    source = tmp_path / "cases.jsonl"
    source.write_text("".join(json.dumps(c, ensure_ascii=False) + "\n" for c in cases), encoding="utf-8")
    page = opened(visit)
    inner(page, "models")
    page.locator("#models-run").click()
    expect(page.locator("#models-meter .ob-error")).to_contain_text("파일을 선택하지 않았습니다")
    page.locator("#models-file input[type=file]").set_input_files(source)
    page.get_by_label("infringement-ko").click()
    page.locator("#models-run").click()
    report = page.locator("#models-report")
    expect(report).to_contain_text("cases.jsonl의 2건", timeout=SLOW)
    assert [line.split("\t")[:3] for line in report.locator("table").first.locator("tbody tr").all_inner_texts()] == [
        ["항상 판단불가 (기준선)", "100.0%", "0.0%"], ["어댑터 없는 베이스", "100.0%", "50.0%"], ["infringement-ko", "100.0%", "50.0%"]]
    expect(report.locator("table.ob-confusion")).to_have_count(4)
    expect(report).to_contain_text("크게 틀린 사례")


def test_a_pasted_patent_is_taken_apart(visit):
    second = "제1항에 있어서, 나이아신아마이드를 더 포함하는 화장료 조성물."
    page = opened(visit, claim=f"등록번호: 10-7654321\n청구항 1. {CLAIM}\n청구항 2. {second}", product=PRODUCT)
    expect(page.locator("#infringement-regit input, #infringement-regit textarea").first).to_have_value("10-7654321")
    expect(page.get_by_label("비교할 청구항")).to_be_visible()
    assert len(compare(page)) == 4


def test_many_comparisons_can_be_stopped_and_what_was_done_is_kept(visit, tmp_path):
    page = opened(visit)
    inner(page, "many")
    claims = "\n".join(f"등록번호: 10-{1000000 + i}\n청구항 1. 카보머; 및 성분{i}을 포함하는 화장료 조성물." for i in range(40))
    page.locator("#many-claims textarea").fill(claims)
    page.locator("#many-products textarea").fill("\n\n".join(f"카보머와 성분{i}을 넣은 {i}번 크림" for i in range(50)))
    page.locator("#many-run").click()
    expect(page.locator("#many-meter")).to_contain_text("/ 2,000 건", timeout=SLOW)
    expect(page.locator("#many-meter")).not_to_contain_text("0 / 2,000", timeout=SLOW)
    page.locator("#many-stop").click()
    expect(page.locator("#many-meter")).to_contain_text("실패", timeout=SLOW)
    expect(page.locator("#many-table .ob-cell").first).to_be_visible()
    expect(page.locator("#many-run")).to_be_enabled()
    book = openpyxl.load_workbook(saved(page, "#many-download", tmp_path), read_only=True)
    done, failed = (sum(1 for _ in book[name].iter_rows(min_row=first)) for name, first in (("위험 순위", 5), ("실패", 2)))
    assert done and failed and done + failed == 2000
