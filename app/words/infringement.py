"""Words of the infringement tab."""

FIELDS = {
    "regit_num": ("Registration number", "등록번호"),
    "claim_text": ("Claim", "청구항"),
    "user_query": ("Product or question", "제품 설명 또는 질문"),
    "risk_level": ("Risk", "위험도"),
    "decision_reason": ("Reason", "판단 이유"),
    "comparisons": ("Claim chart", "구성 대비"),
    "patent_element": ("Claim element", "청구항 구성"),
    "user_product_element": ("In the product", "제품의 대응 구성"),
    "match": ("Match", "대응 여부"),
    "claim": ("Claim number", "청구항 번호"),
    "elements": ("Claim elements, edited", "직접 고친 구성요소"),
    "status": ("Legal status", "법적 상태"),
    "expiry": ("Expiry", "존속기간 만료일"),
    "territory": ("Territory", "권리 국가"),
    "form": ("Form of the result", "결과 형식"),
    "margin": ("Margin for equivalents", "균등 검토 범위(경계값 대비)"),
    "synonyms": ("Your synonyms", "사용자 동의어"),
}

VALUES = {
    "대응": ("Met", "대응"),
    "미대응": ("Not met", "미대응"),
    "판단불가": ("Cannot tell", "판단불가"),
    "높음": ("High", "높음"),
    "애매": ("Unclear", "애매"),
    "낮음": ("Low", "낮음"),
    "strict": ("Strict (fixed keys)", "기본(고정 키)"),
    "extended": ("Extended", "확장"),
}
