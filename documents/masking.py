"""Latin-script runs and identifiers in Korean text become `<orgN>` slots, so that a model copies them verbatim."""

import re

MAX_SLOT = 16
SLOT = re.compile(r"<(num|amt|date|org)(\d{1,2})>")

_WORD = r"\.?[A-Za-z](?:[A-Za-z0-9_]|[.\-+#/&:@'](?=[A-Za-z0-9_]))*[+#]*"
# A figure belongs to the name before it ("Dynamics 365", "Windows 10") unless a Korean counter follows ("API 3개").
_FIGURE = (
    r"\d+(?:\.\d+)*(?![\d,.%]*\s?(?:개|명|건|만|억|천|백|십|조|원|달러|주|%|월|년|일|시|분|초|회|차|배|번|호|종|대|가지|단계"
    r"|페이지|비트|바이트|인|곳|부|점|위|기|층|권|장|쪽|세|도|행|열))(?![\d,.]*\d)"
)
_RUN = re.compile(rf"(?<![A-Za-z0-9_<])(?:https?://[!-~]*[A-Za-z0-9/]|{_WORD}(?: (?:{_WORD}|{_FIGURE}))*)")
# Money and unit words are the figures' business, not names.
_CURRENCY = re.compile(r"\b(?:KRW|USD|EUR|JPY|CNY|GBP|HKD|VND|RMB|CHF|AUD|CAD|SGD|INR|IDR|TWD|THB|PLN|BRL|MXN)\b")


def latin_runs(text: str) -> list[tuple[int, int]]:
    """Spans of the Latin-script runs of `text`, left to right; slots, currencies and single letters are not runs."""
    taken = [m.span() for m in SLOT.finditer(text)]
    spans = []
    for match in _RUN.finditer(text):
        start, end = match.span()
        if end - start < 2 or _CURRENCY.search(match[0]):
            continue
        if any(start < b and a < end for a, b in taken):
            continue
        spans.append((start, end))
    return spans


def mask_latin(text: str) -> tuple[str, dict[str, str]]:
    """Replace each Latin run by `<orgN>`; returns the masked text and {slot: surface}.

    The same surface gets the same slot; numbering goes on after the `<orgN>` that `text` already holds; runs past
    the 16th slot stay as they are.
    """
    used = max((int(m[2]) for m in SLOT.finditer(text) if m[1] == "org"), default=0)
    slots: dict[str, str] = {}
    out, last = [], 0
    for start, end in latin_runs(text):
        surface = text[start:end]
        if surface not in slots:
            if used >= MAX_SLOT:
                continue
            used += 1
            slots[surface] = f"<org{used}>"
        out += [text[last:start], slots[surface]]
        last = end
    return "".join(out) + text[last:], {slot: surface for surface, slot in slots.items()}
