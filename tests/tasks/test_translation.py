"""Translation against the fake engine: what code settles is right whatever the model says."""

import json
import re

import pytest

import tasks.translation  # noqa: F401 -- registers the task
from engine.base import Generate
from engine.errors import ServerError
from engine.fake import FakeEngine
from tasks.base import AdapterChoice, get, parse_options, run_rows

HANGUL = re.compile("[가-힣]")
BARE = AdapterChoice(None)


def rows(texts, reply="garbage", adapter=BARE, engine=None, **options):
    task = get("translation")
    engine = engine or FakeEngine(lambda r: reply(r) if callable(reply) else reply if isinstance(r, Generate) else None)
    return list(run_rows(task, [{"text": t} for t in texts], engine, parse_options(task, options, local=True), adapter))


def translate(text, **kwargs):
    (row,) = rows([text], **kwargs)
    assert row.error is None, row.error.message
    return row.result


def check(result, kind):
    return next((c for c in result.checks if c.kind == kind), None)


def asked(request) -> str:
    """The text that the model is to translate, from the prompt."""
    return request.messages[-1].content.rpartition("Korean: ")[2]


@pytest.mark.parametrize(
    "korean, english",
    [
        ("자본금의 자본잉여금 전입", "Transfer of capital stock to capital surplus"),
        ("감자전(원)", "Before capital reduction (KRW)"),
        (
            "167,406주에 대해 주식 소각(이익소각)",
            "Share retirement of 167,406 shares (share retirement out of profits)",
        ),
        ("감자전(주)", "Before capital reduction (shares)"),
        ("7. 감자에 관한 사항", "7. Matters concerning capital reduction"),
        ("금 10,000,000,000원", "KRW 10,000,000,000"),
        ("(단위 : 백만원)", "(Unit: KRW million)"),
        ("2024년   4월  22일", "April 22, 2024"),
        ("주식회사 한빛바이오", "Hanbit Bio Co., Ltd."),
        ("서울특별시 영등포구 여의대로 24", "24, Yeoui-daero, Yeongdeungpo-gu, Seoul, Republic of Korea"),
    ],
)
def test_cells_that_need_no_model(korean, english):
    assert translate(korean, engine=FakeEngine(lambda r: pytest.fail("asked the model"))).translation == english


@pytest.mark.parametrize("text", ["2024-04-22", "Common stock", "1,234", "-", "  12.5%  ", "ABC\nDEF"])
def test_what_is_not_korean_passes_untouched(text):
    assert translate(text).translation == text


HARD = (
    "당사는 2024년 4월 22일 이사회에서 1,234억원을 한빛바이오(주)에 대여하고 연 2.25% ~ 2.75%의 이자를 받기로 하였습니다.",
    "가. 상기 '2. 사채의 권면총액(원)'은 USD300,000,000 한도 내로 결정됩니다.\n나. 상법 제434조 및 제165조의7 제2항 제5호에 따릅니다.",
    "167,406주에 대해 주식 소각(이익소각)",
    "美 업체와 旣발행 주식 \\60,000,000,000 및 １２３주를 System.String으로 교환",
    "계약 상대방은 Alpha社입니다.",
)


@pytest.mark.parametrize(
    "reply", ["garbage", "", "쓰레기 대답", "<num7> <amt9> <num1> <num1>", "of the of the of the of the of the"]
)
@pytest.mark.parametrize("text", HARD)
def test_a_useless_reply_still_gives_every_figure_and_no_hangul(text, reply):
    result = translate(text, reply=reply)
    assert result.translation.strip() and not HANGUL.search(result.translation) and "<" not in result.translation
    assert check(result, "figures").ok, check(result, "figures").detail


def test_slots_come_back_as_english_figures():
    result = translate(
        "계약금액은 1,234억원이고 기간은 2024년 4월 22일까지이다.",
        reply="The contract amount is <amt1> and the period is until <date1>.",
    )
    assert result.translation == "The contract amount is KRW 123.4 billion and the period is until April 22, 2024."
    assert check(result, "origin").detail == "model"


