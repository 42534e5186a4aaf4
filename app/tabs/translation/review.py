"""The review of a document as HTML: source and translation side by side, with what stands behind each."""
from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from app import html
from app.i18n import named, word
from app.tabs.translation.findings import ORDER, Line

PAGE = 40                                    # lines at a time
PLACES = 3                                   # of a text, named before they are counted
TONES = {"error": "bad", "warning": "warn", "note": "plain"}
SIGNS = {"error": "✕", "warning": "!", "note": "i"}
FILTERS: dict[str, Callable[[Line], bool]] = {
    "all": lambda line: True,
    "failed": lambda line: bool(line.found),
    "errors": lambda line: line.worst == "error",
    "model": lambda line: bool({"model", "composed"} & set(line.origins)),
    "memory": lambda line: "memory" in line.origins,
    "edited": lambda line: "person" in line.origins,
    "unconfirmed": lambda line: not line.confirmed,
    "open": lambda line: not line.done,
}
JS = (Path(__file__).parent / "review.js").read_text(encoding="utf-8")


@dataclass
class Look:
    """What is looked at. `kind`: of findings; `find`: letters in the source or the English; `focus`: the line to go to."""
    chosen: str = "all"
    kind: str = ""
    find: str = ""
    page: int = 0
    focus: int | None = None
    moves: int = 0                           # tells one way to a line from the next to the same

    def kept(self, lines: Sequence[Line]) -> list[Line]:
        wanted = self.find.casefold()
        return [x for x in lines if FILTERS[self.chosen](x) and (not self.kind or self.kind in {f.kind for f in x.found})
                and (not wanted or wanted in x.source.casefold() or wanted in x.english.casefold())]

    def go(self, lines: Sequence[Line], at: int, step: int, wanted: Callable[[Line], bool]) -> None:
        """To the next line after the one of number `at` (step 1), or before it (step -1), round the end."""
        kept = self.kept(lines)
        ahead = [i for i, x in enumerate(kept) if (x.number > at if step > 0 else x.number < at)]
        first = ahead[0 if step > 0 else -1] if ahead else 0 if step > 0 else len(kept) - 1
        for i in range(len(kept)):
            found = (first + step * i) % len(kept)
            if wanted(kept[found]) and kept[found].number != at:
                self.page, self.focus, self.moves = found // PAGE, kept[found].number, self.moves + 1
                return


def button(text: str, act: str, key: object = "", value: object = "", classes: str = "tr-link", **more) -> html.Html:
    return html.tag("button", text, classes, type="button", data_act=act, data_key=key, data_value=value, **more)


