"""Words of the Adapters tab."""

WORDS = {
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
}
