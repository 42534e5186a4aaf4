"""The rules of law that code applies: the all-elements rule, and the sentences that give its reasons."""

from __future__ import annotations

from collections.abc import Sequence

MET, MISSED, UNKNOWN = "대응", "미대응", "판단불가"
MATCHES = (MET, MISSED, UNKNOWN)
HIGH, UNCLEAR, LOW = "높음", "애매", "낮음"
RISKS = (HIGH, UNCLEAR, LOW)


def risk_of(matches: Sequence[str]) -> str:
    """One element that the product lacks ends literal infringement; else one unknown leaves it open; else all are met."""
    return LOW if MISSED in matches else UNCLEAR if UNKNOWN in matches else HIGH


def share_met(matches: Sequence[str]) -> float:
    return sum(m == MET for m in matches) / len(matches) if matches else 0.0


# what the Supreme Court asks of a replaced element (2017후424, 2018다267252 and the decisions that they follow)
CHECKLIST = (
    ("principle",
     "과제 해결원리의 동일성: 특허발명에 특유한 해결수단이 기초한 기술사상의 핵심이 제품에도 구현되어 있습니까?",
     "Same principle of solution: does the product embody the core of the technical idea that is peculiar to the patent?"),
    ("effect",
     "작용효과의 실질적 동일성: 바뀐 구성이 실질적으로 같은 기능을 하고 같은 효과를 냅니까?",
     "Substantially the same effect: does the changed element do the same thing with the same result?"),
    ("obvious",
     "변경의 용이성: 통상의 기술자라면 누구나 쉽게 생각해 낼 수 있는 변경입니까?",
     "Obvious change: would anyone skilled in the art easily have thought of the change?"),
    ("known",
     "자유실시기술: 제품이 출원 당시의 공지기술과 같거나 그로부터 쉽게 실시할 수 있는 것은 아닙니까?",
     "Prior art: is the product itself known, or easily derived from what was known at filing?"),
    ("history",
     "출원경과 금반언: 심사나 심판에서 바뀐 구성을 청구범위에서 의식적으로 제외하지는 않았습니까(보정서, 의견서)?",
     "Prosecution history: was the changed element deliberately given up in amendments or arguments?"),
)
NOTICE = {
    True: "이 결과는 선별용 참고 자료이며 법률 자문이 아닙니다.",
    False: "This is a screening aid, not legal advice.",
}


def checklist(korean: bool) -> list[tuple[str, str]]:
    """(key, question) for the human where an element may be met by an equivalent."""
    return [(key, ko if korean else en) for key, ko, en in CHECKLIST]


def reason_for(
    matches: Sequence[tuple[str, str]], near: Sequence[str] = (), extra: Sequence[str] = (), korean: bool = True
) -> str:
    """A sentence or two that name the deciding elements. `near`: elements whose amount is just outside the claimed
    range; `extra`: components beyond a closed claim."""
    missed = [e for e, m in matches if m == MISSED]
    unknown = [e for e, m in matches if m == UNKNOWN and e not in near]
    return (_korean if korean else _english)(missed, unknown, list(near), list(extra))


def _quoted(elements: list[str], more: str = "") -> str:
    shown = ", ".join(f"'{e if len(e) <= 60 else e[:57] + '…'}'" for e in elements[:3])
    return shown + (more if len(elements) > 3 else "")


def _korean(missed: list[str], unknown: list[str], near: list[str], extra: list[str]) -> str:
    if missed:
        return (
            f"청구항의 구성 중 {_quoted(missed, ' 등')}에 해당하는 구성이 제품에 없거나 다른 구성으로 되어 있습니다. "
            "모든 구성을 갖춘 것이 아니므로 문언 침해 가능성은 낮은 것으로 판단됩니다."
        )
    note = (
        f"{_quoted(near)}의 수치가 청구범위를 근소하게 벗어나므로 문언 침해는 아니지만, "
        "균등론에 따른 침해 여부를 검토해야 합니다."
    )
    if unknown:
        said = f"제품 설명만으로는 {_quoted(unknown, ' 등')}의 포함 여부를 알 수 없어 침해 여부를 판단하기 어렵습니다."
        return f"{said} {'또한 ' + note if near else '해당 구성을 확인해야 합니다.'}"
    if near:
        return f"나머지 구성은 모두 대응하나, {note}"
    if extra:
        return (
            "청구항의 구성을 모두 갖추고 있으나, 다른 성분을 배제하는 폐쇄형 청구항이고 "
            f"제품에는 {_quoted(extra)} 성분이 더 있어 침해 여부가 분명하지 않습니다."
        )
    return "제품이 청구항의 모든 구성을 갖추고 있어 해당 특허를 침해할 가능성이 높은 것으로 판단됩니다."


def _english(missed: list[str], unknown: list[str], near: list[str], extra: list[str]) -> str:
    if missed:
        return (
            f"The product lacks or replaces {_quoted(missed, ' and more')}. "
            "Since not every element of the claim is present, literal infringement appears unlikely."
        )
    note = (
        f"The amount of {_quoted(near)} lies just outside the claimed range; literal infringement is absent, "
        "but the doctrine of equivalents must be examined."
    )
    if unknown:
        said = f"The description does not show whether {_quoted(unknown, ' and more')} is present, so infringement cannot be judged."
        return f"{said} {note}" if near else said
    if near:
        return f"All other elements are met. {note}"
    if extra:
        return (
            f"All elements are met, but the claim is closed and the product also contains {_quoted(extra)}, "
            "so infringement is unclear."
        )
    return "The product has every element of the claim, so the risk of infringement appears high."
