"""How alike two names are that no table knows: by spelling, by sound across scripts, and by their parts."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from tasks.infringement.normal import norm
from tasks.infringement.words import variants

# initial and final consonants of Hangul syllables and Latin letters, folded to one sound each
INITIAL = ("k", "k", "n", "t", "t", "l", "m", "p", "p", "s", "s", "", "s", "s", "s", "k", "t", "p", "h")
FINAL = (
    "",
    "k",
    "k",
    "k",
    "n",
    "n",
    "n",
    "t",
    "l",
    "k",
    "m",
    "l",
    "l",
    "l",
    "p",
    "l",
    "m",
    "p",
    "p",
    "t",
    "t",
    "n",
    "t",
    "t",
    "k",
    "t",
    "p",
    "t",
)
LATIN = (
    ("ph", "p"),
    ("th", "t"),
    ("ch", "k"),
    ("ck", "k"),
    ("qu", "k"),
    ("x", "ks"),
    ("ce", "s"),
    ("ci", "s"),
    ("cy", "s"),
    ("c", "k"),
    ("g", "k"),
    ("d", "t"),
    ("b", "p"),
    ("f", "p"),
    ("v", "p"),
    ("r", "l"),
    ("z", "s"),
    ("j", "s"),
    ("q", "k"),
)


@lru_cache(maxsize=65536)
def sound(name: str) -> str:
    """The consonants of a name, alike for both scripts: 나이아신아마이드 and niacinamide are both nsnmt."""
    text = norm(name)
    out = []
    for run in re.findall(r"[가-힣]+|[a-z]+|\d+", text):
        if run[0] >= "가":
            for char in run:
                code = ord(char) - 0xAC00
                out += [INITIAL[code // 588], FINAL[code % 28]]
        elif run.isdigit():
            out.append(run)
        else:
            run = re.sub(r"e$", "", run)
            for a, b in LATIN:
                run = run.replace(a, b)
            out.append(re.sub("[aeiouwyh]", "", run))
    return re.sub(r"(.)\1+", r"\1", "".join(out).replace("h", ""))


def grams(text: str, n: int = 2) -> set[str]:
    padded = f"^{text}$"
    return {padded[i : i + n] for i in range(len(padded) - n + 1)}


def dice(a: set[str], b: set[str]) -> float:
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


SHORT = re.compile(r"(?:[A-Z][a-z]?\d*){2,6}")  # formulas and abbreviations


@lru_cache(maxsize=65536)
def likeness(claimed: str, named: str) -> float:
    """0 to 1; 1 for one name in two spellings. The figures and letters of the two must agree as far as both have them."""
    best = 0.0
    for a in variants(claimed):
        for b in variants(named):
            left, right = norm(a), norm(b)
            if not left or not right:
                continue
            if left == right:
                return 1.0
            value = dice(grams(left), grams(right))
            if same_acid(left, right) or same_salt(left, right):
                value = 0.95
            elif script(left) != script(right):
                x, y = sound(a), sound(b)
                if min(len(x), len(y)) >= 4:
                    value = max(value, 0.98 if x == y else dice(grams(x), grams(y)) * 0.95)
            elif len(left) > 4 and "".join(morphemes(a)) == left and sorted(morphemes(a)) == sorted(morphemes(b)):
                value = 0.97  # the same parts in another order
            shorts = bool(SHORT.fullmatch(a.strip()) and SHORT.fullmatch(b.strip()))  # AlGaN is no spelling of GaN
            if shorts or figures(left) != figures(right) and figures(left) and figures(right) or apart(left, right):
                value *= 0.6
            best = max(best, value)
    return best


# parts of chemical names that look alike and are not: 메틸 and 에틸, 디 and 트리
ALKYL = re.compile(
    r"메틸|에틸|프로필|부틸|펜틸|헥실|헵틸|옥틸|데실|라우릴|미리스틸|세틸|스테아릴|올레일|카프릴|페닐|벤질|"
    r"디(?=[가-힣]{2})|트리|테트라|모노|펜타"
)


def apart(left: str, right: str) -> bool:
    """Whether two Korean chemical names have different alkyls or numbers of them."""
    return script(left) and script(right) and sorted(ALKYL.findall(left)) != sorted(ALKYL.findall(right))


@lru_cache(maxsize=65536)
def jamo(text: str) -> str:
    """Letters of the syllables, for distances finer than a syllable."""
    return unicodedata.normalize("NFD", norm(text))


def same_acid(left: str, right: str) -> bool:
    """레불리닉산 and 레불린산, 스테아릭산 and 스테아르산: acids differ in the ending that stands before 산."""
    if not (left.endswith("산") and right.endswith("산")):
        return False
    a, b = (unicodedata.normalize("NFD", x[:-1]) for x in (left, right))
    shared = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return shared >= 5 and max(len(a), len(b)) - shared <= 4


SALT = re.compile(
    r"^(?:디|트리|테트라)?(?P<before>소듐|소디움|포타슘|나트륨|칼륨|칼슘|마그네슘|징크|암모늄)(?P<rest>.+)$|"
    r"^(?P<acid>.+산)(?:디|이|삼|트리)?(?P<after>나트륨|칼륨|칼슘|마그네슘|아연|암모늄|소듐)$"
)
METALS = {"소듐": "나트륨", "소디움": "나트륨", "포타슘": "칼륨", "징크": "아연"}


def same_salt(left: str, right: str) -> bool:
    """라우로일메틸이세티온산나트륨 and 소듐라우로일메틸이세티오네이트: one metal, and acids that share their stem."""
    a, b = SALT.match(left), SALT.match(right)
    if not a or not b or bool(a["before"]) == bool(b["before"]):
        return False
    metals = [METALS.get(m["before"] or m["after"], m["before"] or m["after"]) for m in (a, b)]
    x, y = (unicodedata.normalize("NFD", (m["rest"] or m["acid"][:-1])) for m in (a, b))
    shared = next((i for i, (c, d) in enumerate(zip(x, y, strict=False)) if c != d), min(len(x), len(y)))
    return metals[0] == metals[1] and shared >= 6 and shared >= 0.6 * min(len(x), len(y))


def script(text: str) -> bool:
    return bool(re.search("[가-힣]", text))


def figures(text: str) -> list[str]:
    return re.findall(r"\d+", text)


PARTS = re.compile(
    r"아세틸|트리|디|모노|테트라|메틸|에틸|프로필|부틸|펜틸|헥실|옥틸|페닐|벤조|시트레이트|포스페이트|아세테이트|스테아레이트|글루코시드|아스코르빌|폴리|"
    r"acetyl|tri|di|mono|tetra|methyl|ethyl|propyl|butyl|pentyl|hexyl|octyl|phenyl|benzo|citrate|phosphate|acetate|"
    r"stearate|glucoside|ascorbyl|poly|[a-z]+|[가-힣]+?(?=아세틸|트리|$)|\d+"
)


def morphemes(name: str) -> list[str]:
    return PARTS.findall(norm(name))


def short_for(claimed: str, named: str) -> bool:
    """Whether `named` is the claimed name cut short: the same last word, all its words in the claimed name, in order."""
    for a in variants(claimed):
        left, right = words(a), words(named)
        if SHORT.fullmatch(a.strip()) and SHORT.fullmatch(named.strip()):
            continue  # the GaN of AlGaN
        if not right or len(right) >= len(left) or len("".join(right)) < 3:
            continue
        if left[-1] != right[-1] and not left[-1].endswith(right[-1]):
            continue
        rest = iter(left)
        if all(
            any(w == x or len(w) > 2 and x.startswith(w) or x.endswith(w) and len(w) > 3 for x in rest) for w in right
        ):
            return True
    return False


HEADS = re.compile(r"(크로스폴리머|코폴리머|추출물|오일|산염|센서|모터|필터|안테나)$")


def words(name: str) -> list[str]:
    out = []
    for word in re.split(r"[\s/,]+", name.lower()):
        plain = norm(word)
        if match := HEADS.search(plain):
            if plain[: match.start()]:
                out.append(plain[: match.start()])
            out.append(match[1])
        elif plain:
            out.append(plain)
    return out