def test_a_lost_slot_is_put_back_and_told():
    result = translate("쿠쿠루 갈까 말까 1,234억원이다.", reply="The contract amount is large.")
    assert result.translation.count("KRW 123.4 billion") == 1 and "1,234억원" in check(result, "repaired").detail


def test_a_slot_too_many_is_taken_out():
    result = translate("계약금액은 1,234억원이다.", reply="The contract amount is <amt1> <amt1> <num4>.")
    assert result.translation == "The contract amount is KRW 123.4 billion."


def test_shares_are_not_said_twice():
    text = "당사는 이사회 결의를 통해 보통주 167,406주에 대해 주식 소각(이익소각)을 결정하였습니다."
    assert re.search(r"\b167,406 common shares\b", translate(text).translation)


def test_marks_lines_and_bullets_stay():
    result = translate("가. 하나의 문장입니다.\n  - 둘째 문장입니다.\n※ 셋째 문장입니다.", reply="A sentence.")
    assert result.translation == "A. A sentence.\n  - A sentence.\n※ A sentence."


def test_equal_sentences_are_asked_once_and_get_one_translation():
    engine = FakeEngine(lambda r: "It is decided." if isinstance(r, Generate) else None)
    results = rows(["그렇게 결정됩니다.", "가. 그렇게 결정됩니다."], engine=engine)
    assert len(engine.requests) == 1 and results[1].result.translation == "A. It is decided."


