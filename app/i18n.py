"""Every word on the page, in English and Korean. The browser's locale chooses for what stands on the page from the
start; for what the server renders later, the same browser's Accept-Language does."""
from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from engine.errors import InputError

WORDS: dict[str, tuple[str, str]] = {
    # frame
    "tagline": ("IP and finance agents on one base model", "하나의 베이스 모델 위에서 일하는 IP·금융 에이전트"),
    "adapters": ("Adapters", "어댑터"),
    "train": ("Train", "학습"),
    "base": ("Base", "베이스"),
    "loading": ("Loading the model", "모델 불러오는 중"),
    "ready": ("Ready", "준비됨"),
    "parameters": ("{n} parameters", "파라미터 {n}"),
    "failed": ("Could not load", "불러오지 못함"),
    # a task's tab
    "single": ("One at a time", "직접 입력"),
    "batch": ("A whole file", "파일 일괄 처리"),
    "run": ("Run", "실행"),
    "cancel": ("Stop", "중지"),
    "examples": ("Examples", "예시"),
    "adapter": ("Adapter", "어댑터"),
    "adapter_default": ("Default", "기본값"),
    "adapter_none": ("None (bare base)", "사용 안 함 (베이스만)"),
    "options": ("Options", "옵션"),
    "prompt": ("Prompt", "프롬프트"),
    "prompt_default": ("The adapter's own", "어댑터에 맞춤"),
    "result": ("Result", "결과"),
    "json": ("JSON", "JSON"),
    "download_json": ("Download JSON", "JSON 내려받기"),
    "idle": ("The answer appears here.", "여기에 결과가 나타납니다."),
    "working": ("Working", "처리 중"),
    "waiting_model": ("The model is still loading; the answer follows.",
                      "모델을 불러오는 중입니다. 준비되면 바로 처리합니다."),
    "seconds": ("s", "초"),
    "stopped": ("Stopped.", "중지했습니다."),
    "info_categories": ("One a line, name: description. No training is needed.",
                        "한 줄에 하나씩, 이름: 설명. 학습 없이 바로 씁니다."),
    "info_columns": ("One a line; title, abstract and claims are found by themselves.",
                     "한 줄에 하나씩. 비워 두면 명칭·요약·청구항 열을 자동으로 찾습니다."),
    "legend": ("○ met, × not met, ? the description does not say", "○ 대응, × 미대응, ? 설명만으로 판단할 수 없음"),
    "copy": ("Copy", "복사"),
    "copied": ("Copied", "복사됨"),
    "unexpected": ("Something went wrong on our side.", "처리 중 예기치 못한 문제가 생겼습니다."),
    "unexpected_hint": ("Try once more; if it happens again, report it with what you did.",
                        "다시 시도하고, 반복되면 재현 방법과 함께 알려 주세요."),
    "one_a_line": ("One a line", "한 줄에 하나씩"),
    "as_json": ("A JSON value", "JSON 값"),
    "none_found": ("Nothing was found.", "찾은 항목이 없습니다."),
    # batch
    "file": ("File (xlsx, csv, tsv, jsonl)", "파일 (xlsx, csv, tsv, jsonl)"),
    "column_for": ("Column for", "사용할 열:"),
    "format": ("Format of the answer", "결과 파일 형식"),
    "download": ("Download", "결과 내려받기"),
    "preview": ("First rows", "앞부분 미리보기"),
    "rows": ("rows", "행"),
    "rows_failed": ("failed", "실패"),
    "rows_done": ("answered", "완료"),
    "first_shown": ("The first {n} are shown; the file has all.", "앞의 {n}행만 표시합니다. 전체는 파일에 있습니다."),
    "input": ("Input", "입력"),
    "row": ("Row", "행"),
    "no_file": ("No file has been chosen.", "파일을 선택하지 않았습니다."),
    "no_file_hint": ("Drop one above first.", "먼저 위에 파일을 올리세요."),
    "unmatched": ("This file lacks a column for: {names}. Choose which of its columns to use.",
                  "다음 항목에 해당하는 열이 없습니다: {names}. 사용할 열을 선택하세요."),
    # workbooks
    "workbook": ("A workbook, layout kept", "엑셀 문서 (서식 유지)"),
    "workbook_file": ("Workbook (xlsx)", "엑셀 문서 (xlsx)"),
    "workbook_idle": ("English takes the place of each Korean cell; layout, formulas and charts stay.",
                      "한국어 셀만 영어로 바뀌고 서식, 수식, 차트는 그대로 남습니다."),
    "texts": ("texts", "개 문구"),
    # adapters
    "adapters_about": ("LoRA adapters that work on this base. Click a row for its card.",
                       "이 베이스에서 쓰는 LoRA 어댑터입니다. 행을 누르면 상세 정보가 나옵니다."),
    "name": ("Name", "이름"),
    "task": ("Task", "작업"),
    "kind": ("Kind", "종류"),
    "size": ("Size", "크기"),
    "figures": ("Figures", "측정값"),
    "state": ("State", "상태"),
    "state_ready": ("Ready", "사용 가능"),
    "state_loaded": ("Loaded", "적재됨"),
    "state_refused": ("Refused", "거부됨"),
    "is_default": ("default", "기본"),
    "refresh": ("Scan again", "다시 검사"),
    "card": ("Card", "상세 정보"),
    "no_adapters": ("There are no adapters yet. Train one in the Train tab.",
                    "아직 어댑터가 없습니다. 학습 탭에서 만들 수 있습니다."),
    # train
    "train_about": ("Rows of a file become an adapter on this base, registered when it is done. Classification wants text "
                    "columns and a label; translation wants ko and en; the others want messages that end in the reply.",
                    "파일의 행으로 이 베이스의 어댑터를 학습하고, 끝나면 등록합니다. 분류는 텍스트 열과 라벨 열, 번역은 ko와 en 열, "
                    "나머지는 답으로 끝나는 messages 열이 필요합니다."),
    "train_idle": ("Progress appears here.", "여기에 진행 상황이 나타납니다."),
    "train_data": ("Training rows (xlsx, csv, tsv, jsonl)", "학습 데이터 (xlsx, csv, tsv, jsonl)"),
    "train_name": ("Name of the adapter", "어댑터 이름"),
    "train_name_info": ("Small letters, digits, - and _", "영문 소문자, 숫자, -, _"),
    "train_start": ("Start training", "학습 시작"),
    "train_log": ("Log", "기록"),
    "train_busy": ("Another training is running.", "다른 학습이 진행 중입니다."),
    "train_busy_hint": ("Wait until it is done, or stop it.", "끝날 때까지 기다리거나 중지하세요."),
    "train_done": ("Trained and registered", "학습을 마치고 등록했습니다"),
    "train_public": ("Training and changes to adapters are switched off on this public page.",
                     "공개 페이지에서는 학습과 어댑터 변경을 사용할 수 없습니다."),
    "rank": ("Rank", "랭크"),
    "epochs": ("Epochs", "에포크"),
    "lr": ("Learning rate", "학습률"),
    "batch_size": ("Rows a step", "배치 크기"),
    "label_column": ("Label column (classification)", "라벨 열 (분류 작업)"),
    "companion": ("Mix in a lexical companion (classification)", "어휘 보조 모델 함께 사용 (분류 작업)"),
    "make_default": ("Use as the task's default", "이 작업의 기본 어댑터로 사용"),
    "replace": ("Replace an adapter of this name", "같은 이름의 어댑터를 교체"),
    "auto": ("found automatically", "자동으로 찾음"),
}

