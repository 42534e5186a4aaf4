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
}

VALUES = {
    "mean": ("Mean", "평균"),
    "top3": ("Three best of each", "구간별 상위 3개"),
}
