"""Why an element was judged so, in a sentence, and how sure that kind of ground is."""

from __future__ import annotations

from engine.particles import settled
from tasks.infringement.law import MET
from tasks.infringement.verdicts import Verdict

# share of verdicts on each ground that were right on our own invented cases (tests/data), read while the rules grew
CONFIDENCE = {
    "literal": 0.99, "term": 0.98, "kind": 0.98, "undecided": 0.97, "absence": 0.96, "content": 0.95, "other": 0.94,
    "left over": 0.79, "spelling": 0.9, "amount": 0.9, "composition": 0.9, "class": 0.8, "half": 0.8, "silence": 0.65,
    "model": 0.7,  # on a small base
}

NOTES = {
    "literal": ("청구항과 같은 표현이 제품 설명에 있습니다.", "The description uses the claim's own words."),
    "term": ("사전에서 같은 것이거나 그 하위 개념입니다.", "The dictionary has it as the same thing, or a member of the class."),
    "spelling": ("표기만 다른 같은 이름으로 보입니다.", "It reads as another spelling of the same name."),
    "left over": ("다른 구성으로 설명되지 않는 내용이 남아 있어 이 구성을 달리 말한 것으로 보입니다. 확인이 필요합니다.",
                  "What no other element explains is probably this one, told in other words; please check."),
    "content": ("구성이 말하는 내용을 제품 설명에서 찾았습니다.", "The description says what the element says."),
    "kind": ("제품의 종류를 청구항의 대상과 비교했습니다.", "The kind of product was held against what is claimed."),
    "absence": ("제품 설명에서 쓰지 않는다고 합니다.", "The description says that the product does without."),
    "other": ("같은 자리에 다른 구성을 씁니다. 치환이 균등한지는 아래 점검표로 검토하세요.",
              "Another thing stands in its place; whether it is equivalent is for the checklist."),
    "composition": ("제품 설명에 적힌 구성 가운데 없습니다.", "It is not among what the product is said to be made of."),
    "class": ("더 넓은 말만 있어 특정할 수 없습니다.", "Only a broader word is given."),
    "half": ("구성의 일부만 설명되어 있고, 무엇에 따라 하는지 또는 그때 무엇을 하는지는 나오지 않습니다.",
             "Only a part is told: not on what it depends, or not what is then done."),
    "undecided": ("정하지 않았거나 밝히지 않는다고 합니다.", "The description says that this is undecided or not disclosed."),
    "silence": ("제품 설명에 나오지 않습니다.", "The description does not mention it."),
    "model": ("사전과 규칙으로 정해지지 않아 모델이 판단했습니다.", "Dictionary and rules left it open; the model answered."),
}
FIGURES = {
    "inside": ("{said}은(는) 청구범위 {claimed} 안에 있습니다.", "{said} is within {claimed}."),
    "near": ("{said}은(는) 청구범위 {claimed} 밖이지만 차이가 경계값의 {margin} 미만입니다. 이 기준은 법정 기준이 아니라 이 도구의 "
             "관례이며, 균등론을 검토해야 합니다.",
             "{said} is outside {claimed} by less than {margin} of the bound. That margin is a convention of this tool, not a "
             "rule of law; the doctrine of equivalents must be examined."),
    "outside": ("{said}은(는) 청구범위 {claimed} 밖입니다.", "{said} is outside {claimed}."),
    "overlap": ("{said}은(는) 청구범위 {claimed}에 일부만 걸칩니다.", "{said} lies only partly within {claimed}."),
    "silent": ("청구범위 {claimed}에 비교할 수치가 제품 설명에 없습니다.", "The description gives no figure for {claimed}."),
    "contradictory": ("제품 설명의 수치가 서로 달라 청구범위 {claimed}와 비교할 수 없습니다.",
                      "The description contradicts itself on the figure for {claimed}."),
}


def confidence(verdict: Verdict) -> float:
    return CONFIDENCE["model" if verdict.by == "model" else verdict.basis]


def note(verdict: Verdict, margin: float, korean: bool) -> str:
    """One sentence, two where a figure was compared too."""
    side = 0 if korean else 1
    ground = "model" if verdict.by == "model" else verdict.basis
    said = [NOTES[ground][side]] if ground in NOTES else []
    if figure := verdict.figure:
        said.append(
            FIGURES[figure.outcome][side].format(
                said=figure.said.text if figure.said else "", claimed=figure.claimed.text, margin=f"{margin:.0%}"
            )
        )
    if verdict.element.functional and verdict.match == MET:
        said.append(
            "기능적 표현이므로 발명의 설명에 적힌 구성까지 살펴 해석해야 합니다."
            if korean
            else "It is a functional term: read it with the embodiments that the description discloses."
        )
    return settled(" ".join(said))
