"""What a phrase of a claim calls its thing: the nouns after its modifiers and amounts, each name that satisfies it."""

from __future__ import annotations

import re

from documents.quantities import Range, find

# "상기 기판 상에 배치되고 A를 포함하는", "A로 이루어진": what a part is made of
CONTAINS = re.compile(
    r"^(?:.*?(?:되고|되며|하고|하며|있고|있으며|되어),?\s+)?(?P<what>\S.*?)(?:"
    r"(?:을|를|이|가)?\s*(?P<amount>(?:총\s*)?\d[^가-힣]*(?:내지|이상|이하|미만|초과|중량|부피|몰|질량|원자|부|이|하|상|\s|[\d.%~])*)?"
    r"(?:로|으로)?\s*(?:포함|함유|첨가|배합)(?:하는|한|된|되는|되어\s*있는)"
    r"|(?:을|를|이|가)\s*(?:내포|봉입|포집|담지|캡슐화)(?:하는|한|된|되는)"
    r"|(?:을|를)\s*(?:가지는|갖는|갖춘|구비하는|구비한)|(?:이|가)\s*(?:형성된|구비된|코팅된|도포된)"
    r"|(?:으로|로)\s*(?:이루어진|구성된|형성된|만들어진|제조된|제작된|된))$"
)
CHOICE = re.compile(
    r"(?:(?:으로|로)\s*(?:이루어진|구성된|구성되는|이루어지는)\s*(?:군|그룹|집단)\s*(?:에서|으로부터|로부터|중에서|중)?|(?:으로부터|로부터|중에서|중|에서))\s*"
    r"(?:(?:적어도|최소)\s*하나(?:\s*이상)?가?\s*)?(?:선택(?:되는|된|되어지는|한|되고|되며)|어느\s*하나|하나|적어도\s*(?:하나|1종)|(?=(?:[1-3]|한|두)\s*종\s*이상(?:의|을\s|과|\s*$)))\s*(?:되는\s*)?"
    r"(?:(?:\d+|일|한)\s*(?:종|개|가지|이상)(?:\s*이상)?|(?:어느\s*)?하나(?:\s*또는\s*(?:둘|그)\s*이상(?:의\s*(?:혼합물|조합))?|\s*이상)?|"
    r"적어도\s*(?:하나|1종|한\s*종)(?:\s*이상)?|단독\s*또는[^,;]*?혼합(?:물)?)?"
    # "라디에이터와 히터 중 어느 하나로 보내는", "수분도 및 주름 중 하나 이상을 분석하는": a way, no choice of parts
    r"(?!\s*이상을\s)(?!(?:로|으로|에)\s|을\s+(?!포함|함유|첨가|배합|더\s))(?:을\s*포함하는|인|의)?\s*"
)
CHOICE_EN = re.compile(
    r"(?:(?:one or more|at least one)\s+(?:\w+\s+){0,3})?(?:selected from(?: the group consisting of)?|chosen from)\s+",
    re.I,
)
_OF_IT = r"(?:이의|그의|그|이들의|이들)\s*"
_ALLOWED = r"(?:[가-힣]+(?:학적|상)(?:으로)?\s*)?(?:허용\s*(?:되는|가능한|가능)\s*)?"
_FORMS = r"(?:염(?![료모색화기소증])|유도체|에스테르|에스터|수화물|용매화물|(?:입체|광학)?이성질체|프로드러그|전구약물|결정형|혼합물|조합)"
SALT = re.compile(
    rf"\s*(?:,\s*)?(?:또는|및|이나|와|과)?\s*{_OF_IT}{_ALLOWED}{_FORMS}"
    rf"(?:\s*(?:,\s*)?(?:또는|및|,)\s*(?:{_OF_IT})?{_ALLOWED}{_FORMS})*|"
    r"\s*(?:,\s*)?or (?:a |an )?(?:\w+ly )?(?:acceptable "
    r")?(?:salt|ester|derivative)s?(?: thereof)?",
    re.I,
)
_SET_SO = r"[가-힣](?:되며|하며|되고|하고|되어)\s"  # "기재 상에 배치되며 점착제 100 중량부에 대하여"
BASIS = re.compile(
    r"^\s*(?:(?:상기\s*)?(?:[가-힣 ]{0,14}?(?:조성물|화장료|전체|수지|제품))\s*)?(?:총|전체)?\s*(?:중량|100\s*중량(?:%|부)|부피)(?:을|를|"
    r"에)?\s*(?:기준으?로(?:\s*하여)?|대하여|대비|대해)\s*,?\s*|"
    rf"^\s*(?:전체\s*)?(?![^\d]*(?:[을를]\s(?!기준|기초)|{_SET_SO}|(?:함량|농도|함유량)[은는이가]\s))[가-힣/ ]{{0,40}}?\s*(?:총|전체)?\s*"
    r"(?:중량|질량|부피|100\s*중량\s*(?:%|부))\s*(?:에|을|를)?\s*"
    r"(?:대하여|기[준초]로|기준으로)(?:\s*하여)?\s*,?\s*"
    rf"|^\s*(?:상기\s)?(?![^,;\d]*{_SET_SO})[가-힣A-Za-z][가-힣A-Za-z\d'\-() ]{{0,50}}?"
    r"\s100\s*중량\s*부(?:에|을|를)?\s*(?:대하여|대해|기준으로)\s*,?\s*"
    r"|^\s*(?:상기\s)?[가-힣]+(?:\s[가-힣]+)?(?:을|를)\s기준으로(?:\s하여)?,?\s*(?=\d)"
)
LEAD = re.compile(
    r"^\s*(?:상기|잔량의|잔부(?:의|가|는)?|나머지(?:의|가|는)?|유효량의|소량의|적량의|적어도\s*(?:하나|1개|한\s*개)(?:\s*이상)?의|하나\s*이상의|1종\s*이상의|복수의|복수\s*개의|다수의|한\s*쌍의|(?:\d+|두|세|네)\s?(?:개|쌍|대)\s?(?:이상|내지\s\d+개)?의|\([a-zA-Z0-9가-하]{1,3}\)|"
    r"[a-zA-Z가-하]\)|[①-⑳]|\d+\))\s*"
)
# nouns that end in 인, which is no copula there; with _ only as words of their own: 착체인, 활성인, 방법인 and 탄소원인 say what a thing is
NOUNS_IN_IN = """
    카페인 베타인 시스테인 파파인 카세인 라인 나린진 와인 코카인 테인 드레인 블록체인 롤러체인 메인 트레인 디자인 코인 확인 승인 할인
    토인 세인 페인 레인 로인 _체인 _요인 _개인 _본인 _타인 _원인 _법인 _사인 _무인 _공인 _노인 _성인
"""
NO_NOUN = "".join(f"(?<!{word})" for word in NOUNS_IN_IN.replace("_", "\\s").split())
ROLE_OF = re.compile(rf"^(?P<role>[^,]{{2,30}}?)(?:으로서|로서|인{NO_NOUN})\s+(?P<thing>(?!및|또는)\S.*)$")
NO_ROLE = re.compile(r"(?:이상|이하|초과|미만)$")  # "임계값 이상인 빔"
RELATIVE = re.compile(
    r"(?:(?<=보다\s)(?:더\s)?\S{0,3}(?:은|큰|긴|운|른)|하는|되는|시킨|되어\s*있는|되도록\s*구성된|하도록\s*구성된|된|(?<=\S)한|인|있는|갖는|가지는|지는|(?<=[어아여려져켜꺼터퍼빠가라러해])진|맞춘|받는|보내는|나누는|만드는|이루는|넣은|섞은|쓰이는|위한|따른|의한|가능한|짓는|흐르는|"
    r"걸친|감기는|덮는|담기는|놓이는|꽂히는|닿는|걸리는|붙는|끼워지는|열리는|시키는|주는|두는|쓰는|우는|추는|르는|키는|내는|돌리는|올리는|내리는|알리는|늘리는|뿌리는|흘리는|버리는|감싸는|둘러싸는|싸는|막는|"
    # the 는 of "분리되어 색소는" ends no verb
    r"잡는|밝히는|높이는|줄이는|움직이는|붙이는|찍는|읽는|찾는|담는|거르는|재는|여는|닫는|(?<=[을를에이가겨려러어아여해]\s)(?<!되어\s)[가-힣]{1,4}는)"
    rf"{NO_NOUN}\s+(?!(?:및|또는|혹은|이나)\s)"
)
RELATIONAL = re.compile(
    r"연결|결합|배치|구비|설치|형성|위치|접촉|이격|내부|외부|일측|타측|상면|하면|상에|사이|둘러|수용|장착|고정|지지(?!체)|본체|하우징|프레임"
)
# where a thing is, said of things claimed before: "상기 음극과 고체 전해질 사이의 복합층"
PLACED = re.compile(
    r"상기\s[^,;]{1,40}?(?:사이|간|(?<=\s)상|상부|위|아래|하부|내부|외부|내측|외측|표면|일측|타측|일단|타단|단부|상면|하면|전면|후면|측면|일면|"
    r"타면)(?:의|에|에서)\s+"
)
# nouns that end as the particle does after a consonant; after a vowel (사과, 여과, 초과) 과 is no particle at all
ENDS_IN_WA = re.compile(r"(?:(?<![동연직완])결|(?<!물)통|(?<![가-힣])(?:경|성|안|학|견|당|산|전|시간경|나한))과$|(?<![가-힣])기와$")


