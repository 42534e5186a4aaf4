import json

import pytest

from training.corpora import digests


@pytest.fixture(scope="module")
def rows():
    return list(digests.generate(3, 400))


def test_the_seed_decides_everything(rows):
    assert list(digests.generate(3, 400)) == rows
    assert list(digests.generate(4, 20)) != rows[:20]


def test_every_reply_is_a_digest_of_its_article(rows):
    for row in rows:
        digest = json.loads(row["messages"][-1]["content"])
        assert list(digest) == ["summary", "keywords", "difficulty_level", "prerequisites", "technical_terms"]
        level = digest["difficulty_level"]
        assert 1 <= level["score"] <= 5 and level["label"] == digests.LABELS[level["score"]]
        assert row["content"] in row["messages"][0]["content"]
        for term in digest["technical_terms"]:
            assert term["term"] in row["content"] and term["explanation"] in row["content"]
        assert all(need in row["content"] for need in digest["prerequisites"])
        assert not any(mark in row["content"] + digest["summary"] for mark in "{}@\x02")
    assert {digests.LABELS[r["digest"]["difficulty_level"]["score"]] for r in rows} == {"beginner", "intermediate", "advanced"}


def test_kept_topics_and_patterns_never_train(rows):
    kept = list(digests.generate(3, 200, held_out=True))
    assert not {r["title"] for r in kept} & {r["title"] for r in rows}
    assert not {p for r in kept for p in r["patterns"]} & {p for r in rows for p in r["patterns"]}


def test_particles_follow_the_word_before():
    text = " ".join(r["content"] for r in digests.generate(5, 300))
    assert "인덱스를" in text or "인덱스는" in text
    assert "인덱스은" not in text and "미세 조정는" not in text and "인덱스이라고" not in text