def render(lines: Sequence[Line], look: Look, lang: str) -> html.Html:
    """The bar of filters, a page of lines, and the way to the others."""
    kept = look.kept(lines)
    pages = max(1, -(-len(kept) // PAGE))
    page = min(max(look.page, 0), pages - 1)
    parts = [html.tag("div", html.join((_filters(lines, look, lang), _kinds(lines, look, lang), _steps(lines, lang))), "tr-top")]
    if not kept:
        parts.append(html.note(word("review_none", lang)))
    shown = kept[page * PAGE : (page + 1) * PAGE]
    if shown:
        head = html.tag("div", html.join(html.tag("span", word(k, lang)) for k in ("review_source", "review_target")), "tr-head")
        sheet = _sheet(lines)
        parts.append(html.tag("div", html.join((head, *(_line(line, sheet, lang) for line in shown))), "tr-lines"))
    if pages > 1:
        steps = [button("←", "page", value=page - 1, classes="tr-step", aria_label=word("previous", lang)) if page else "",
                 html.tag("span", f"{page + 1:,} / {pages:,}"),
                 button("→", "page", value=page + 1, classes="tr-step", aria_label=word("next", lang)) if page < pages - 1 else ""]
        parts.append(html.tag("div", html.join(steps), "tr-pages"))
    to = {"data_focus": look.focus, "data_move": look.moves} if look.focus is not None else {}
    return html.tag("div", html.join(parts), "tr-review", **to)


def _filters(lines: Sequence[Line], look: Look, lang: str) -> html.Html:
    bar = []
    for name, keeps in FILTERS.items():
        count = sum(map(keeps, lines))
        if count or name in ("all", "failed"):
            label = html.join((word(f"filter_{name}", lang), html.tag("b", f"{count:,}")))
            bar.append(button(label, "filter", value=name, classes="tr-filter tr-on" if name == look.chosen else "tr-filter",
                              aria_pressed=str(name == look.chosen).lower()))
    bar.append(html.tag("input", "", "tr-find", type="search", value=look.find, data_change="find", placeholder=word("review_find", lang),
                        aria_label=word("review_find", lang)))
    return html.tag("div", html.join(bar), "tr-bar")


def _kinds(lines: Sequence[Line], look: Look, lang: str) -> html.Html | str:
    """Findings by their kind, the worst first; one kind can be put aside at once."""
    count = Counter(f.kind for line in lines for f in line.found)
    worst = {f.kind: f.severity for line in lines for f in sorted(line.found, key=lambda f: -ORDER[f.severity])}
    chips = [button(html.join((html.badge(SIGNS[worst[kind]], TONES[worst[kind]]), named(f"finding_{kind}", lang),
                               html.tag("b", f"{count[kind]:,}"))), "kind", value="" if kind == look.kind else kind,
                    classes="tr-kinds tr-on" if kind == look.kind else "tr-kinds", aria_pressed=str(kind == look.kind).lower())
             for kind in sorted(count, key=lambda k: (ORDER[worst[k]], -count[k]))]
    if look.kind in count:
        chips.append(button(word("dismiss_all", lang).format(n=count[look.kind]), "dismiss_all", value=look.kind))
    return html.tag("div", html.join(chips), "tr-bar") if chips else ""


def _steps(lines: Sequence[Line], lang: str) -> html.Html:
    """How far the review is, the way to the next finding, and the keys for both."""
    done = sum(line.confirmed for line in lines)
    share = html.tag("span", html.tag("span", "", "ob-bar-fill", style=f"width:{100 * done / max(1, len(lines)):.1f}%"), "ob-bar-track")
    parts = [html.tag("span", html.join((share, word("review_progress", lang).format(done=done, all=len(lines)))), "tr-progress")]
    if any(line.found for line in lines):
        parts += [button(word(f"finding_{w}", lang), w, classes="tr-step") for w in ("previous", "next")]
    parts.append(html.tag("span", word("review_keys", lang), "tr-keys"))
    return html.tag("div", html.join(parts), "tr-bar tr-steps")


def _line(line: Line, sheet: str, lang: str) -> html.Html:
    label = word("english_of", lang).format(text=html.brief(line.source, 40))
    area = html.tag("textarea", line.english, "tr-edit", data_key=line.number, rows="1", aria_label=label,
                    placeholder=word("not_yet", lang), spellcheck="true")
    notes: list[html.Html] = [html.badge(named(f"origin_{o}", lang), "info" if o == "person" else "plain") for o in line.origins]
    if "person" in line.origins:
        notes.append(button(word("undo_edit", lang), "restore", line.number))
    if line.done:
        notes.append(button(word("confirmed" if line.confirmed else "confirm", lang), "confirm", line.number,
                            classes="tr-confirm tr-yes" if line.confirmed else "tr-confirm", aria_pressed=str(line.confirmed).lower()))
    if line.dismissed:
        notes.append(button(word("dismissed", lang).format(n=len(line.dismissed)), "recall", line.number))
    if line.terms or line.examples:
        notes.append(_behind(line, lang))
    target = [area, *(_finding(f, line, lang) for f in line.found), html.tag("div", html.join(notes), "tr-notes") if notes else ""]
    sides = (_where(line, sheet, lang), html.tag("div", line.source, "tr-source"), html.tag("div", html.join(target), "tr-side"))
    return html.tag("div", html.join(sides), f"tr-line tr-{line.worst}" if line.worst else "tr-line")


def _where(line: Line, sheet: str, lang: str) -> html.Html:
    """Where the text stands; in a document of one sheet, without its name."""
    named_once, places = sheet, ""
    for place in line.places[:PLACES]:
        places += (", " if places else "") + place.where.removeprefix(named_once)
        named_once = f"{place.where.rpartition('!')[0]}!"     # its neighbours on the same sheet go without its name
    if len(line.places) > PLACES:
        places += " " + word("more_places", lang).format(n=len(line.places) - PLACES)
    kinds = dict.fromkeys(p.kind for p in line.places if p.kind not in ("cell", "line", "paragraph"))
    return html.tag("div", html.join((places, *(html.tag("span", named(f"place_{k}", lang), "tr-kind") for k in kinds))), "tr-where")


def _sheet(lines: Sequence[Line]) -> str:
    """`요약!` where every place is on that one sheet."""
    names = {p.where.rpartition("!")[0] for line in lines for p in line.places}
    return f"{names.pop()}!" if len(names) == 1 else ""


def _finding(finding, line: Line, lang: str) -> html.Html:
    advice = finding.suggestion_ko if lang == "ko" else finding.suggestion
    text = html.join((html.badge(f"{SIGNS[finding.severity]} {named('finding_' + finding.kind, lang)}", TONES[finding.severity]),
                      html.tag("span", html.brief(finding.detail, 120), "tr-detail") if finding.detail else "",
                      html.tag("span", html.brief(advice, 160), "ob-dim") if advice else "",
                      button(word("dismiss", lang), "dismiss", line.number, finding.id)))
    return html.tag("div", text, "tr-finding")


def _behind(line: Line, lang: str) -> html.Html:
    parts = []
    for term in line.terms:
        sign = html.badge("✓" if term.applied else "!", "good" if term.applied else "warn")
        parts.append(html.tag("li", html.join((sign, f" {term.source} → {term.target}"))))
    for example in line.examples:
        score = html.badge(f"{example.score * 100:.0f}%", "plain")
        said = (score, f" {example.source} → {example.target} ", whence(example.memory, example.date, lang))
        parts.append(html.tag("li", html.join(said)))
    names = [word("behind_terms", lang).format(n=len(line.terms))] if line.terms else []
    names += [word("behind_examples", lang).format(n=len(line.examples))] if line.examples else []
    return html.tag("details", html.join((html.tag("summary", ", ".join(names)), html.tag("ul", html.join(parts)))), "tr-behind")


def origin_of(name: str, lang: str) -> html.Html:
    """The file that an entry or a pair is from; a long name in full under the pointer."""
    shown = word("origin_ours", lang) if name == "ours" else name
    return html.tag("span", shown, "tr-from", title=shown)


def whence(memory: str, date: str, lang: str) -> html.Html:
    """The memory that a past translation is of, and the day on which it was made."""
    return html.join((origin_of(memory, lang), html.tag("span", f" {date[:10]}", "ob-dim") if date else ""))
