"""A prompt that fits: descriptions and text are cut so that both have a place in the model's context."""
from __future__ import annotations

from collections.abc import Sequence

from engine.base import Message
from prompts import Prompt
from tasks.classification.categories import Category, Tree

READ = 6_000                  # characters of a text that are read at most
REPLY = 80                    # tokens kept for the turns' own marks and a short reply
LEAST = 200                   # characters of a text, whatever the categories take


def tokens(text: str) -> int:
    """No fewer than a tokenizer would make: two Latin characters a token, one of any other script or digit."""
    letters = sum(c.isascii() and (c.isalpha() or c == " ") for c in text)
    return letters // 2 + len(text) - letters


def cut(text: str, room: int) -> str:
    """The longest beginning that has at most `room` tokens."""
    if tokens(text) <= room:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if tokens(text[:middle]) <= room else (low, middle - 1)
    return text[:low]


def fitted(prompt: Prompt, tree: Tree, among: Sequence[Category], text: str, context: int) -> tuple[Message, ...]:
    """The prompt for these categories and this text. Long descriptions share half of the context evenly."""
    shown = [{"name": c.name, "description": _whole(tree, c)} for c in among]
    frame = sum(tokens(m.content) for m in prompt.render({"categories": [], "text": ""})) + REPLY
    names = sum(tokens(c["name"]) + 4 for c in shown)
    share = max(0, (context // 2 - frame - names) // max(len(shown), 1))
    shown = [c | {"description": cut(c["description"], share)} for c in shown]
    room = context - frame - names - sum(tokens(c["description"]) for c in shown)
    return prompt.render({"categories": shown, "text": cut(text[:READ], max(LEAST, room))})


def _whole(tree: Tree, category: Category) -> str:
    """The description, after the names of what the category belongs to."""
    place = tree.categories.index(category)
    above = " > ".join(tree.categories[i].name for i in tree.path(place)[:-1])
    return f"({above}) {category.description}".strip() if above else category.description
