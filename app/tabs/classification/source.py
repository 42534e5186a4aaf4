"""The first step: a file, its sheet, and which of its columns are read, name a row, or hold a label."""
from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import gradio as gr

from app import html
from app.held import Held
from app.i18n import Words, lang_of, named, said, word
from app.tabs.classification.run import Source
from app.theme import piece
from documents import sheets, tables
from documents.tables import BadRow
from engine.errors import InputError, OnebaseError
from tasks.classification import columns as known

PREVIEW = 5                                  # rows
SEPARATORS = (("oc_sep_blank", "\n\n"), ("oc_sep_line", "\n"), ("oc_sep_space", " "), ("oc_sep_bar", " | "))


class Picker:
    """`inputs`: what a run needs of this step, in the order that `chosen` takes them."""

    def __init__(self, words: Words, sources: Held[Source]):
        self.sources = sources
        with gr.Row(equal_height=False):
            with gr.Column(scale=4, min_width=280):
                self.file = gr.File(show_label=False, file_types=[*tables.FORMATS], height=150, elem_id="oc-file")
                self.sheet = gr.Dropdown([], label=words("oc_sheet"), visible=False, elem_id="oc-sheet")
            with gr.Column(scale=7, min_width=280):
                self.columns = gr.Dropdown([], label=words("oc_columns"), info=words("oc_columns_info"), multiselect=True,
                                           visible=False, elem_id="oc-columns")
                with gr.Row(visible=False) as self.more:
                    self.separator = gr.Dropdown([(words(k), v) for k, v in SEPARATORS], value="\n\n", label=words("oc_separator"),
                                                 allow_custom_value=True, min_width=130, elem_id="oc-separator")
                    self.identity = gr.Dropdown([], label=words("oc_identity"), min_width=130, elem_id="oc-identity")
                    self.expected = gr.Dropdown([], label=words("oc_expected"), min_width=130, elem_id="oc-expected")
        self.preview = piece(words.html("oc_preview_idle", lambda lang: html.note(word("oc_upload_first", lang))),
                             elem_id="oc-preview")
        self.key = gr.State("")
        self.inputs = [self.key, self.columns, self.separator, self.identity, self.expected]
        outputs = [self.key, self.sheet, self.columns, self.more, self.identity, self.expected, self.preview]
        quiet = {"show_progress": "hidden", "api_visibility": "private"}
        self.file.change(self._look, [self.file, self.key], outputs, **quiet)
        self.sheet.input(self._turn, [self.file, self.sheet, self.key], outputs, **quiet)
        gr.on([self.columns.input, self.separator.input, self.identity.input, self.expected.input], self._again, self.inputs,
              [self.preview], **quiet)

    # -- reading -------------------------------------------------------------------------------------------------
    def _look(self, path: str | None, key: str, request: gr.Request) -> list[Any]:
        self.sources.drop(key)
        if not path:
            return self._nothing(html.note(word("oc_upload_first", lang_of(request))))
        try:
            names = sheets.names(Path(path)) if path.lower().endswith(".xlsx") else []
        except OnebaseError as e:
            return self._nothing(html.error_box(e, lang_of(request)))
        return self._read(path, names, names[0] if names else None, lang_of(request))

    def _turn(self, path: str | None, sheet: str | None, key: str, request: gr.Request) -> list[Any]:
        if not path:
            return self._look(None, key, request)
        self.sources.drop(key)
        return self._read(path, None, sheet, lang_of(request))

    def _read(self, path: str, names: list[str] | None, sheet: str | None, lang: str) -> list[Any]:
        try:
            with open(path, "rb") as file:
                fingerprint = hashlib.file_digest(file, "sha256").hexdigest()[:16]
            source = Source(Path(path).name, tables.read(Path(path), sheet=sheet, most=tables.MOST_ROWS), fingerprint)
            if not source.columns:
                raise InputError(f"{source.name} has no columns.", "Give it a row of headings.",
                                 ko=f"{source.name}에 열이 없습니다.", hint_ko="첫 행에 머리글을 넣으세요.")
            key = self.sources.keep(source)
        except OnebaseError as e:
            return self._nothing(html.error_box(e, lang), self._sheets(names, sheet))
        columns = [*source.columns]
        text, identity, expected = (list(known.text_columns(source.head)), known.find(source.head, known.DOCUMENT),
                                    known.find(source.head, known.LABEL))
        none = (word("oc_none", lang), "")
        return [key, self._sheets(names, sheet), gr.update(choices=columns, value=text, visible=True), gr.update(visible=True),
                gr.update(choices=[none, *columns], value=identity or ""), gr.update(choices=[none, *columns], value=expected or ""),
                preview(source, text, "\n\n", identity or "", expected or "", lang)]

    @staticmethod
    def _sheets(names: list[str] | None, sheet: str | None) -> Any:
        """Shown where there is a choice, of a sheet that cannot be read too; None: as they were."""
        return gr.update() if names is None else gr.update(choices=names, value=sheet, visible=len(names) > 1)

    def _nothing(self, shown: str, turn: Any = None) -> list[Any]:
        turn = turn or gr.update(visible=False, choices=[], value=None)
        return ["", turn, gr.update(visible=False, choices=[], value=[]), gr.update(visible=False), gr.update(), gr.update(), shown]

    def _again(self, key: str, columns: list[str], separator: str, identity: str, expected: str, request: gr.Request) -> Any:
        source = self.sources.get(key)
        return gr.update() if source is None else preview(source, columns, separator or "", identity, expected, lang_of(request))

    # -- for a run -----------------------------------------------------------------------------------------------
    def chosen(self, key: str, columns: Sequence[str] | None, separator: str | None, identity: str | None,
               expected: str | None) -> tuple[Source, tuple[str, ...], str, str | None, str | None]:
        """Checked; InputError says what is missing."""
        source = self.sources.get(key)
        if source is None:
            raise said("oc_gone") if key else said("no_file")
        if not columns:
            raise said("oc_no_column")
        for column in (*columns, *filter(None, (identity, expected))):
            if column not in source.columns:
                raise InputError(f"There is no column {column}.", "Choose the columns again.",
                                 ko=f"{column} 열이 없습니다.", hint_ko="열을 다시 고르세요.")
        return source, tuple(columns), (separator or "")[:20], identity or None, expected or None


