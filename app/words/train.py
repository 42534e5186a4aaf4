"""Words of the Train tab."""

WORDS = {
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
