"""What people say between a thing and its amount, and which tells nothing of another thing: "레티놀만 따지면 100 g당 200 mg", "상한보다
낮게 0.9%", "순수 펩타이드로 0.005%", "크림에 5% 넣고"."""

from __future__ import annotations

import re

_PARTICLE = r"\s?(?:만을|만은|만|을|를|은|는|이|가)?"
_MASS = r"(?:kg|㎏|킬로그램|킬로|g|그램)"
_WHOLE = r"(?:완제품|제품|본품|전체|총|총량|전량|조성물|배합물?|처방|음료|반죽|원료|용액)"
_HOW_MUCH = r"(?:낮|높|적|많|작|크|큰|낮추|낮춘|높인|줄인|늘린|줄여|늘려|더|덜)"
_TIMES = r"(?:[\d.]+|두|세|네|다섯|여섯|열)\s?배"
PHRASES = (
    r"(?:놓고\s)?(?:따지|치|보|재|계산하|한정하|환산하|말하)(?:면|자면)",  # "레티놀만 따지면"
    rf"(?:\S+\s)?\S+보다(?:는|도)?\s(?:\S+\s)?{_HOW_MUCH}\S*",  # "상한보다 조금 낮게"
    r"(?:순수|순분|무수물?|유효|실제|건조|고형분|활성|active|pure)\S*?(?:\s\S+?)?(?:으로|로)(?:만|는)?",  # "순수 펩타이드로"
    r"환산(?:하면|해서|하여|해|시|값으로|으로|기준으로)?",
    rf"(?:(?:그|그것|이것|이)의?|앞의?)\s{_TIMES}(?:인|로|가\s되는|에\s해당하는)",  # "그 1.5배인"
    rf"(?:{_WHOLE}\s)?[\d.,]*\s?{_MASS}\s?(?:당|기준|중에?|안에|에)",  # "완제품 100 g당"
    rf"{_WHOLE}(?:의|\s?중에?|에서)",
    r"(?:[가-힣]{1,6}(?:게|히|껏)|(?:아주|매우|꽤)?\s?조금|살짝|듬뿍|가득|소량|다량|최대한|약간|아낌없이|딱|꼭|정도)",  # "넉넉하게"
)
# "레티놀로 환산하면": what follows is told of the thing itself
ASIDE = re.compile(rf"(?:(?:으로|로)(?=\s환산)|{_PARTICLE})(?:\s(?:{'|'.join(PHRASES)}))+\s(?:약\s)?")
# "음료의 절반(50 중량%)": the share in words, and in figures
IN_WORDS = re.compile(
    r"\s?(?:은|는|이|가|을|를)?\s?(?:[^\s,;()\d]+(?:의|\s중)\s)?"
    r"(?:절반|반|\S{1,2}\s?분의\s?\S)(?:\s?정도|쯤|가량)?\s?\(\s?(?:약\s)?"
)
INTO = re.compile(r"(?:을|를|은|는|이|가)\s[^\s,;()\d]+(?:\s[^\s,;()\d을를은는이가]+)?(?:에|에는|에다|에다가|에만)\s(?:약\s)?")
PUT_IN = re.compile(r"\s?(?:정도|쯤|가량|씩|만)?(?:을|를)?\s?(?:만\s)?(?:넣|들어|섞|첨가|배합|함유|투입|포함|추가|처방|사용|적용|담)")


def nothing_else(gap: str, after: str) -> bool:
    """Whether the words between a thing and an amount that stands `after` them leave the amount the thing's own."""
    return bool(ASIDE.fullmatch(gap) or IN_WORDS.fullmatch(gap) or INTO.fullmatch(gap) and PUT_IN.match(after))