def noun_in_wa(word: str) -> bool:
    """Whether the last syllable of "사과" or "결과" belongs to the noun."""
    bare = len(word) > 1 and word[-1] == "과" and "가" <= word[-2] <= "힣" and (ord(word[-2]) - ord("가")) % 28 == 0
    return bare or bool(ENDS_IN_WA.search(word))


def depth(text: str, position: int) -> int:
    return max(0, text.count("(", 0, position) - text.count(")", 0, position))


def pieces(text: str, separator: re.Pattern) -> list[str]:
    """Split outside brackets."""
    out, start = [], 0
    for match in separator.finditer(text):
        if not depth(text, match.start()):
            out.append(text[start : match.start()])
            start = match.end()
    return [p for p in (*out, text[start:]) if p.strip(" ,;및와과")]


def amounts(text: str) -> list[Range]:
    """The ranges of a phrase, without counts such as "1종 이상", which belong to a choice."""
    return [r for r in find(text) if r.dimension != "count"]


PROPERTY = r"(?:(?:중량|수|부피)?\s?평균\s*)?(?:입자\s*)?(?:입경|크기|직경|두께|분자량|점도|입도|길이|굵기|비표면적)\s*$"


def _strip_amounts(text: str) -> str:
    out, last = "", 0
    for r in amounts(text):
        lead = re.search(
            r"(?:평균\s*)?(?:[가-힣A-Za-z]+\s*){0,3}(?:이|가|은|는)\s*$|(?:(?:중량|수)\s?)?평균\s*$|" + PROPERTY, text[last : r.start]
        )
        out += text[last : r.start - len(lead[0]) if lead and r.dimension != "weight share" else r.start]
        tail = re.match(
            r"\s*(?:(?:의\s)?(?:평균\s)?(?:두께|직경|지름|입경|길이|크기|폭|높이)의(?=\s)|의\s*(?:함량|양|농도|비율)(?:으로|로)|의\s*(?:온도|압력)에서|이면|일\s*때|[이인]\s*경우|의|으로|로|인|을|를|이며|동안|씩|되는)?\s*",
            text[r.end :],
        )
        last = r.end + tail.end()
        out += " "
    return re.sub(r"\s+", " ", out + text[last:]).strip()


