"""Sentence patterns of claims and of product descriptions. Every fifth of a list is kept for held-out cases."""
from __future__ import annotations

# -- claims ------------------------------------------------------------------------------------------------------
COMPOSITION = (
    "{items|을} 포함하는 {cat}.",
    "{items|을} 포함하는 것을 특징으로 하는 {cat}.",
    "{items|을} 함유하는 것을 특징으로 하는 {cat}.",
    "{items|을} 유효성분으로 포함하는 {cat}.",
    "{items|으로} 이루어진 {cat}.",
    "{cat}에 있어서, {items|을} 포함하는 것을 특징으로 하는 {cat}.",
    "조성물 총 중량에 대하여, {items|을} 포함하는 {cat}.",
    "조성물 전체 중량을 기준으로 {items|을} 함유하는 {cat}.",
    "전체 {cat} 100중량%에 대하여 {items|을} 포함하는 것을 특징으로 하는 {cat}.",
    "{list};를 포함하는 {cat}.",
    "{list};를 포함하는 것을 특징으로 하는 {cat}.",
    "유효성분으로서 {items|을} 함유하는 {cat}.",
    "{items|을} 포함하며, 피부에 도포되는 {cat}.",
    "{cat|으로}서, 상기 조성물은 {items|을} 포함하는 것인 {cat}.",
    "{items|을} 필수 성분으로 포함하는 것을 특징으로 하는 {cat}.",
)
DEVICE = (
    "{list|을} 포함하는 것을 특징으로 하는 {cat}.",
    "{list|을} 포함하는 {cat}.",
    "{list|을} 구비하는 것을 특징으로 하는 {cat}.",
    "{cat}에 있어서, {list|을} 포함하는 것을 특징으로 하는 {cat}.",
    "{cat|으로}서, {list|을} 포함하는, {cat}.",
    "{list|을} 포함하고, 상기 제어부는 측정값에 따라 동작을 조절하는 {cat}.",
    "{list|을} 구비한 {cat}.",
)
PART_ROLES = (
    "본체에 구비되는 {part}", "상기 {prev}에 연결되는 {part}", "상기 {prev}의 일측에 결합되는 {part}", "{part}",
    "상기 {prev}의 신호를 수신하는 {part}", "하우징 내부에 배치되는 {part}", "상기 {prev} 상에 형성되는 {part}",
    "상기 {prev|과} 이격되어 배치된 {part}", "사용자의 상태를 감지하는 {part}", "상기 {prev|을} 제어하도록 구성된 {part}",
    "적어도 하나의 {part}", "프레임에 회전 가능하게 설치되는 {part}",
)
METHOD = (
    "{steps};를 포함하는 {cat}의 제조 방법.",
    "{steps}를 포함하는 것을 특징으로 하는 {cat}의 제조방법.",
    "{cat|을} 제조하는 방법에 있어서, {steps}를 포함하는 것을 특징으로 하는 방법.",
)
DEPENDENT = (
    "제1항에 있어서, 상기 {target|은} {narrow}인 것을 특징으로 하는 {cat}.",
    "제1항에 있어서, {items|을} 더 포함하는 {cat}.",
    "청구항 1에 있어서, 상기 조성물은 {items|을} 추가로 포함하는 것을 특징으로 하는 {cat}.",
    "제 1 항에 있어서, 상기 {target|은} {narrow}인, {cat}.",
)
MARKUSH = (
    "{options|으로} 이루어진 군에서 선택되는 하나 이상의 {cls}",
    "{options|으로}부터 선택되는 하나 이상의 {cls}",
    "{options} 중에서 선택된 1종 이상의 {cls}",
    "{options|으로} 구성된 군으로부터 선택된 적어도 하나의 {cls}",
    "{options} 중 어느 하나 이상을 포함하는 {cls}",
    "{options|으로} 이루어진 그룹에서 선택되는 1종 이상의 {cls}",
)
SALTS = ("", "", "", " 또는 이의 화장품학적으로 허용되는 염", " 또는 이의 약학적으로 허용 가능한 염", " 또는 그의 유도체", " 및 이의 염")
RANGES = ("{name} {lo} 내지 {hi} {unit}", "{name} {lo}~{hi}{unit}", "{lo} 내지 {hi} {unit}의 {name}", "{lo}~{hi} {unit}의 {name}",
          "{name} {lo}{unit} 이상 {hi}{unit} 이하", "{name}을 {lo}-{hi}{unit}")
