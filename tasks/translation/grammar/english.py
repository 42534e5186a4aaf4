"""English inflection: verbs in their forms, plurals told from singulars, articles."""

from __future__ import annotations

import re

_IRREGULAR = {  # base: (past, past participle)
    "be": ("was", "been"),
    "hold": ("held", "held"),
    "sell": ("sold", "sold"),
    "pay": ("paid", "paid"),
    "lend": ("lent", "lent"),
    "bear": ("bore", "borne"),
    "begin": ("began", "begun"),
    "take": ("took", "taken"),
    "give": ("gave", "given"),
    "go": ("went", "gone"),
    "rise": ("rose", "risen"),
    "fall": ("fell", "fallen"),
    "win": ("won", "won"),
    "withdraw": ("withdrew", "withdrawn"),
    "have": ("had", "had"),
    "buy": ("bought", "bought"),
    "make": ("made", "made"),
    "keep": ("kept", "kept"),
    "lose": ("lost", "lost"),
    "build": ("built", "built"),
    "show": ("showed", "shown"),
    "split": ("split", "split"),
    "bid": ("bid", "bid"),
    "withhold": ("withheld", "withheld"),
    "offset": ("offset", "offset"),
    "forecast": ("forecast", "forecast"),
    "prove": ("proved", "proven"),
    "undertake": ("undertook", "undertaken"),
    "spend": ("spent", "spent"),
    "become": ("became", "become"),
    "put": ("put", "put"),
    "do": ("did", "done"),
    "bring": ("brought", "brought"),
    "send": ("sent", "sent"),
    "find": ("found", "found"),
    "see": ("saw", "seen"),
    "leave": ("left", "left"),
    "come": ("came", "come"),
    "lay": ("laid", "laid"),
    "grow": ("grew", "grown"),
    "know": ("knew", "known"),
    "choose": ("chose", "chosen"),
    "seek": ("sought", "sought"),
    "meet": ("met", "met"),
    "get": ("got", "got"),
    "break": ("broke", "broken"),
    "cost": ("cost", "cost"),
    "cut": ("cut", "cut"),
    "cast": ("cast", "cast"),
    "broadcast": ("broadcast", "broadcast"),
    "spread": ("spread", "spread"),
    "strive": ("strove", "striven"),
    "lead": ("led", "led"),
    "stand": ("stood", "stood"),
    "shrink": ("shrank", "shrunk"),
    "arise": ("arose", "arisen"),
    "bind": ("bound", "bound"),
    "forgive": ("forgave", "forgiven"),
    "mean": ("meant", "meant"),
    "set": ("set", "set"),
    "shut": ("shut", "shut"),
    "spin": ("spun", "spun"),
    "strike": ("struck", "struck"),
}
_PREFIX = re.compile(r"(?:re|mis|over|under|up|with|short-)(?=\w{3})")  # repay goes as pay does
_DOUBLING = {
    *("submit", "permit", "commit", "admit", "omit", "emit", "remit", "transmit", "allot", "plan", "drop", "stop", "ship", "equip"),
    *("transfer", "refer", "defer", "confer", "prefer", "infer", "occur", "incur", "recur", "concur", "rebut", "compel", "expel"),
    *("begin", "win", "split", "bid", "put", "offset", "control", "get", "set", "shut", "cut", "log", "shred", "span"),
    *("spin", "step"),
}
_NO_ADVERB = {"apply", "comply", "supply", "rely", "reply", "multiply"}
_PLURAL = re.compile(r"(?:[^su]s|ies|people|personnel)$")
_SINGULAR = {"business", "basis", "loss", "process", "series", "address", "this", "analysis", "diagnosis", "crisis", "gas", "bias"}
_PROPER = re.compile(r"[A-Z<“\"'\d]")
_DETERMINED = re.compile(
    r"(?:the|a|an|this|these|each|all|any|no|its|their|other|certain|more than|less than|at least|such|only|“)\b", re.IGNORECASE
)
_CLAUSE = re.compile(r"(?:that|whether|not|being|having)\b|[a-z]+ing (?:the|a|its|such|<)")  # a clause is no noun
_BARE = re.compile(  # heads that stand without an article
    r"\b(?:interest|cash|information|consideration|equity|stock|debt|research|trading|management|business|growth"
    r"|financing|capital|equipment|investment|approval|issuance|payment|disclosure|disposal|acquisition|compliance)$"
)