@pytest.fixture
def dictionary(tmp_path):
    def write(data):
        (tmp_path / "mine.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        return str(tmp_path / "mine.json")

    return write


def test_the_users_dictionary_beats_ours(dictionary):
    mine = dictionary({"Prior to reduction (KRW)": "감자전(원)"})
    assert translate("감자전(원)", dictionary=mine).translation == "Prior to reduction (KRW)"


def test_terms_are_asked_for_imposed_and_verified(dictionary):
    mine = dictionary({"무지개펀드": "Rainbow Fund"})
    seen = []
    for reply in ("The Rainbow Fund was set up.", "The fund was set up."):
        result = translate(
            "무지개펀드를 뚝딱뚝딱 옹기종기 하였습니다.", dictionary=mine, reply=lambda r, reply=reply: seen.append(r) or reply
        )
        term = next(t for t in result.terms if t.source == "무지개펀드")
        assert (term.target, term.applied) == ("Rainbow Fund", True) and "Rainbow Fund" in result.translation
    assert "무지개펀드 = Rainbow Fund" in seen[0].messages[-1].content
    assert "<org1>를 뚝딱뚝딱 옹기종기 하였습니다." in seen[-1].messages[-1].content


def test_a_term_of_ours_that_the_model_did_not_use_is_shown_as_such():
    result = translate("자기주식을 옹기종기 뚝딱뚝딱 합니다.", reply="The Company will sell something.")
    assert not next(t for t in result.terms if t.source == "자기주식").applied and not check(result, "terms").ok


def test_a_known_other_wording_is_rewritten(dictionary):
    mine = dictionary({"stock burn": "주식소각"})
    result = translate(
        "당사는 주식소각을 옹기종기 뚝딱뚝딱 합니다.", dictionary=mine, reply="The Company is reviewing share retirement."
    )
    assert "stock burn" in result.translation and check(result, "repaired")


def test_terms_do_not_leak_between_rows(dictionary):
    mine = dictionary({"Rainbow Fund": "무지개펀드"})
    first, second = rows(["무지개펀드를 설정합니다.", "다른 일을 설명합니다."], dictionary=mine)
    assert not [t for t in second.result.terms if t.source == "무지개펀드"]


def test_memory_exact_figures_and_fuzzy(tmp_path):
    (tmp_path / "m.tsv").write_text(
        "납입일은 2024년 4월 22일입니다.\tThe payment date is April 22, 2024.\n", encoding="utf-8"
    )
    memory = str(tmp_path / "m.tsv")
    result = translate("납입일은 2025년 1월 3일입니다.", memory=memory)
    assert result.translation == "The payment date is January 3, 2025." and result.examples[0].score == 1
    assert not check(result, "fuzzy")
    result = translate("청약일은 2025년 1월 3일입니다.", memory=memory)
    assert result.translation == "The subscription date is January 3, 2025."
    assert 0.6 < result.examples[0].score < 1 and not check(result, "fuzzy").ok
    seen = []
    translate("납입일은 2025년 1월 3일로 바뀝니다.", memory=memory, reply=lambda r: seen.append(r) or "It is <date1>.")
    assert "납입일은 <date1>입니다. => The payment date is <date1>." in seen[0].messages[-1].content


def test_a_quoted_label_reads_as_its_cell_does():
    result = translate("상기 '2. 사채의 이율'은 변경됩니다.", reply="The '<org1>' above will change.")
    assert result.translation == f"The “2. {translate('사채의 이율').translation}” above will change."


def test_an_unusable_reply_gives_way_to_the_terms_alone():
    result = translate("사채의 발행일 및 청약일에 관한 무엇", reply="")
    assert check(result, "origin").detail == "composed" and "bonds" in result.translation.lower()


def test_a_fault_of_the_server_is_the_rows_error():
    failed, fine = rows(["문장을 설명합니다.", "2024-04-22"], reply=lambda r: ServerError("The server is down."))
    assert failed.error.message == "The server is down." and fine.result.translation == "2024-04-22"


def test_adapter_and_prompt_are_passed_on():
    seen = []
    translate(
        "문장을 설명합니다.",
        adapter=AdapterChoice("translation-ko-en", prompt="compact"),
        reply=lambda r: seen.append(r) or "It explains.",
    )
    assert seen[0].adapter == "translation-ko-en" and seen[0].messages[-1].content == "번역: 문장을 설명합니다."


def test_a_missing_file_is_named():
    from engine.errors import InputError

    with pytest.raises(InputError, match="nowhere.json"):
        rows(["문장을 설명합니다."], dictionary="nowhere.json")


def test_a_long_cell_comes_back_whole():
    text = "당사는 계약을 체결하였습니다. " * 900
    assert (
        translate(text, reply="The Company signed a contract.").translation.count("The Company signed a contract.")
        == 900
    )


@pytest.mark.parametrize(
    "korean, english",
    [
        (
            "본 계약은 계약 상대방의 사정에 따라 변경될 수 있습니다.",
            "This contract may be changed in accordance with the circumstances of counterparty.",
        ),
        (
            "신주의 발행가액은 1,500원으로 결정되었습니다.",
            "The issue price of new shares was determined at KRW 1,500.",
        ),
        (
            "당사는 자기주식을 취득하기로 결정하였습니다.",
            "The Company has decided to acquire treasury shares.",
        ),
    ],
)
def test_a_reply_that_says_less_than_the_rules_read_gives_way_to_them(korean, english):
    result = translate(korean, reply="The shareholders were informed.")
    assert result.translation == english and check(result, "origin").detail == "composed"


def test_words_that_ran_together_are_set_apart():
    found = translate("그 자리는 비어 있게 되었습니다.", reply="The seat wasVacated by PowerShell.")
    assert found.translation == "The seat was vacated by PowerShell."


def test_of_two_wordings_the_one_that_goes_in_circles_is_left():
    from concurrent.futures import Future

    from engine.base import Reply

    circles = "On the date of the meeting, on the date of the meeting, on the date of the meeting, the matter will be known."
    plain = "The matter will be made known to all of the holders on the day on which they come together for the vote."

    class Two(FakeEngine):
        def generate(self, requests):
            done = [Future() for _ in requests]
            for future in done:
                future.set_result(Reply(circles, wordings=((circles, -0.30), (plain, -0.35))))
            return done

    assert translate("그 내용은 모이는 날에 모두에게 알려 드립니다.", engine=Two(lambda r: None)).translation == plain


def test_a_faithful_reply_is_kept():
    reply = "This contract may change, depending on the circumstances of the counterparty."
    assert translate("본 계약은 계약 상대방의 사정에 따라 변경될 수 있습니다.", reply=reply).translation == reply
