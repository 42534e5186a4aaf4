"""What a place says of a text's meaning, and texts of one document that mean one thing here and another there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dictionaries.lexicon import Lexicon
from documents.segments import split_mark
from documents.texts import Place, Text
from tasks.translation.cells import counted
from tasks.translation.units import unit


def told(text: str, context: str, lexicon: Lexicon) -> tuple:
    """The unit that the headers make of it, and the wordings of tagged terms: equal where two places mean the same."""
    inner = split_mark(text.strip())[1]
    whole = lexicon.sense(inner, context)
    # a text that is no unit needs no look at its headers
    return (unit(inner) and counted(inner, context), whole and whole.english, *(e.english for e in lexicon.meant(inner, context)))


def differing(texts: Iterable[Text], lexicon: Lexicon) -> Iterator[tuple[Text, Place]]:
    """Each text with its first place that means another thing than its very first does."""
    for text in texts:
        if len({p.context for p in text.places}) > 1:
            first = told(text.text, text.places[0].context, lexicon)
            other = next((p for p in text.places if p.context and told(text.text, p.context, lexicon) != first), None)
            if other:
                yield text, other
