"""Korean technical articles with their digests, as chats: learning modules, patent and finance technology, product notes.

An article is composed from a topic (digests_topics.txt: terms with explanations, tasks, benefits, limits) by sentence
patterns; its depth decides which patterns are used and, with the topic's own level, the difficulty. The reply is JSON:
{summary, keywords, difficulty_level: {score: 1-5, label}, prerequisites, technical_terms: [{term, explanation}]}.
"""
from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from training.corpora.grammar import PAIRS, PARTICLE, Writer, is_held_out, pattern_id

TOPICS = Path(__file__).with_name("digests_topics.txt")
LABELS = {1: "beginner", 2: "beginner", 3: "intermediate", 4: "advanced", 5: "advanced"}

OPENINGS = """{title}은 {field} 분야에서 자주 다루는 주제입니다.
이 글에서는 {title}에 대해 설명합니다.
이 모듈에서는 {title}에 대해 알아봅니다.
이 문서는 {title}을 다룹니다.
최근 {field} 분야에서는 {title}이 중요한 과제로 떠오르고 있습니다.
{field} 업무를 맡은 사람이라면 {title}을 한 번쯤 접하게 됩니다.
많은 회사가 {gain}하기 위해 {title}에 관심을 기울입니다.
{gain}하려면 무엇이 필요할까요?
{gain}하는 일은 {field} 분야의 오랜 과제입니다.
새로 맡은 프로젝트에서 {gain}해야 한다고 가정해 보겠습니다.""".splitlines()
MEANINGS = """{term}은 {meaning}입니다.
{term}이란 {meaning}을 말합니다.
여기서 {term}은 {meaning}을 뜻합니다.
{meaning}을 {term}라고 합니다.
먼저 {term}을 이해해야 합니다. 이는 {meaning}입니다.
흔히 {term}이라 부르는 것은 {meaning}입니다.
{term}은 {meaning}으로 정의됩니다.
또 하나 중요한 개념은 {term}으로, {meaning}입니다.""".splitlines()
TASKS = """이 단계에서는 {task}합니다.
먼저 {task}하고, 이어서 {task2}합니다.
다음으로 {task}하는 방법을 살펴봅니다.
{task}한 다음 {task2}하면 준비가 끝납니다.
실제 환경에서는 {task}하는 일부터 시작합니다.
{task}하려면 {term}의 역할을 알아야 합니다.
담당자는 {task}하고 결과를 기록합니다.
{task}할 때에는 {term}에 주의해야 합니다.""".splitlines()
BENEFITS = """이를 통해 {gain}할 수 있습니다.
그 결과 {gain}하는 효과를 얻습니다.
이 방법의 장점은 {gain}할 수 있다는 점입니다.
{gain}하는 데 큰 도움이 됩니다.
이러한 구성은 {gain}하기 위한 것입니다.""".splitlines()
LIMITS = """다만 {limit}는 점에 유의해야 합니다.
그러나 {limit}는 한계가 있습니다.
설계할 때에는 {limit}는 사실을 고려해야 합니다.
한 가지 주의할 점은 {limit}는 것입니다.""".splitlines()
DEEP = """{term}과 {term2}의 관계를 정량적으로 분석하면 설계 변수의 영향을 파악할 수 있습니다.
{term}을 최적화하는 과정에서 {term2}이 함께 변하므로 두 조건을 동시에 만족하는 해를 찾아야 합니다.
실험 결과를 통계적으로 검정하고 {term}의 민감도를 평가합니다.
기존 방식과 비교하여 {term}의 구현 복잡도와 비용을 검토합니다.
{term}의 내부 동작을 수식으로 나타내고 그 가정이 성립하는 범위를 논의합니다.
대규모 환경에서는 {term}과 {term2} 사이의 상충 관계가 성능을 좌우합니다.""".splitlines()
EASY = """사전 지식이 없어도 따라올 수 있도록 처음부터 하나씩 설명합니다.
어려운 수식이나 코드 없이 기본 개념부터 살펴봅니다.
처음 접하는 사람을 위해 쉬운 예로 설명합니다.
용어를 하나씩 풀어 가며 간단한 실습으로 마무리합니다.""".splitlines()
NEEDS = """이 내용을 이해하려면 다음이 필요합니다: {needs}.
필수 구성 요소: {needs}
독자는 다음을 미리 알고 있어야 합니다: {needs}.
시작하기 전에 다음 내용을 익혀 두는 것이 좋습니다: {needs}.""".splitlines()
SUMMARIES = """{title}을 다루며, {term}과 {term2}의 개념과 {task}하는 방법을 설명한다. {limit}는 점을 함께 짚는다.
{gain}하기 위한 {title}을 설명하는 글이다. {term}을 중심으로 {task}하는 과정을 소개하고, {limit}는 한계를 밝힌다.
{field} 분야의 {title}에 관한 글로, {term}과 {term2}을 소개하고 {task}하는 절차를 다룬다.""".splitlines()


@dataclass
class Topic:
    field: str
    title: str
    level: int
    needs: list[str]
    terms: list[tuple[str, str]] = field(default_factory=list)
    tasks: list[str] = field(default_factory=list)
    gains: list[str] = field(default_factory=list)
    limits: list[str] = field(default_factory=list)


