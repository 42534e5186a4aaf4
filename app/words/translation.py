"""Words of the translation tab."""

WORDS = {
    "texts": ("texts", "개 문구"),
}

FIELDS = {
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
    "context": ("Where the text stands (sheet | row | column)", "위치 정보 (시트 | 행 | 열)"),
    "trust": ("Trust in past translations (enforce, normal, penalty)", "과거 번역 신뢰도 (enforce, normal, penalty)"),
    "document_type": ("Kind of document", "문서 유형"),
    "off": ("Terms switched off", "사용하지 않을 용어"),
    "threshold": ("Likeness from which a past translation is used", "과거 번역을 그대로 쓸 유사도"),
}

VALUES = {
    "check_origin": ("By", "처리"),
    "check_figures": ("Figures", "수치"),
    "check_terms": ("Terms", "용어"),
    "check_hangul": ("No Korean left", "한글 잔존 없음"),
    "check_doubled": ("Repeated word", "반복된 단어"),
    "check_meaning": ("Perhaps turned round: a denial or a bound", "뜻이 뒤바뀌었을 수 있음(부정·범위)"),
    "check_empty": ("Empty", "빈 번역"),
    "check_repaired": ("Repaired", "자동 보정"),
    "check_fuzzy": ("Similar past translation, not reviewed", "유사 번역 사용(검토 필요)"),
    "check_unsure": ("A guess: in no table, and the wordings disagree", "추측: 사전에 없고 후보가 엇갈림"),
    "check_truncated": ("Cut at the length limit", "길이 한도에서 잘림"),
    "check_unchanged": ("Left untranslated", "번역되지 않음"),
    "origin_model": ("model", "모델"),
    "origin_dictionary": ("dictionary", "사전"),
    "origin_memory": ("past translation", "과거 번역"),
    "origin_source": ("kept as it is", "원문 유지"),
    "origin_parts": ("in parts", "부분별 처리"),
    "origin_composed": ("composed from terms", "용어 조합"),
    "origin_code": ("computed", "계산"),
}