def past(verb: str) -> str:
    return _first(verb, lambda w: _irregular(w, 0) or _ed(w))


def participle(verb: str) -> str:
    return _first(verb, lambda w: _irregular(w, 1) or _ed(w))


def _irregular(word: str, form: int) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word][form]
    bare = _bare(word)
    return word.removesuffix(bare) + _IRREGULAR[bare][form] if bare in _IRREGULAR else ""


def _bare(word: str) -> str:
    return _PREFIX.sub("", word, count=1) if _PREFIX.match(word) else word


def _doubles(word: str) -> bool:
    return word in _DOUBLING or _bare(word) in _DOUBLING


def ing(verb: str) -> str:
    return _first(verb, _ing)


def third(verb: str) -> str:
    return _first(verb, _third)


def _first(verb: str, made) -> str:
    """The inflected word of `newly establish` is its last, that of `enter into` its first."""
    words = verb.split(" ")
    adverb = words[0].endswith("ly") and words[0] not in _NO_ADVERB
    place = 1 if adverb and len(words) > 1 else 0
    words[place] = made(words[place])
    return " ".join(words)


def _ed(word: str) -> str:
    if word.endswith("e"):
        return word + "d"
    if re.search(r"[^aeiou]y$", word):
        return word[:-1] + "ied"
    return word + (word[-1] if _doubles(word) else "") + "ed"


def _ing(word: str) -> str:
    if word == "be":
        return "being"
    if word.endswith("e") and not word.endswith(("ee", "ye")):
        return word[:-1] + "ing"
    return word + (word[-1] if _doubles(word) else "") + "ing"


def _third(word: str) -> str:
    if word in ("be", "have"):
        return {"be": "is", "have": "has"}[word]
    if re.search(r"(?:s|x|z|ch|sh|o)$", word):
        return word + "es"
    return word[:-1] + "ies" if re.search(r"[^aeiou]y$", word) else word + "s"


def plural(phrase: str) -> bool:
    """Whether a subject wants `are`: by its head, which stands before `of`, `for` and the like."""
    head = re.split(r" (?:of|for|to|in|on|at|by|from|with|under|which|that|[a-z]+ed|regarding|concerning|such as)\b|,", phrase)[0]
    if re.search(r"(?<!of) and ", phrase) and " of " not in phrase:
        return True
    last = head.split(" ")[-1]
    return bool(_PLURAL.search(last)) and last not in _SINGULAR


SEVERAL = ("various", "several", "many", "both")


def many(phrase: str) -> str:
    """The same in the plural, by its head: various plans for it."""
    match = re.match(r"(.*?[A-Za-z])(?=$| (?:of|for|to|in|on|at|by|from|with|under|regarding|including)\b)", phrase)
    if match is None or plural(match[1]):
        return phrase
    head = re.sub(r"([^aeiou])y$", r"\1ie", match[1])
    head += "es" if re.search(r"(?:s|x|z|ch|sh)$", head) else "s"
    return head + phrase[match.end() :]


def with_article(phrase: str) -> str:
    """`the` before a phrase that is neither a name nor a plural without more."""
    if not phrase or _PROPER.match(phrase) or _DETERMINED.match(phrase) or _CLAUSE.match(phrase):
        return phrase
    head = re.split(r" (?:of|for|to|in|on|at|by|from|with|under)\b|,", phrase)[0]
    more = head != phrase
    if not more and (plural(phrase) or _BARE.search(head)):
        return phrase
    return f"the {phrase}"