def preview(source: Source, columns: Sequence[str], separator: str, identity: str, expected: str, lang: str) -> html.Html:
    """The first rows with what each column is for, and the first text as it will be read."""
    rows = source.table.rows
    roles = {identity: word("oc_role_id", lang), expected: word("oc_role_expected", lang)} | dict.fromkeys(
        columns, word("oc_role_text", lang))
    heads = [html.join((c, html.tag("em", roles[c], "oc-role") if c in roles else "")) for c in source.columns]
    first = html.table(heads, [[html.tag("span", html.brief(r.get(c), 90)) for c in source.columns] for r in rows[:PREVIEW]
                               if isinstance(r, Mapping)], "oc-preview")
    empty = sum(not isinstance(r, BadRow) and not any(str(r[c] or "").strip() for c in columns) for r in rows)
    bad = sum(isinstance(r, BadRow) for r in rows)
    told = [html.tag("b", source.name), html.tag("span", f"{len(rows):,} {word('rows', lang)} · {len(source.columns):,} "
                                                         f"{word('oc_columns_count', lang)}", "ob-dim")]
    if columns and empty:
        told.append(html.badge(word("oc_empty_rows", lang).format(n=f"{empty:,}"), "warn"))
    if bad:
        told.append(html.badge(word("oc_bad_rows", lang).format(n=f"{bad:,}"), "bad"))
    parts: list[Any] = [html.tag("div", html.join(told), "oc-head"), first]
    if source.kept:
        states = Counter(line.reviewed for line in source.kept.values())
        counts = ", ".join(f"{named(state, lang)} {n:,}" for state, n in states.items())
        parts.insert(1, html.tag("p", word("oc_returned", lang).format(counts=counts), "oc-good"))
    if not columns:
        parts.insert(1, html.tag("p", word("oc_no_column", lang), "oc-warn"))
    else:
        place = next((i for i, r in enumerate(rows) if isinstance(r, Mapping)), None)
        text = source.text(place, columns, separator) if place is not None else ""
        parts += [html.heading(word("oc_as_read", lang)), html.tag("div", text[:600] + ("…" if len(text) > 600 else ""),
                                                                   "ob-text oc-text oc-short")]
    return html.panel(*parts)
