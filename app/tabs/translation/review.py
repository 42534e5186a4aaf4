"""The review of a document as HTML: source and translation side by side, with what stands behind each."""
from __future__ import annotations

from collections.abc import Callable, Sequence

from app import html
from app.i18n import named, word
from app.tabs.translation.findings import Line

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
    "open": lambda line: not line.done,
}

# edits are sent when a cell is left; what is being typed survives the arrival of new lines
JS = """
const drafts = {}; let held = null;
const grow = (a) => { a.style.height = 'auto'; a.style.height = (a.scrollHeight + 2) + 'px'; };
const settle = () => element.querySelectorAll('textarea[data-key]').forEach((a) => {
  if (a.dataset.key in drafts) a.value = drafts[a.dataset.key];
  grow(a);
  if (a.dataset.key === held && document.activeElement === document.body) a.focus();
});
element.addEventListener('input', (e) => {
  const a = e.target.closest('textarea[data-key]');
  if (a) { drafts[a.dataset.key] = a.value; grow(a); }
});
element.addEventListener('focusin', (e) => { held = e.target.dataset.key || null; });
element.addEventListener('change', (e) => {
  const a = e.target.closest('textarea[data-key]');
  if (a) { delete drafts[a.dataset.key]; trigger('click', {act: 'edit', key: a.dataset.key, value: a.value}); return; }
  const s = e.target.closest('[data-change]');
  if (s) trigger('click', {act: s.dataset.change, key: s.dataset.key || '', value: s.value});
});
element.addEventListener('click', (e) => {
  const b = e.target.closest('[data-act]');
  if (b) trigger('click', {act: b.dataset.act, key: b.dataset.key || '', value: b.dataset.value || ''});
});
watch('value', settle);
new ResizeObserver(() => element.querySelectorAll('textarea[data-key]').forEach(grow)).observe(element);
settle();
"""


def button(text: str, act: str, key: object = "", value: object = "", classes: str = "tr-link", **more) -> html.Html:
    return html.tag("button", text, classes, type="button", data_act=act, data_key=key, data_value=value, **more)


def render(lines: Sequence[Line], chosen: str, page: int, lang: str) -> html.Html:
    """The bar of filters, a page of lines, and the way to the others."""
    kept, sheet = [line for line in lines if FILTERS[chosen](line)], _sheet(lines)
    pages = max(1, -(-len(kept) // PAGE))
    page = min(max(page, 0), pages - 1)
    bar = []
    for name, keeps in FILTERS.items():
        count = sum(map(keeps, lines))
        if count or name in ("all", "failed"):
            label = html.join((word(f"filter_{name}", lang), html.tag("b", f"{count:,}")))
            bar.append(button(label, "filter", value=name, classes="tr-filter tr-on" if name == chosen else "tr-filter",
                              aria_pressed=str(name == chosen).lower()))
    parts = [html.tag("div", html.join(bar), "tr-bar")]
    if not kept:
        parts.append(html.note(word("review_none", lang)))
    shown = kept[page * PAGE : (page + 1) * PAGE]
    if shown:
        head = html.tag("div", html.join(html.tag("span", word(k, lang)) for k in ("review_source", "review_target")), "tr-head")
        parts.append(html.tag("div", html.join((head, *(_line(line, sheet, lang) for line in shown))), "tr-lines"))
    if pages > 1:
        steps = [button("←", "page", value=page - 1, classes="tr-step", aria_label=word("previous", lang)) if page else "",
                 html.tag("span", f"{page + 1:,} / {pages:,}"),
                 button("→", "page", value=page + 1, classes="tr-step", aria_label=word("next", lang)) if page < pages - 1 else ""]
        parts.append(html.tag("div", html.join(steps), "tr-pages"))
    return html.tag("div", html.join(parts), "tr-review")


def _line(line: Line, sheet: str, lang: str) -> html.Html:
    label = word("english_of", lang).format(text=html.brief(line.source, 40))
    area = html.tag("textarea", line.english, "tr-edit", data_key=line.number, rows="1", aria_label=label,
                    placeholder=word("not_yet", lang), spellcheck="true")
    notes: list[html.Html] = [html.badge(named(f"origin_{o}", lang), "info" if o == "person" else "plain") for o in line.origins]
    if "person" in line.origins:
        notes.append(button(word("undo_edit", lang), "restore", line.number))
    if line.dismissed:
        notes.append(button(word("dismissed", lang).format(n=len(line.dismissed)), "recall", line.number))
    if line.terms or line.examples:
        notes.append(_behind(line, lang))
    target = [area, *(_finding(f, line, lang) for f in line.found), html.tag("div", html.join(notes), "tr-notes") if notes else ""]
    sides = (_where(line, sheet, lang), html.tag("div", line.source, "tr-source"), html.tag("div", html.join(target), "tr-side"))
    return html.tag("div", html.join(sides), f"tr-line tr-{line.worst}" if line.worst else "tr-line")


def _where(line: Line, sheet: str, lang: str) -> html.Html:
    """Where the text stands; in a document of one sheet, without its name."""
    places = ", ".join(p.where.removeprefix(sheet) for p in line.places[:PLACES])
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
        parts.append(html.tag("li", html.join((score, f" {example.source} → {example.target}"))))
    names = [word("behind_terms", lang).format(n=len(line.terms))] if line.terms else []
    names += [word("behind_examples", lang).format(n=len(line.examples))] if line.examples else []
    return html.tag("details", html.join((html.tag("summary", ", ".join(names)), html.tag("ul", html.join(parts)))), "tr-behind")