OPEN_RANGES = ("{lo} {unit} 이상의 {name}", "{name} {hi} {unit} 이하", "{hi}{unit} 미만의 {name}", "{name} {lo}{unit} 이상")

# -- products ----------------------------------------------------------------------------------------------------
CASUAL = (
    "{items|을} 넣은 {product|을} 만들었어.", "{items|이} 들어간 {product|을} 개발 중이야.", "{items|을} 함유하는 {product|을} 개발했어.",
    "{items} 성분이 들어간 {product|을} 출시할 거야.", "{product} 만들었는데 {items|이} 들어갔어.", "{items} 기반의 {product|을} 기획 중이야.",
    "{product|을} 만들었는데 주요 성분은 {items|이야}.", "{items|을} 주성분으로 하는 {product|을} 판매하려고 해.", "{items} 위주로 {product|을} 개발하고 있어.",
    "{product|에} {items|을} 썼어요. 특허 문제 없을까요?", "{items} 함유 {product|을} 내놓을 예정이야.", "{product|인데} {items|이} 들어 있어요.",
    "우리 {product|에는} {items|이} 포함돼 있어.", "{items|을} 배합해서 {product|을} 만들려고요.", "{product}인데요, {items|을} 사용했어요.",
    "{items} 다 들어간 {product|이에요}.", "{product|을} 하나 개발했는데 안에 {items|을} 섞었어.", "이번에 {items|을} 추가한 {product|을} 냈어요.",
)
FORMAL = (
    "본 제품은 {items|을} 포함하는 {product}입니다.", "당사는 {items|을} 적용한 {product|을} 출시하려고 합니다.", "{items|을} 배합한 {product|을} 개발했습니다.",
    "{product}에 {items|을} 사용하였습니다.", "{items|이} 함유된 {product|을} 판매할 예정입니다.", "저희 {product|은} {items|으로} 구성됩니다.",
    "당사 {product|은} {items|을} 포함합니다.", "{items|을} 적용한 제품으로, {product|에} 해당합니다.", "{product|을} 개발하였으며, {items|을} 함유하고 있습니다.",
    "신제품 {product|의} 구성은 다음과 같습니다: {items}.", "{items|을} 채용한 {product|의} 출시를 검토하고 있습니다.", "{product|에} {items|을} 탑재하였습니다.",
)
DEVICES = (
    "{items|을} 장착한 {product|을} 만들었어.", "{items|을} 탑재한 {product}입니다.", "{product|에} {items|을} 달았어요.",
    "{items|을} 적용한 {product|을} 개발 중입니다.", "{product|인데} {items|이} 들어가요.", "당사 {product|은} {items|을} 구비하고 있습니다.",
    "{items|으로} 구성된 {product|을} 출시할 예정입니다.", "{product|은} {items|을} 갖추고 있어요.", "{items|을} 쓰는 {product|을} 기획하고 있어.",
    "{product} 내부에 {items|을} 설치했습니다.",
)
EXCLUDED = (
    "{name|은} 넣지 않았어.", "{name|은} 사용하지 않았습니다.", "{name} 무첨가예요.", "{name|은} 안 썼어요.", "{name|을} 배제했습니다.",
    "{name} 없이 만들었어요.", "{name|은} 들어가지 않습니다.", "{name|은} 뺐어.", "{name} 프리 제품이에요.", "{name|을} 포함하지 않습니다.",
    "{name|은} 전혀 쓰지 않아요.", "{name|은} 제외했습니다.",
)
SECRET = (
    "{name|은} 기밀이라 밝힐 수 없습니다.", "{name|은} 아직 미정이에요.", "{name|은} 아직 정하지 못했어.", "{name|은} 검토 중이에요.",
    "{name|은} 공개하기 어렵습니다.", "{name|은} 영업비밀입니다.", "{name|은} 아직 확정 안 됐어요.", "{name|은} 조정 중이야.",
)
REST_SECRET = ("나머지 구성은 기밀이라 말씀드리기 어렵습니다.", "다른 성분은 아직 조정 중이에요.", "그 외 구성은 미정입니다.", "나머지는 아직 안 정했어.",
               "기타 사항은 비공개입니다.")
