"""Words of the classification tab."""

WORDS = {
    "info_categories": ("One a line, name: description. No training is needed.",
                        "한 줄에 하나씩, 이름: 설명. 학습 없이 바로 씁니다."),
    "info_columns": ("One a line; title, abstract and claims are found by themselves.",
                     "한 줄에 하나씩. 비워 두면 명칭·요약·청구항 열을 자동으로 찾습니다."),
}

FIELDS = {
    "label": ("Label", "분류"),
    "scores": ("Scores", "점수"),
    "chunks": ("Windows read", "읽은 구간 수"),
    "columns": ("Columns that make the text", "텍스트로 쓸 열"),
    "categories": ("Categories of your own", "직접 정하는 분류"),
    "vote": ("Vote over windows", "구간 투표 방식"),
    "separator": ("Between the columns", "열 사이 구분자"),
    "details": ("Everything that led to the answer", "판단 근거까지 모두"),
    "top": ("Ranked answers kept", "남길 순위 수"),
    "several": ("Several labels per patent", "특허마다 여러 분류"),
    "least": ("Relevance from which a category fits (0–10)", "해당한다고 볼 관련도 (0~10)"),
    "none": ("Answer where none fits", "맞는 분류가 없을 때의 답"),
    "window": ("Window, tokens", "구간 길이(토큰)"),
    "stride": ("Step from window to window, tokens", "구간 이동 간격(토큰)"),
    "relevance": ("Prompt 1: relevance of each category", "프롬프트 1: 분류별 관련도"),
    "choice": ("Prompt 2: choice where the best tie", "프롬프트 2: 동점일 때의 선택"),
    "server": ("OpenAI-compatible server", "OpenAI 호환 서버"),
}

VALUES = {
    "mean": ("Mean", "평균"),
    "top3": ("Three best of each", "구간별 상위 3개"),
}