def names_of(shown: str) -> tuple[tuple[str, ...], str, tuple[str, ...]]:
    """(names any of which satisfies the element, its class noun, what its modifiers demand)."""
    said = SET_UP.sub("", shown)
    before = LED.match(said) if not shown.endswith(("단계", "공정")) else None
    said = BASIS.sub("", said[before.end() :]) if before else said
    treated = TREATED.match(said)
    text = _strip_amounts(PLACED.sub("", said[treated.end() :] if treated else said))
    text = re.sub(r"\s*(?:을|를)?\s*(?:의\s*)?(?:중량|몰|부피|질량|함량)\s*비(?:율)?(?:으?로)?$", "", text)
    text = re.sub(
        r"(?:\s+|(?:을|를)\s*)(?:준비|제조|수득|제공|혼합|투입|첨가|도포|형성|처리|수행|교반|가열|가공)하는\s*(?:단계|공정|스텝)$",
        "",
        text,
    )
    text = re.sub(r"(?:으로|로)$", "", text) if shown.endswith(("단계", "공정")) else text
    if match := CHOICE.search(text):
        options, head = text[: match.start()], text[match.end() :]
        _, options = modifiers_of(OPTIONS_IN.sub("", options))
        return tuple(names_in(options)), _bare(head), ()
    if match := CHOICE_EN.search(text):
        return tuple(names_in(text[match.end() :])), _bare(text[: match.start()].strip(" ,")), ()
    text = re.sub(r"^[^,\s]{2,12}(?:으로서|로서)\s+(?=.*지\s않는?$)", "", text)  # "방부제로서 파라벤을 함유하지 않는"
    role = ROLE_OF.match(text)
    if role and not NO_ROLE.search(role["role"]) and not any(CONTAINS.match(m) for m in modifiers_of(text)[0][-1:]):
        return tuple(names_in(role["thing"])), _bare(role["role"]), ()  # "증점제로서 카보머"
    text = re.sub(
        r"(?:을|를)\s*(?:(?:실질적으로|전혀|일절|별도로|본질적으로|의도적으로)\s*)?(?:포함|함유|사용|첨가|배합)(?:하|되)지\s*않.*$|"
        r"(?:이|가)\s*(?:없는|포함되지\s*않).*$", "", text
    )
    modifiers, core = modifiers_of(text)
    while lead := LEAD.match(core):
        core = core[lead.end() :]
    names = names_in(core)
    modifiers = [f"{treated[1]}된", *modifiers] if treated else modifiers
    modifiers = [before[1], *modifiers] if before and not AT_ANOTHER.match(before[1]) else modifiers
    needs = tuple(m for m in modifiers if not RELATIONAL.search(m))
    return tuple(names), _bare(core) if len(names) == 1 else "", needs


