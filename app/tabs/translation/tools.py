"""What programs and other agents call beside the task's own endpoint: a text with words of the caller's, and the dictionary."""
from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import gradio as gr

from app.i18n import lang_of
from app.service import Service
from engine.errors import InputError, OnebaseError
from tasks.base import get, parse_options
from tasks.translation.resources import as_list

MOST_TERMS, MOST_EXAMPLES = 5000, 5000
FOUND = 200                                  # entries of a search, at most


def tools(service: Service) -> Mapping[str, Callable[..., dict]]:
    """{name of the endpoint: its function}. Nobody names a file: terms and past translations come with the call."""

    def translate(text: str, context: str = "", terms: dict = None, examples: list = None, adapter: str = None,
                  request: gr.Request = None) -> dict:
        """Translate a Korean disclosure, sentence or table cell into English, with figures computed and checks listed.

        Args:
            text: Korean text.
            context: Where a short cell stands, as "sheet | header of its row | header of its column".
            terms: Terms that must be used, as {"Korean": "English"}.
            examples: Past translations, as [["Korean", "English"], ...]; an exact one is used as it stands.
            adapter: Name of an adapter, or "none" for the bare base.
        """
        from tasks.translation import resources
        from tasks.translation.findings import Cell, of_cell
        try:
            with tempfile.TemporaryDirectory(prefix="onebase-call-") as folder:
                options = {"adapter": adapter} | _files(Path(folder), terms, examples, service.memories())
                chosen = parse_options(get("translation"), {k: v for k, v in options.items() if v}, local=True)
                result = service.answer("translation", {"text": text, "context": context or ""}, chosen)
                lexicon = resources.lexicon(chosen.dictionary) if terms else None
            found = of_cell(Cell("", text, result.translation), lexicon)
            return result.model_dump(mode="json") | {"findings": [f.model_dump(mode="json") for f in found]}
        except OnebaseError as e:
            raise gr.Error(" ".join(e.words(lang_of(request))).strip(), print_exception=False) from e

    def search(query: str, text: str = "", limit: int = 20, request: gr.Request = None) -> dict:
        """Look a term up in the Korean-English finance dictionary, in either language; and say why terms match in a text.

        Args:
            query: A Korean or English word, or part of one.
            text: A Korean text in which every term is to be found, with the reason why it counts or does not.
            limit: How many entries at most.
        """
        from dictionaries import readers
        from dictionaries.search import search as look_up
        from dictionaries.search import why
        try:
            if not (query or text).strip():
                raise InputError("There is nothing to look up.", "Give a query or a text.", ko="찾을 내용이 없습니다.",
                                 hint_ko="query나 text를 넣으세요.")
            lexicon = readers.ours()
            found = look_up(lexicon, query[:200], min(max(int(limit), 1), FOUND))
            return {"entries": [{"korean": f.entry.korean, "english": [*f.entry.english], "domain": f.entry.domain, "score": f.score}
                                for f in found],
                    "matches": [{"surface": r.surface, "start": r.start, "end": r.end, "english": [*r.entry.english],
                                 "matched": r.matched, "why": r.why} for r in why(lexicon, text[:2000])] if text.strip() else []}
        except OnebaseError as e:
            raise gr.Error(" ".join(e.words(lang_of(request))).strip(), print_exception=False) from e

    return {"translate": translate, "search": search}


def _files(folder: Path, terms: Any, examples: Any, standing: Sequence[Path] = ()) -> dict[str, str]:
    """The caller's words as files of the task's own options."""
    out = {}
    if terms:
        if not isinstance(terms, dict) or len(terms) > MOST_TERMS or not all(isinstance(v, str) for v in terms.values()):
            raise InputError(f"terms is not an object of at most {MOST_TERMS:,} words.", 'Give {"Korean": "English"}.',
                             ko=f"terms는 단어 {MOST_TERMS:,}개 이하의 객체여야 합니다.", hint_ko='{"한국어": "English"} 형태로 주세요.')
        (folder / "terms.json").write_text(json.dumps(terms, ensure_ascii=False), encoding="utf-8")
        out["dictionary"] = str(folder / "terms.json")
    if examples:
        pairs = [e for e in examples if isinstance(e, list) and len(e) == 2 and all(isinstance(x, str) for x in e)]
        if len(pairs) != len(examples) or len(examples) > MOST_EXAMPLES:
            raise InputError(f"examples is not a list of at most {MOST_EXAMPLES:,} pairs.", 'Give [["Korean", "English"], …].',
                             ko=f"examples는 {MOST_EXAMPLES:,}개 이하의 쌍이어야 합니다.",
                             hint_ko='[["한국어", "English"], …] 형태로 주세요.')
        lines = (json.dumps({"source": s, "target": t}, ensure_ascii=False) for s, t in pairs)
        (folder / "examples.jsonl").write_text("\n".join(lines), encoding="utf-8")
        out["memory"] = as_list([*standing, folder / "examples.jsonl"])
    return out