@cache
def topics() -> list[Topic]:
    found: list[Topic] = []
    for line in TOPICS.read_text(encoding="utf-8").splitlines():
        if line.startswith("= "):
            area, title, level, needs = (c.strip() for c in line[2:].split("|"))
            found.append(Topic(area, title, int(level), [n.strip() for n in needs.split(";") if n.strip()]))
        elif line.startswith("- "):
            found[-1].tasks.append(line[2:])
        elif line.startswith("+ "):
            found[-1].gains.append(line[2:])
        elif line.startswith("! "):
            found[-1].limits.append(line[2:])
        elif " | " in line and not line.startswith("#"):
            found[-1].terms.append(tuple(line.split(" | ")))
    return found


def sides(lines: list[str], held_out: bool) -> list[str]:
    """The patterns of one side of the split; of a list too short to have a kept one, the last is kept."""
    kept = [p for p in lines if is_held_out(pattern_id("digest", p))] or lines[-1:]
    return kept if held_out else [p for p in lines if p not in kept]


def generate(seed: int, n: int, held_out: bool = False) -> Iterator[dict]:
    """n rows {"messages", "title", "content", "digest", "patterns"}; topics and patterns of the kept side never train."""
    rng = random.Random(f"digests {seed} {held_out}")
    writer = Writer({}, rng)
    every = topics()
    kept = [t for i, t in enumerate(every) if i % 7 == 3]
    pool = kept if held_out else [t for t in every if t not in kept]
    for _ in range(n):
        yield _row(rng.choice(pool), rng, writer, held_out)


def _row(topic: Topic, rng: random.Random, writer: Writer, held_out: bool) -> dict:
    used: list[str] = []

    def say(lines: list[str], **slots) -> str:
        own = sides(lines, held_out)
        pattern = rng.choice([p for p in own if p not in used] or own)     # an article does not repeat itself
        used.append(pattern)
        text = PARTICLE.sub(lambda m: f"{m[1]}\x02{PAIRS[m[2]][0]}", pattern.replace("}라고", "}@라고").replace("}이란", "}@란"))
        for name, value in slots.items():
            text = text.replace(f"{{{name}}}", value)
        text = writer.particles(text)
        while "@" in text:
            head, tail = text.split("@", 1)
            text = head + ("이" if _closed(head) else "") + tail
        return text

    depth = rng.choice((-1, 0, 0, 1))
    level = min(5, max(1, topic.level + depth))
    terms = rng.sample(topic.terms, min(len(topic.terms), rng.randint(3, 5) + (depth > 0)))
    tasks = rng.sample(topic.tasks, len(topic.tasks))
    gain, limit = rng.choice(topic.gains), rng.choice(topic.limits)
    needs = [] if depth < 0 else topic.needs[: max(1, len(topic.needs) - (rng.random() < 0.3))]
    common = {"title": topic.title, "field": topic.field, "gain": gain, "limit": limit}

    paragraphs = [[say(OPENINGS, **common)], [], []]
    if depth < 0:
        paragraphs[0].append(say(EASY))
    for term, meaning in terms:
        paragraphs[1].append(say(MEANINGS, term=term, meaning=meaning))
    for i in range(2):
        paragraphs[2].append(say(TASKS, task=tasks[i], task2=tasks[(i + 1) % len(tasks)], term=rng.choice(terms)[0]))
    paragraphs[2].append(say(BENEFITS, **common))
    paragraphs[2].append(say(LIMITS, **common))
    if depth > 0:
        pair = rng.sample([t for t, _ in terms], 2)
        paragraphs.insert(2, [say(DEEP, term=pair[0], term2=pair[1]) for _ in range(2)])
    if needs:
        paragraphs.insert(rng.choice((1, len(paragraphs))), [say(NEEDS, needs=", ".join(needs))])
    content = _layout([p for p in paragraphs if p], tasks, rng)

    first, second = terms[0][0], terms[1][0]
    digest = {
        "summary": say(SUMMARIES, **common, term=first, term2=second, task=tasks[0]),
        "keywords": [topic.title, *(t for t, _ in terms)][:6],
        "difficulty_level": {"score": level, "label": LABELS[level]},
        "prerequisites": needs,
        "technical_terms": [{"term": t, "explanation": m} for t, m in terms],
    }
    messages = [{"role": "user", "content": f"문서 정리: {topic.title}\n{content}"},
                {"role": "assistant", "content": json.dumps(digest, ensure_ascii=False)}]
    return {"messages": messages, "title": topic.title, "content": content, "digest": digest, "patterns": used}


def _closed(text: str) -> bool:
    last = text.rstrip(")")[-1:]
    return "가" <= last <= "힣" and (ord(last) - 0xAC00) % 28 > 0


def _layout(paragraphs: list[list[str]], tasks: list[str], rng: random.Random) -> str:
    """Running text, or a learning module with headings and a list of goals."""
    texts = [" ".join(p) for p in paragraphs]
    if rng.random() < 0.5:
        return "\n\n".join(texts)
    goals = "\n".join(f"- {task}합니다." for task in tasks)
    return "\n\n".join([texts[0], f"## 학습 목표\n\n{goals}", f"## {rng.choice(('소개', '개요', '본문'))}\n\n" + "\n\n".join(texts[1:])])