# "유화제로서 A, B 및 C로 이루어진 군에서", "유상에 A, B 및 C로 이루어진 군에서"
OPTIONS_IN = re.compile(
    r"^(?:[^,\s]+(?:\s[^,\s]+)?(?:으로서|로서)|(?:상기\s)?\S*[가-힣](?:상|상부|층|액|제|면|측|내부|조성물)에(?:는)?)\s+"
)
# "아크릴산을 중합하여 얻어지며, 분자량이 …인 고분자": what is said of a thing before the rest
LED = re.compile(r"^([^,;]{3,60}?[가-힣](?:며|고)),\s+(?=\S)")
# "실란으로 표면 처리되고 평균 입경이 …인 이산화티탄"
TREATED = re.compile(r"^((?!상기)[^,;]{2,40}?(?:으로|로)\s(?:\S+\s)?(?:처리|코팅|피복|개질|도핑|가교))되고\s+(?=\S)")
AT_ANOTHER = re.compile(r"상기\s\S+(?:\s\S+)?(?:에|와|과)\s")
# "상기 기판 상에 배치되고 두께가 …인 유리": where it is, before what it is
SET_UP = re.compile(
    r"^[^,;]*?\S(?:에|에서|와|과)\s(?:\S+\s)?\S*"
    r"(?:(?:형성|배치|위치|결합|연결|장착|설치|구비|적층|부착|고정|접촉|이격|개재)되|놓이|위치하)(?:며|고|어),?\s+(?=\S)"
)


def modifiers_of(text: str) -> tuple[list[str], str]:
    """(relative clauses before the noun, the noun phrase)."""
    cut, found = 0, []
    for match in RELATIVE.finditer(text):
        if not depth(text, match.start()) and match.end() < len(text):
            found.append(text[cut : match.end()].strip())
            cut = match.end()
    return found, text[cut:].strip()


GUARD = "\ue000"


def guarded(text: str) -> str:
    """The text with a mark after nouns that end as the particle 과 does, so that it is not split there."""
    return re.sub(r"\S+[과와](?=\s)", lambda m: m[0] + GUARD if noun_in_wa(m[0]) else m[0], text)


def names_in(text: str) -> list[str]:
    out = []
    for piece in pieces(
        guarded(text),
        re.compile(
            r"\s*,\s+(?:및\s+|또는\s+|and\s+|or\s+)?|(?<=[가-힣\)]),(?=[가-힣])|\s+(?:또는|및|혹은|and|or)\s+|(?<=\S)(?:이나|와|과)\s+"
        ),
    ):
        piece = _bare(piece.replace(GUARD, ""))
        if piece:
            out.append(piece)
    return list(dict.fromkeys(out)) or [text.strip()]


def _bare(name: str) -> str:
    while lead := LEAD.match(name):
        name = name[lead.end() :]
    return re.sub(r"\s*(?:잔량|적량|잔부)?(?:을|를)?$", "", name.strip(" ,;.")).strip()