BARE = (
    "{product|을} 하나 기획 중이야.", "{product|을} 개발하고 있는데 성분은 아직 못 정했어.", "새로운 {product|을} 만들려고 합니다.", "{product} 제품을 기획하고 있어요.",
    "{product|을} 판매해도 될까요?", "{product} 출시 예정인데 구성은 아직 미정입니다.", "{product|을} 준비하고 있어. 침해인지 봐 줘.",
    "{product}에 대해 특허 침해 여부를 확인하고 싶습니다.",
)
FILLER = (
    "촉촉한 사용감이 특징이에요.", "20대부터 40대까지를 대상으로 합니다.", "용기는 재활용 플라스틱입니다.", "가격은 2만 원대로 잡고 있어요.", "온라인 판매를 먼저 시작합니다.",
    "디자인은 흰색과 회색 두 가지입니다.", "시제품 시험은 끝났습니다.", "국내 생산이에요.", "내년 상반기에 출시할 계획입니다.", "사용자 만족도가 높게 나왔습니다.",
    "기존 제품보다 가볍게 만들었습니다.", "수출도 염두에 두고 있어요.", "소음을 줄이는 데 신경을 썼습니다.", "관련 인증을 준비하고 있습니다.", "특허 침해 소지가 있는지 알려 주세요.",
    "이거 팔아도 문제없을까?", "침해 여부를 검토해 주시기 바랍니다.",
)
ROLE = ("{cls|으로} {name}", "{cls|으로는} {name}", "{name}({cls})")
AMOUNT = ("{name} {value}{unit}", "{name} {value} {unit}", "{value}{unit}의 {name}", "{name}({value}{unit})", "{name} 약 {value}{unit}")
VAGUE = ("{cls} 계열 성분", "{cls} 종류", "일반적인 {cls}", "{cls}", "통상의 {cls}")
ADJECTIVES = {
    "cosmetics": ("미백", "보습", "수분", "주름 개선", "진정", "탄력", "비건", "저자극", "안티에이징", "데일리"),
    "food": ("저칼로리", "고단백", "무가당", "어린이용", "비건"), "pharma": ("경구용", "1일 1회", "개량"),
    "batteries": ("고용량", "전기차용", "급속 충전"), "vehicles": ("소형", "고급형", "상용"), "appliances": ("가정용", "스마트", "소형", "무선"),
}
USES = {
    "cosmetics": ("미백용", "주름 개선용", "보습용", "자외선 차단용", "피부 장벽 강화용", "여드름 개선용", "피부 진정용", "항노화용"),
    "pharma": ("당뇨병 예방 또는 치료용", "통증 완화용", "고혈압 치료용", "경구 투여용", "염증 억제용"),
    "food": ("체중 조절용", "장 건강 개선용", "면역력 증진용", "숙취 해소용"),
    "chemistry": ("자동차 내장재용", "전자재료용"), "construction": ("고강도", "3D 프린팅용"),
}


def side(patterns: tuple[str, ...], held_out: bool) -> tuple[str, ...]:
    """The patterns of one side of the split; a list too short to split serves both."""
    if len(patterns) < 5:
        return patterns
    return tuple(p for i, p in enumerate(patterns) if (i % 5 == 4) == held_out)
