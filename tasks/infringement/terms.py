"""Technical terms: which two names mean the same thing, which is a member of which class, which exclude each other.

Reads dictionaries/technical.csv (term, canonical, relation: same, member or kind, field) and compares unknown names by
their spelling: chemical names vary by transliteration (트라이/트리, 실레인/실란), by letters read aloud (피브이피 = PVP)
and by script (나이아신아마이드 = niacinamide).
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from tasks.infringement.chemistry import cathode, chemical_element, compound, member
from tasks.infringement.natural import stands_to
from tasks.infringement.normal import norm, squeeze
from tasks.infringement.spelling import apart, figures, jamo, sound
from tasks.infringement.words import bounded, parts_of, variants

TABLE = Path(__file__).parents[2] / "dictionaries" / "technical.csv"
WORDS = "words"        # rows of this field translate single words and are not terms of their own
LIKE = 0.92            # of the letters of a misspelt name must agree
SAME, MEMBER, CLASS, OTHER = "same", "member", "class", "other"

# classes whose members are whole products
PRODUCT_CLASSES = (
    "화장료 조성물",
    "모발 화장료 조성물",
    "세정제 조성물",
    "구강용 조성물",
    "이차전지",
    "배터리 팩",
    "반도체 장치",
    "표시 장치",
    "통신 장치",
    "단말",
    "소프트웨어 시스템",
    "차량",
    "산업용 장치",
    "식품 조성물",
    "건강기능식품",
    "약학 조성물",
    "수지 조성물",
    "도료 조성물",
    "접착제 조성물",
    "가전제품",
    "의료기기",
    "콘크리트 조성물",
    "섬유 제품",
)
SALT_FORM = re.compile(
    r"\s*(?:마그네슘|나트륨|칼슘|칼륨|염산|베실산|황산|말레산|푸마르산|타르타르산|시트르산|메실산|인산)?\s*(?:염|수화물|이수화물|삼수화물)?$"
)
SPECIES = re.compile(r"[A-Z]\.?\s?([a-z]{5,}|[가-힣]{3,})(?:\s*균주?)?$")   # L. bulgaricus, L. 불가리쿠스


FORMS = frozenset(norm(c) for c in ("제형 종류", "제형 외관", "의약품 제형", "색", "에멀젼"))
MICROBES = frozenset({norm("유산균"), norm("발효 미생물")})
QUALITY = re.compile("(?:재질|소재|재료|원리|방식)$")  # classes of what things are made of or work by
MEANS = re.compile("(?:방식|수단)$")  # classes of ways to do one thing: who uses one, does not use another
WAYS = re.compile("(?:방식|방법|공법|신호|경로|형식|수단|공정)$")
PRODUCTS = frozenset(norm(c) for c in PRODUCT_CLASSES)


@dataclass(frozen=True)
class Hit:
    """A term of the table found at `start:end` of a text."""

    start: int
    end: int
    text: str
    canonicals: frozenset[str]
    ingredient: bool = False  # a thing that products are made of: a member of a class that is no kind of product
    kind: bool = False  # a kind of product


class Terms:
    """The table, with `extra` pairs of names that the user calls the same."""

    def __init__(self, rows: Iterable[tuple[str, str, str, str]], extra: Iterable[tuple[str, str]] = ()):
        self.canonical: dict[str, set[str]] = {}
        self.parents: dict[str, set[str]] = {}
        self.kinds: dict[str, set[str]] = {}  # classes above that make no rivals: a 모터 and a 솔레노이드 are both a 구동부
        self.fields: dict[str, set[str]] = {}
        self.labels: dict[str, str] = {}
        self.words: dict[str, str] = {}
        self.translations: dict[str, list[str]] = {}
        self._names: dict[str, set[str]] = {}  # as written, for what a normal spelling would hide
        self._called: dict[str, list[str]] | None = None
        self._epithets: dict[str, set[str]] | None = None
        self._found: dict[str, frozenset[str]] = {}
        self._spelt: dict[int, dict[str, tuple[str, set[str]]]] | None = None
        self._heard: dict[tuple[bool, str], set[str]] = {}
        self._compounds: dict[str, set[str]] = {}
        for term, canonical, relation, field in rows:
            if field == WORDS:
                self.words.setdefault(term.lower(), canonical)
                self.translations.setdefault(canonical, []).append(term.lower())
                continue
            key = self._id(canonical, field)
            self._learn(canonical, key, field)
            if relation == "same":
                self._learn(term, key, field)
            else:
                child = self._id(term, field)
                self._learn(term, child, field)
                (self.parents if relation == MEMBER else self.kinds).setdefault(child, set()).add(key)
        for a, b in extra:
            known = self.lookup(b) or self.lookup(a) or frozenset({norm(b)})
            for key in known:
                self._learn(a, key, "")
                self._learn(b, key, "")
        for name, keys in self._names.items():
            if key := compound(name):
                self._compounds.setdefault(key, set()).update(keys)
        self._classes = frozenset().union(*self.parents.values())
        self._found.clear()
        self._spelt = self._epithets = self._called = None
        self._ancestors: dict[str, frozenset[str]] = {}
        self._covering: dict[str, frozenset[str]] = {}
        self._automaton = None

    @staticmethod
    def _id(name: str, field: str) -> str:
        return norm(name)

    def _learn(self, name: str, key: str, field: str) -> None:
        self.canonical.setdefault(norm(name), set()).add(key)
        self._names.setdefault(name, set()).add(key)
        self.fields.setdefault(key, set()).add(field)
        self.labels.setdefault(key, name)

    def lookup(self, name: str) -> frozenset[str]:
        """The things that a name may stand for; a gloss in brackets counts as a second name."""
        if name not in self._found:
            self._found[name] = self._look_up(name)
        return self._found[name]

    def _look_up(self, name: str) -> frozenset[str]:
        found: set[str] = set()
        for variant in variants(name):
            found |= self.canonical.get(norm(variant), set())
            if not found and (key := compound(variant)):
                found |= self._compounds.get(key, frozenset())
            if not found and (oxide := cathode(variant)):
                found |= self.canonical.get(norm(oxide), set())
            if not found and (korean := self.translated(variant)):
                found |= self.canonical.get(norm(korean), set())
            if not found and (epithet := SPECIES.match(variant.strip())):
                found |= self._species().get(norm(epithet[1]), set())
            if not found and (base := SALT_FORM.sub("", variant.strip())) != variant and len(base) > 2:
                # a drug is named with or without its salt: 메트포르민염산염
                found |= {k for k in self.canonical.get(norm(base), set()) if "pharma" in self.fields.get(k, ())}
        if not found and (resin := re.fullmatch(r"(.{2,}?)\s*(?:수지|레진)", name.strip())):
            found |= self.canonical.get(norm(resin[1]), set())  # 에틸렌비닐아세테이트 수지
        return frozenset(found or self._misspelt(name))

    def _species(self) -> dict[str, set[str]]:
        """Microbes by the second word of their names, where it is one's alone."""
        if self._epithets is None:
            self._epithets = {}
            for name, keys in self._names.items():
                if len(parts := name.split()) == 2 and any(self.parents.get(k, set()) & MICROBES for k in keys):
                    self._epithets.setdefault(norm(parts[1]), set()).update(keys)
            self._epithets = {e: keys for e, keys in self._epithets.items() if len(keys) == 1}
        return self._epithets

    def _misspelt(self, name: str) -> set[str]:
        """What a long name is another spelling of: by its sound in the other script, or but for a letter or two."""
        from rapidfuzz import process
        from rapidfuzz.distance import Indel

        key = norm(name)
        if not 5 <= len(key) <= 40 or not re.search("[가-힣]{4}|[a-z]{6}", key):
            return set()
        if self._spelt is None:
            self._spelt = {}
            for other, keys in self._names.items():
                if len(norm(other)) >= 5:
                    same_length = self._spelt.setdefault(len(jamo(other)), {})
                    same_length.setdefault(jamo(other), (norm(other), set()))[1].update(keys)
                    if len(heard := sound(other)) >= 5:
                        self._heard.setdefault((bool(re.search("[가-힣]", other)), heard), set()).update(keys)
        korean, heard = bool(re.search("[가-힣]", key)), sound(name)
        if len(heard) >= 5 and len(found := self._heard.get((not korean, heard), set())) == 1:
            return found
        letters = jamo(name)
        slack = int(2 * len(letters) * (1 - LIKE) / LIKE)  # longer or shorter names cannot be so alike
        near = {k: v for n in range(len(letters) - slack, len(letters) + slack + 1) for k, v in self._spelt.get(n, {}).items()}
        best = process.extractOne(letters, near.keys(), scorer=Indel.normalized_similarity, score_cutoff=LIKE)
        if best is None:
            return set()
        other, keys = near[best[0]]
        latin = re.findall("[a-z]+", key) != re.findall("[a-z]+", other) and korean
        begins = unicodedata.normalize("NFD", key)[0] == unicodedata.normalize("NFD", other)[0]
        return set() if not begins or figures(key) != figures(other) or apart(key, other) or latin else set(keys)

    def translated(self, name: str) -> str | None:
        """An English name in Korean, word by word, where every word is known: ginseng berry extract."""
        if not name.isascii() or len(name.strip()) < 4:
            return None
        words, out = re.findall(r"[a-z]+", name.lower()), []
        while words:
            size = next((n for n in (3, 2, 1) if " ".join(words[:n]) in self.words), 0)
            if not size:
                return None
            out.append(self.words[" ".join(words[:size])])
            words = words[size:]
        return " ".join(out)

    def english(self, korean: str) -> tuple[str, ...]:
        """The single English words for a Korean one."""
        return tuple(self.translations.get(korean, ()))

    def stands_for(self, letters: str, name: str) -> bool:
        """Whether capital letters begin the English words of a Korean name: GDL of 기체 확산층."""
        if not re.fullmatch(r"[A-Z]{3,6}", letters):
            return False
        firsts = [{e[0] for e in self.english(part)} for part in parts_of(name)]
        return len(firsts) == len(letters) and all(c.lower() in f for c, f in zip(letters, firsts, strict=True))

    def names_of(self, name: str) -> tuple[str, ...]:
        """Every name in the table of the things that a name may stand for."""
        if self._called is None:
            self._called = {}
            for known, keys in self._names.items():
                for key in keys:
                    self._called.setdefault(key, []).append(known)
        return tuple(n for k in self.lookup(name) for n in self._called.get(k, ()))

    def ancestors(self, key: str) -> frozenset[str]:
        """The classes that a thing is a member of, however far up."""
        return self._above(key, (self.parents,), self._ancestors)

    def covering(self, key: str) -> frozenset[str]:
        """The classes that a thing falls under, those too whose members are no other means of one another."""
        return self._above(key, (self.parents, self.kinds), self._covering)

    def _above(self, key: str, links: tuple[dict[str, set[str]], ...], known: dict[str, frozenset[str]]) -> frozenset[str]:
        if key not in known:
            known[key] = frozenset()  # a cycle in an edited table must not hang
            up = set().union(*(link.get(key, ()) for link in links))
            known[key] = frozenset(up.union(*(self._above(p, links, known) for p in up)) - {key})
        return known[key]

    def parents_of(self, key: str) -> set[str]:
        return self.parents.get(key, set())

    def category(self, key: str) -> bool:
        """Whether a thing is a kind of product (a class of whole products, or a member of one)."""
        return bool(({key} | self.ancestors(key)) & PRODUCTS)

    def ingredient(self, key: str) -> bool:
        """Whether products are made of a thing: a member of a class that is neither a kind of product, a form nor a way of
        doing something."""
        made_of = any(not WAYS.search(p) for p in self.parents_of(key))
        return made_of and not self.category(key) and not self.ancestors(key) & FORMS

    def relation(self, claimed: str, named: str) -> str | None:
        """What `named` is to `claimed`: the same, a member of it, a class above it, or another thing of the same
        class; None where the table does not know one of them, or nothing that joins them."""
        left, right = self.lookup(claimed), self.lookup(named)
        a, b = compound(claimed), compound(named)
        if a and a == b:
            return SAME
        if member(b, a):
            return MEMBER
        if (one := chemical_element(claimed)) and one == chemical_element(named):
            return SAME
        above, below = any(self.covering(k) & right for k in left), any(self.covering(r) & left for r in right)
        if not left & right and (found := stands_to(claimed, named, self.relation) or self._composed(claimed, named)):
            # the table knows that a yeast is no other thing than a 갈락토미세스
            return CLASS if found == OTHER and above else MEMBER if found == OTHER and below else found
        if not left or not right:
            keys = {norm(a) for a in (*variants(claimed), self.translated(claimed) or "") if a}
            return SAME if any(norm(b) in keys for b in (*variants(named), self.translated(named) or "") if b) else None
        if left & right:
            return SAME
        if below:
            return MEMBER
        if above:
            return CLASS
        if any(self._rivals(k, r) for k in left for r in right):
            return OTHER
        return OTHER if any(self._means(k) & self._means(r) for k in left for r in right) else None

    def _means(self, key: str) -> frozenset[str]:
        """The classes of means above a thing, however far up: a 그래프 신경망 is one 예측 방식, a 협업 필터링 another."""
        return frozenset(a for a in self.ancestors(key) if MEANS.search(a))

    def _rivals(self, a: str, b: str) -> bool:
        """Whether two things stand under one class; where `b` is no class itself, also by way of a narrower one: a Bacillus,
        and a Lactobacillus among the lactic acid bacteria."""
        ours, theirs = self.parents.get(a, set()), self.parents.get(b, set())
        if ours & theirs:
            return True
        return b not in self._classes and bool(ours & self.ancestors(b) or theirs & self.ancestors(a))

    def _composed(self, claimed: str, named: str) -> str | None:
        """Of two names with the same end, one of them not known as a whole, what their beginnings are to each other:
        Mo 소스전극 and 몰리브덴 소스 전극."""
        ours, theirs = claimed.split(), named.split()
        if len(ours) < 2 or len(theirs) < 2 or self.canonical.get(norm(claimed)) and self.canonical.get(norm(named)):
            return None
        for cut in range(1, len(ours)):
            for end in range(1, len(theirs)):
                ends = norm("".join(ours[cut:])), norm("".join(theirs[end:]))
                ends_ours, ends_theirs = (self.canonical.get(e, set()) for e in ends)
                kind = any(({k} | self.covering(k)) & ends_ours for k in ends_theirs)
                if not ends[1].endswith(ends[0]) and not kind:
                    continue  # 적외선 먼지센서 is a 센서, an ETL a 전자 수송층, an OLED 패널 a 표시 패널
                a, b = " ".join(ours[:cut]), " ".join(theirs[:end])
                found = self.relation(a, b)
                if found in (SAME, MEMBER, CLASS) or found == OTHER and self.material(a):
                    return found
                if compound(a) and compound(b):
                    return OTHER  # a TiO2 전자수송층 is no SnO2 전자 수송층
        return None

    def material(self, name: str) -> bool:
        """Whether it says what things are made of or work by: 몰리브덴 of a 몰리브덴 소스 전극, 레이저 of a 레이저 센서."""
        return any(QUALITY.search(c) for k in self.canonical.get(norm(name), ()) for c in self.ancestors(k))

    def kin(self, claimed: str, named: str) -> bool:
        """Whether two names stand under one class, however far up."""
        return any(self.ancestors(a) & self.ancestors(b) for a in self.lookup(claimed) for b in self.lookup(named))

    def hits(self, text: str) -> list[Hit]:
        """Terms in a text, the longest first where they overlap, at word boundaries; blanks inside may differ."""
        squeezed, places = squeeze(text)
        if self._automaton is None:
            import ahocorasick_rs

            self._patterns = [p for p in self.canonical if p]
            self._automaton = ahocorasick_rs.AhoCorasick(self._patterns)
        found = []
        for index, start, end in self._automaton.find_matches_as_indexes(squeezed, overlapping=True):
            first, last = places[start], places[end - 1]
            if start and places[start - 1] == first or end < len(places) and places[end] == last:
                continue  # in the middle of a spelling that was rewritten
            if bounded(text, first[0], last[1]) and not (ACROSS.search(text[first[0] : last[1]]) and OF_FIGURE.search(text[: first[0]])):
                found.append((first[0], last[1], index))
        out: list[Hit] = []
        for begin, stop, index in sorted(found, key=lambda f: (f[0], -f[1])):
            if not out or begin >= out[-1].end:
                keys = frozenset(self.canonical[self._patterns[index]])
                made_of, kind = any(self.ingredient(k) for k in keys), any(self.category(k) for k in keys)
                out.append(Hit(begin, stop, text[begin:stop], keys, made_of, kind))
        return out


# "45 µm / OCA": the unit of a figure begins no name
ACROSS, OF_FIGURE = re.compile(r"\s/\s|,\s"), re.compile(r"\d\s?[µμmcknM%]?$")


@cache
def rows() -> tuple[tuple[str, str, str, str], ...]:
    with TABLE.open(encoding="utf-8", newline="") as f:
        return tuple((r["term"], r["canonical"], r["relation"], r["field"]) for r in csv.DictReader(f))


@lru_cache(maxsize=4)
def table(extra: tuple[tuple[str, str], ...] = ()) -> Terms:
    """Our table, with the user's `extra` pairs of names that mean the same."""
    return Terms(rows(), extra)