# names of tasks' input fields, options and result fields; a field not listed shows its own name
FIELDS: dict[str, tuple[str, str]] = {
    "text": ("Text", "텍스트"),
    "regit_num": ("Registration number", "등록번호"),
    "claim_text": ("Claim", "청구항"),
    "user_query": ("Product or question", "제품 설명 또는 질문"),
    "risk_level": ("Risk", "위험도"),
    "decision_reason": ("Reason", "판단 이유"),
    "comparisons": ("Claim chart", "구성 대비"),
    "patent_element": ("Claim element", "청구항 구성"),
    "user_product_element": ("In the product", "제품의 대응 구성"),
    "match": ("Match", "대응 여부"),
    "label": ("Label", "분류"),
    "scores": ("Scores", "점수"),
    "chunks": ("Windows read", "읽은 구간 수"),
    "columns": ("Columns that make the text", "텍스트로 쓸 열"),
    "categories": ("Categories of your own", "직접 정하는 분류"),
    "vote": ("Vote over windows", "구간 투표 방식"),
    "keywords": ("Keywords", "키워드"),
    "translation": ("Translation", "번역"),
    "source": ("Source", "원문"),
    "target": ("Target", "번역"),
    "terms": ("Terms", "용어"),
    "examples": ("Past translations used", "참고한 과거 번역"),
    "checks": ("Checks", "검사"),
    "applied": ("Used", "반영"),
    "score": ("Likeness", "유사도"),
    "dictionary": ("Your dictionary", "사용자 사전"),
    "memory": ("Past translations", "과거 번역"),
    "limit": ("At most", "최대 개수"),
}

