"""Rows for the translation adapter: {"ko", "en", "terms", "example"}, slots in place of figures and names.

    python -m training.corpora.translation --n 4000 --output rows.jsonl [--parallel DIR]

Half of the hints name another wording than the pair had, and the English follows them: the adapter learns to obey a
dictionary, not to recall one. An example line shows a pair of the same pattern, in the same other wording.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from dictionaries import choose, readers
from training.corpora import disclosures, parallel

# Korean term | its English in our corpora | what other houses write
WORDINGS = """주식 | shares | stocks
보통주식 | common shares | common stock
자기주식 | treasury shares | treasury stock; own shares
발행주식총수 | total number of issued shares | total shares outstanding; total issued and outstanding shares
감자 | capital reduction | reduction of capital; capital decrease
증자 | capital increase | increase of capital; rights offering
유상증자 | paid-in capital increase | rights issue; capital increase with consideration
무상증자 | bonus issue | capital increase without consideration; free share issue
소각 | retirement | cancellation
처분 | disposal | sale; disposition
취득 | acquisition | purchase
사채 | bonds | debentures; notes
전환사채 | convertible bonds | CB; convertible notes
교환사채 | exchangeable bonds | EB; exchangeable notes
이사회 | board of directors | Board; BOD
대표이사 | representative director | CEO; chief executive officer
주주총회 | general meeting of shareholders | shareholders' meeting; general shareholders meeting
최대주주 | largest shareholder | major shareholder; controlling shareholder
자회사 | subsidiary | affiliated subsidiary; subsidiary company
종속회사 | subsidiary | consolidated subsidiary
계열회사 | affiliate | affiliated company
당사 | the Company | the company; our company
회사 | the Company | the company
공시 | disclosure | public notice; filing
정정 | correction | revision; amendment
결정 | decision | determination
자기자본 | equity | shareholders' equity; net worth
자본금 | capital stock | share capital; paid-in capital
자산총액 | total assets | assets in total
매출액 | sales | revenue; turnover
영업이익 | operating profit | operating income
당기순이익 | net profit | net income
배당 | dividend | distribution
채무보증 | debt guarantee | guarantee of obligation; payment guarantee
담보 | collateral | security
차입 | borrowing | loan
대여 | loan | lending
이자 | interest | interest payment
만기일 | maturity date | date of maturity
납입일 | payment date | date of payment
청약일 | subscription date | date of subscription
배정 | allotment | allocation
합병 | merger | amalgamation
분할 | split | spin-off; division
소송 | lawsuit | litigation; suit
계약 | contract | agreement
공급계약 | supply contract | supply agreement
상장 | listing | admission to trading
사업연도 | fiscal year | business year
기준일 | record date | base date
시설자금 | facility funds | facility investment; capital expenditure funds
운영자금 | operating funds | operating capital; working capital
종가 | closing price | last price; closing quotation
감사보고서 | audit report | auditor's report
외부감사인 | external auditor | independent auditor; outside auditor
사외이사 | outside director | independent director; non-executive director
주관회사 | lead manager | lead underwriter; bookrunner
관련 | related to | relating to; in connection with
사항 | matters | details; particulars"""


@cache
def _wordings() -> list[tuple[str, str, list[str]]]:
    rows = [line.split(" | ") for line in WORDINGS.splitlines()]
    return [(ko, en, others.split("; ")) for ko, en, others in rows]


def generate(seed: int, n: int, held_out: bool = False, parallel_dir: Path | None = None) -> Iterator[dict]:
    """n rows; three in four from the disclosure grammar, the rest from the parallel documentation where it is given."""
    rng = random.Random(f"translation {seed} {held_out}")
    pool = list(disclosures.generate(seed, 3 * n, held_out))
    alike: dict[str, list[dict]] = defaultdict(list)
    for pair in pool:
        alike[pair["pattern"]].append(pair)
    documentation = _documentation(parallel_dir, held_out, rng) if parallel_dir else []
    for i in range(n):
        if documentation and i % 4 == 3:
            ko, en = parallel.pair_example(documentation[(i // 4) % len(documentation)], rng)
            yield _row(ko, en, None, rng)
            continue
        pair = pool[i]
        others = [p for p in alike[pair["pattern"]] if p["ko"] != pair["ko"]]
        example = rng.choice(others) if others and rng.random() < 0.25 else None
        yield _row(pair["ko"], pair["en"], (example["ko"], example["en"]) if example else None, rng)


def _documentation(directory: Path, held_out: bool, rng: random.Random) -> list[parallel.Pair]:
    train, held = parallel.read_pairs(directory)
    pairs = [p for p in (held if held_out else train) if p.source in parallel.ERP_SOURCES and 10 < len(p.en) <= 300]
    rng.shuffle(pairs)
    return pairs


def _row(ko: str, en: str, example: tuple[str, str] | None, rng: random.Random) -> dict:
    terms: list[tuple[str, str]] = []
    if rng.random() < 0.6:
        for korean, usual, others in rng.sample(_wordings(), len(_wordings())):
            if len(terms) == 3 or korean not in ko or not _stands(usual, en) or any(korean in k or k in korean for k, _ in terms):
                continue
            wording = rng.choice(others) if rng.random() < 0.5 else usual
            en = _swap(en, usual, wording)
            example = (example[0], _swap(example[1], usual, wording)) if example else None
            terms.append((korean, wording))
        terms += [t for t in _listed(ko, en) if not any(t[0] in k or k in t[0] for k, _ in terms)][: rng.randint(0, 4)]
        rng.shuffle(terms)
    row: dict = {"ko": ko, "en": en}
    if terms:
        row["terms"] = terms
    if example:
        row["example"] = example
    return row


def _listed(ko: str, en: str) -> list[tuple[str, str]]:
    """Terms of our dictionary that stand on both sides."""
    found = {m.surface: choose.for_sentence(m.entry) for m in readers.ours().find(ko)}
    return [(k, e) for k, e in found.items() if e and _stands(e, en)]


def _stands(phrase: str, text: str) -> bool:
    return re.search(rf"\b{re.escape(phrase)}\b", text, re.IGNORECASE) is not None


def _swap(text: str, old: str, new: str) -> str:
    """A capital at the start of a sentence stays one."""

    def one(match: re.Match) -> str:
        starts = match.start() == 0 or text[: match.start()].endswith(". ")
        return new[:1].upper() + new[1:] if starts or (match[0][:1].isupper() and old[:1].islower()) else new

    return re.sub(rf"\b{re.escape(old)}\b", one, text, flags=re.IGNORECASE)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--n", type=int, default=4000)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--parallel", type=Path, help="directory of the parallel documentation")
    parser.add_argument("--held-out", action="store_true", help="patterns and pages kept for evaluation")
    parser.add_argument("--output", type=Path, required=True)
    args = parser.parse_args()
    with args.output.open("w", encoding="utf-8") as file:
        for row in generate(args.seed, args.n, args.held_out, args.parallel):
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
