"""A Korean sentence as chunks: nouns with their case, verbs with mood and the way they go on, adverbs."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import SimpleNamespace

from dictionaries.borders import kiwi
from documents.masking import SLOT
from tasks.translation.grammar.tables import POSTPOSITIONS, WHEN

VERBS = Path(__file__).parents[3] / "dictionaries" / "verbs.csv"
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_NOMINAL = {"NNG", "NNP", "NNB", "NP", "NR", "SL", "SN", "SH", "XPN", "XSN", "XR", "SW", "MM", "SO", "SS", "SB", "W_SERIAL"}
_WHEN = {"후", "전", "시", "때", "경우", "이후", "이전", "직후", "중", "당시", "현재", "내", "이내", "결과"}
_OF_SPAN = re.compile(r"(<num\d+>)간(?:의(?=\s)|(?=이|입|임))")  # 6개월간의: of six months
_FOR_SPAN = re.compile(r"(<num\d+>)(?:간|\s?동안)\s(?=[가-힣<])")  # 6개월간: for them
_PLAINER = (  # what is read as something else, or needs no clause of its own
    (re.compile(r"(?<![가-힣])본 건(?=\s)"), "본건"),  # the analyser reads 거 + ㄴ
    (re.compile(r"(\S+) 또는 \1[가이] 지정하는 (?:제3)?자"), r"\1 또는 지정자"),
    (re.compile(r"매 (<num\d+>)에 해당(?:하는|되는) 날(?:에|마다)"), r"매 \1마다"),
)
# endings and helpers of a verb → what they say; forms and tags as the analyser writes them, `|` between alternatives
_MOODS = (
    ("ᆯ|을/ETM 예정|계획/NNG 이/VCP", "will"),
    ("ᆯ|을/ETM 예정|계획/NNG $", "will$"),
    ("ᆯ|을/ETM 예정|계획/NNG 으로|로/JKB", "will+"),
    ("ᆯ|을/ETM 수/NNB 는|도|가/J 있/V", "may"),
    ("ᆯ|을/ETM 수/NNB 있/V", "may"),
    ("ᆯ|을/ETM 수/NNB 없/V", "cannot"),
    ("ᆯ|을/ETM 것/NNB 으로|로/JKB 예상|전망|판단|추정|기대/NNG 되|하/XSV", "expected"),
    ("는|ᆫ|은/ETM 것/NNB 으로|로/JKB 예상|전망|판단|추정|기대/NNG 되|하/XSV", "expected"),
    ("ᆯ|을/ETM 것/NNB 이/VCP", "will"),
    ("는|ᆫ|은/ETM 것/NNB 이/VCP", ""),
    ("ᆯ|을/ETM 우려|가능성/NNG 가|이/JKS 있/V", "may"),
    ("기/ETN 로/JKB 결정|결의|의결|합의/NNG 하|되/XSV", "decided"),
    ("기/ETN 로/JKB 하/V", "decided"),
    ("기/ETN 바라/V", "please"),
    ("어야|아야|여야/EC 하|되/V", "must"),
    ("고/EC 있|계시/V", "ing"),
    ("고자|려고|으려고/EC 하/V", "intend"),
    ("지/EC 않|아니하/V", "not"),
    ("지/EC 는|도/JX 않|아니하/V", "not"),
    ("지/EC 못하/V", "unable"),
    ("지/EC 못/MAG 하/V", "unable"),
    ("지/EC 는|도/JX 못하/V", "unable"),
    ("게/EC 되/V", ""),
    ("게/EC 하/V", "made"),
    ("도록/EC 하/V", "shall"),
    ("어|아/EC 오|주|두|놓|나가|버리/VX", ""),
    ("어|아/EC 있/VX", ""),  # 포함되어 있다: the state that the verb left
    ("어|아/EC 지/VX", "passive"),
    ("ᆫ|은/ETM 바/NNB 있/V", "perfect"),
    ("ᆫ|은/ETM 바/NNB 는|가/J 없/V", "perfect not"),
    ("ᆫ|은/ETM 바/NNB 없/V", "perfect not"),
    ("ᆫ|은/ETM 상태/NNG 이/VCP", ""),
    ("는|ᆫ|은/ETM 것/NNB 으로|로|로서|으로서/JKB ,/SP", "so+"),  # 산정한 것으로, …: it was calculated, and …
)


@dataclass
class Noun:
    text: str
    case: str = ""  # the particle: 을, 이, 은, 에, 에서, 로, 와 …
    topic: bool = False
    comma: bool = False
    only: bool = False  # 채무만을


@dataclass
class Verb:
    root: str
    voice: str = "active"  # active, passive, copula, adjective
    moods: list[str] = field(default_factory=list)
    past: bool = False
    link: str = "end"  # end, adn (before a noun), nom (a noun of it), or the connective ending
    tense: str = ""  # of adn: past, now, future
    comma: bool = False
    case: str = ""  # of nom: the particle after it


@dataclass
class Adverb:
    text: str


Chunk = Noun | Verb | Adverb


@dataclass(frozen=True)
class Frame:
    english: str
    transitive: bool
    at: str  # preposition for 에, 에게
    to: str  # for 로


@cache
def frames() -> dict[str, Frame]:
    with VERBS.open(encoding="utf-8", newline="") as file:
        return {r["korean"]: Frame(r["english"], r["kind"] == "t", r["at"], r["to"]) for r in csv.DictReader(file)}


def chunks(text: str) -> list[Chunk] | None:
    """None where the sentence has something that these rules do not know how to read."""
    for pattern, plainer in _PLAINER:
        text = pattern.sub(plainer, text)
    plain, places = _lettered(_FOR_SPAN.sub(r"\1동안에 ", _OF_SPAN.sub(r"\1", text)))
    if plain is None:
        return None
    return _Reader(plain, places).read()


def _lettered(text: str) -> tuple[str | None, dict[int, str]]:
    """Slots as single letters, which the analyser reads as nouns."""
    out, places, at = [], {}, 0
    found = list(SLOT.finditer(text))
    if len(found) > len(_LETTERS):
        return None, {}
    size = 0
    for letter, match in zip(_LETTERS, found, strict=False):
        out.append(text[at : match.start()])
        size += match.start() - at
        places[size] = match[0]
        out.append(letter)
        size += 1
        at = match.end()
    return "".join(out) + text[at:], places


def _topic(token) -> SimpleNamespace:
    """최대주주인 A는: after a letter the analyser takes the particle for a verb, 늘다."""
    return SimpleNamespace(form="는", tag="JX", start=token.start, end=token.start + 1)


class _Reader:
    def __init__(self, plain: str, places: dict[int, str]):
        self.plain, self.places = plain, places
        self.tokens = [_topic(t) if t.form == "늘" and t.start - 1 in places else t for t in kiwi().tokenize(plain)]
        self.out: list[Chunk] = []
        self.open: list[int] = []  # tokens of the noun that is being read

    def read(self) -> list[Chunk] | None:
        i, tokens = 0, self.tokens
        while i < len(tokens):
            token, tag = tokens[i], tokens[i].tag.split("-")[0]
            if tag == "SSO":
                closing = next((j for j in range(i, len(tokens)) if tokens[j].tag.startswith("SSC")), i)
                self.open += range(i, closing + 1)
                i = closing + 1
            elif token.form == "그" and i + 1 < len(tokens) and tokens[i + 1].form == "외":
                self._close("")
                self.out.append(Adverb("그 외"))
                i += 2
            elif token.form == "의거" and not self.open and self.out and getattr(self.out[-1], "case", "") == "에":
                self.out.append(Verb("의거", link="어"))  # 결의에 의거: pursuant to it
                i += 1
            elif tag in _NOMINAL:
                self.open.append(i)
                i += 1
                begins = len(self.open) == 1 and self.out and isinstance(self.out[-1], Verb) and self.out[-1].link == "adn"
                ends = token.form in WHEN if begins else token.form in ("시", "후", "이후") and len(self.open) > 1
                ends = ends or token.form == "경우" and len(self.open) > 2 and tokens[i - 2].tag == "JKG"
                if ends and self._apart(i):
                    self._close("")  # 확정시 정정공시를, 하는 경우 계약을: upon …, if …, then another noun
            elif tag in ("XSV", "XSA"):
                i = self._made_verb(i)
            elif tag in ("VV", "VA", "VX"):
                self._close("")
                noun = token.form.removesuffix("하")
                known = noun != token.form and noun in frames()  # 공고하다: to announce, not to be firm
                voice = "adjective" if tag == "VA" and not known else "active"
                i = self._tail(Verb(noun if known else token.form, voice), i + 1)
            elif tag in ("VCP", "VCN"):
                i = self._copula(i)
            elif tag == "JC" and self._dated(i):
                i = self._particle(i)  # 계열회사와 1월부터: not the two of them
            elif tag == "JKG" or tag == "JC":
                self.open.append(i)
                i += 1
            elif tag.startswith("J"):
                i = self._particle(i)
            elif tag == "SP":
                self._comma(i)
                i += 1
            elif token.form in ("및", "또는", "혹은", "내지") and self.open:
                self.open.append(i)  # joins what stands on both sides
                i += 1
            elif token.form == "현재" and self.open and self._day(self.open[-1]):
                self.open.append(i)  # 제출일 현재: as of that day
                i += 1
                if i < len(tokens) and not tokens[i].tag.startswith(("J", "SP")):
                    self._close("에")
            elif tag in ("MAG", "MAJ"):
                self._close("")
                self.out.append(Adverb(token.form))
                i += 1
            elif tag in ("SF", "SE", "IC"):
                i += 1
            else:
                return None
        self._close("")
        return self.out

    def _day(self, i: int) -> bool:
        return self.tokens[i].form in ("일", "말") or self.places.get(self.tokens[i].start, "").startswith("<date")

    def _dated(self, i: int) -> bool:
        """A date follows what is none."""
        after = self.tokens[i + 1] if i + 1 < len(self.tokens) else None
        dated = after is not None and self.places.get(after.start, "").startswith("<date")
        return dated and bool(self.open) and not self._day(self.open[-1])

    def _apart(self, i: int) -> bool:
        """A noun follows after a space."""
        after = self.tokens[i] if i < len(self.tokens) else None
        return after is not None and after.start > self.tokens[i - 1].end and after.tag.split("-")[0] in _NOMINAL

    def _text(self, indices: Sequence[int]) -> str:
        if not indices:
            return ""
        start, end = self.tokens[indices[0]].start, self.tokens[indices[-1]].end
        return "".join(self.places.get(p, self.plain[p]) for p in range(start, end)).strip()

    def _close(self, case: str, topic: bool = False) -> None:
        if self.open:
            text = self._text(self.open).strip(" ,")
            if text:
                self.out.append(Noun(text, case, topic))
            self.open = []

    def _particle(self, i: int) -> int:
        tokens, forms, topic, start = self.tokens, [], False, i
        while i < len(tokens) and tokens[i].tag.startswith("J") and (i == start or tokens[i].start == tokens[i - 1].end):
            if tokens[i].tag == "JKG":
                self.open += range(start, i + 1)  # 에서의, 로부터의: still one phrase
                return i + 1
            if tokens[i].form in ("은", "는") or tokens[i].tag == "JX" and tokens[i].form == "ᆫ":
                topic = True
            elif not (tokens[i].tag == "JX" and forms):
                forms.append(tokens[i].form)
            i += 1
        # what one becomes, or is not, is no second subject
        only = forms[:1] == ["만"] and len(forms) > 1
        if only:
            forms.pop(0)
        case = "=" if tokens[start].tag == "JKC" else forms[0] if forms else "은"
        if not self.open and self.out and isinstance(self.out[-1], Verb) and self.out[-1].link == "nom":
            self.out[-1].case = case
        if not self.open and self.out and isinstance(self.out[-1], Noun) and not self.out[-1].case:
            self.out[-1].case, self.out[-1].topic = case, topic
        self._close(case, topic)
        if only and isinstance(self.out[-1], Noun):
            self.out[-1].only = True
        return i

    def _comma(self, i: int) -> None:
        if self.open:
            last = self.tokens[self.open[-1]].form
            following = self.tokens[i + 1].tag.split("-")[0] if i + 1 < len(self.tokens) else ""
            if last not in _WHEN and following in _NOMINAL:
                self.open.append(i)
                return
            self._close("")
        if self.out and not isinstance(self.out[-1], Adverb):
            self.out[-1].comma = True

    def _made_verb(self, i: int) -> int:
        """A noun with 하다, 되다 and the like: the longest verb that its last nouns make."""
        token = self.tokens[i]
        near = []
        for j in reversed(self.open):
            follows = near[-1] if near else i
            if self.tokens[j].end != self.tokens[follows].start or self.tokens[j].tag in ("SSC", "SP", "JKG", "JC"):
                break
            near.append(j)
        root, used = "", 0
        for size in range(1, len(near) + 1):
            text = "".join(self.tokens[j].form for j in reversed(near[:size]))
            if text in frames() or not root:
                root, used = text, size
        if used:
            self.open = self.open[: len(self.open) - used]
        elif self.out and isinstance(self.out[-1], Noun) and self.out[-1].case in ("을", "를", "이", "가"):
            root = self.out.pop().text
        self._close("")
        voice = "passive" if token.form in ("되", "당하", "받", "어지") else "adjective" if token.tag.startswith("XSA") else "active"
        return self._tail(Verb(root or token.form, voice), i + 1)

    def _copula(self, i: int) -> int:
        """N이다, but 검토 중이다 is what is being done."""
        verb = Verb("이" if self.tokens[i].tag.startswith("VCP") else "아니", "copula")
        text = self._text(self.open)
        doing = re.fullmatch(r"(.*\S)\s?중", text)
        if doing and verb.root == "이" and (root := verbal(doing[1])):
            self.open = []
            if rest := doing[1][: -len(root)].strip():
                self.out.append(Noun(rest, "을"))
            verb = Verb(root, "active", ["ing"])
        else:
            self._close("=")
        return self._tail(verb, i + 1)

    # -- what follows a verb's stem ------------------------------------------------------------------------------
    def _tail(self, verb: Verb, i: int) -> int:
        tokens = self.tokens
        self.out.append(verb)
        self._light(verb)
        while i < len(tokens):
            if found := self._mood(i):
                mood = found[0]
                if mood == "so+":
                    if verb.root in POSTPOSITIONS:
                        return self._adnominal_end(verb, i)
                    verb.past = verb.past or tokens[i].form != "는" and verb.voice in ("active", "passive")
                    verb.link, i = "고", found[1]
                    return i
                if mood.endswith(("$", "+")):
                    i = found[1]
                    verb.moods.append(mood[:-1])
                    verb.link = "end" if mood.endswith("$") else "고"
                    return i
                i = found[1]
                verb.moods += mood.split()
                continue
            token, tag = tokens[i], tokens[i].tag.split("-")[0]
            if tag == "EP":
                verb.past = verb.past or token.form in ("었", "았", "였", "엇")
                if token.form == "겠":
                    verb.moods.append("will")
            elif tag == "EF":
                verb.link = "end"
                return i + 1
            elif tag == "EC":
                verb.link = token.form
                return i + 1
            elif tag == "ETM":
                verb.link = "adn"
                verb.tense = {"ᆯ": "future", "을": "future", "는": "now", "던": "past"}.get(token.form, "past")
                return i + 1
            elif tag == "ETN" and (said := self._after_nominal(i + 1)):
                verb.link, i = said
                return i
            elif tag == "ETN":
                verb.link = "nom" if i + 1 < len(tokens) and not tokens[i + 1].tag.startswith("SF") else "end"
                return i + 1
            else:
                return i
            i += 1
        return i

    def _adnominal_end(self, verb: Verb, i: int) -> int:
        verb.link, verb.tense = "adn", "now" if self.tokens[i].form == "는" else "past"
        return i + 1

    def _after_nominal(self, i: int) -> tuple[str, int] | None:
        """What a nominal form and its particle say together: 해소됨에 따라, 취득함으로써, 완료되었음에도 불구하고."""
        forms = " ".join(t.form for t in self.tokens[i : i + 5]) + " "
        for said, link in (("에 따르 어", "므로"), ("으로써", "어서"), ("에 도 불구 하 고", "는데도")):
            if forms.startswith(said + " "):
                return link, i + said.count(" ") + 1
        return None

    def _light(self, verb: Verb) -> None:
        """소각을 하다: the noun is the verb."""
        held = self.out[-2] if len(self.out) > 1 else None
        if verb.root not in ("하", "되") or not isinstance(held, Noun) or held.case not in ("을", "를", "이", "가"):
            return
        root = held.text.split(" ")[-1]
        if root not in frames():
            return
        self.out.pop(-2)
        verb.voice = "passive" if verb.root == "되" else verb.voice
        verb.root = root
        if rest := held.text[: -len(root)].strip():
            self.out.insert(-1, Noun(rest, held.case, held.topic))

    def _mood(self, i: int) -> tuple[str, int] | None:
        for pattern, mood in _MOODS:
            steps = pattern.split(" ")
            j = i
            for step in steps:
                if step == "$":
                    if j < len(self.tokens) and self.tokens[j].tag not in ("SF", "SP"):
                        break
                    continue
                forms, _, tag = step.partition("/")
                if j >= len(self.tokens) or not self.tokens[j].tag.startswith(tag) or self.tokens[j].form not in forms.split("|"):
                    break
                j += 1
            else:
                return mood, j
        return None


def verbal(text: str) -> str | None:
    """The verb that a noun phrase ends in: 자기주식 취득 → 취득."""
    words = re.split(r"\s+", text)
    last = words[-1]
    for start in range(len(last)):
        if last[start:] in frames() and len(last) - start >= 2:
            return last[start:]
    return None
