"""Words of documents that are translated whole: what must be known of the file."""

WORDS = {
    "notice_compares": ("{where}: a formula compares with a Korean text that has been translated: {detail}. Change the text "
                        "in the formula.",
                        "{where}: 수식이 번역된 한국어 문구와 비교합니다: {detail}. 수식 안의 문구도 바꾸세요."),
    "notice_literal": ("{where}: a formula holds Korean, which stays: {detail}.",
                       "{where}: 수식 안에 한국어가 있어 그대로 남습니다: {detail}."),
    "notice_cut": ("{where}: the English was cut or left out, because Excel takes at most {detail} characters here.",
                   "{where}: 엑셀이 이 자리에 최대 {detail}자만 허용하여 영문을 줄이거나 넣지 않았습니다."),
    "notice_unlike": ("{where}: written as {detail}, because Excel does not take it otherwise.",
                      "{where}: 엑셀의 제한으로 {detail}(으)로 적었습니다."),
    "notice_pivot": ("{where}: the pivot table {detail} shows the Korean of its last refresh; refresh it in Excel.",
                     "{where}: 피벗 테이블 {detail}에는 마지막 새로 고침의 한국어가 남아 있습니다. 엑셀에서 새로 고치세요."),
    "notice_signature": ("{where}: its digital signature no longer holds, because the text has changed.",
                         "{where}: 내용이 바뀌어 디지털 서명이 더 이상 유효하지 않습니다."),
    "notice_format": ("A number format writes Korean beside its figures, and stays: {detail}.",
                      "숫자 서식에 한국어가 있어 그대로 남습니다: {detail}."),
}