# values of options and results, as a person calls them; one that is not listed shows as it is
VALUES: dict[str, tuple[str, str]] = {
    "mean": ("Mean", "평균"),
    "top3": ("Three best of each", "구간별 상위 3개"),
    "대응": ("Met", "대응"),
    "미대응": ("Not met", "미대응"),
    "판단불가": ("Cannot tell", "판단불가"),
    "높음": ("High", "높음"),
    "애매": ("Unclear", "애매"),
    "낮음": ("Low", "낮음"),
    "check_origin": ("By", "처리"),
    "check_figures": ("Figures", "수치"),
    "check_terms": ("Terms", "용어"),
    "check_hangul": ("No Korean left", "한글 잔존 없음"),
    "check_doubled": ("Repeated word", "반복된 단어"),
    "check_empty": ("Empty", "빈 번역"),
    "check_repaired": ("Repaired", "자동 보정"),
    "check_truncated": ("Cut at the length limit", "길이 한도에서 잘림"),
    "check_unchanged": ("Left untranslated", "번역되지 않음"),
    "origin_model": ("model", "모델"),
    "origin_dictionary": ("dictionary", "사전"),
    "origin_memory": ("past translation", "과거 번역"),
    "origin_source": ("kept as it is", "원문 유지"),
    "origin_composed": ("composed from terms", "용어 조합"),
    "origin_code": ("computed", "계산"),
}


def named(value: str, lang: str) -> str:
    return VALUES[value][lang == "ko"] if value in VALUES else value


def word(key: str, lang: str) -> str:
    return WORDS[key][lang == "ko"]


def said(key: str) -> InputError:
    """The error of this key, whose way out is `key`_hint."""
    (message, ko), (hint, hint_ko) = WORDS[key], WORDS[f"{key}_hint"]
    return InputError(message, hint, ko=ko, hint_ko=hint_ko)


def field(name: str, lang: str) -> str:
    return FIELDS[name][lang == "ko"] if name in FIELDS else name[:1].upper() + name[1:].replace("_", " ")


def lang_of(request: Any) -> str:
    """"ko" or "en": the better liked of the two in the browser's Accept-Language."""
    best, weight = "en", 0.0
    for part in (request.headers.get("accept-language", "") if request is not None else "").split(","):
        tag, _, q = part.strip().partition(";q=")
        short = tag[:2].lower()
        try:
            value = float(q) if q else 1.0
        except ValueError:
            continue
        if short in ("ko", "en") and value > weight:
            best, weight = short, value
    return best


class Words:
    """`words("run")` is a marker that the browser turns into its own language; `table` is what it looks them up in."""

    def __init__(self):
        self._extra: dict[str, Mapping[str, str]] = {}

    def __call__(self, key: str):
        from gradio.i18n import I18nData
        if key not in WORDS and key not in self._extra:
            raise KeyError(key)
        return I18nData(key)

    def add(self, key: str, both: Mapping[str, str]):
        """A text that is not in the table (a task's title): {"ko": …, "en": …}."""
        self._extra[key] = both
        return self(key)

    def html(self, key: str, render: Callable[[str], str]):
        """What `render(lang)` makes of it in each language."""
        return self.add(key, {lang: render(lang) for lang in ("ko", "en")})

    def field(self, name: str):
        return self.add(f"field_{name}", {"en": field(name, "en"), "ko": field(name, "ko")})

    def value(self, value: str):
        en, ko = VALUES.get(value, (value, value))
        return self.add(f"value_{value}", {"en": en, "ko": ko})

    def table(self):
        import gradio as gr
        return gr.I18n(**{lang: {k: v[i] for k, v in WORDS.items()} | {k: v[lang] for k, v in self._extra.items()}
                          for i, lang in enumerate(("en", "ko"))})
