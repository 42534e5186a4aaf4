"""The table of categories, edited in the page: add, edit, delete, move, levels, rows pasted from a sheet."""
from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import gradio as gr

from app.i18n import Words
from app.theme import piece
from app.words import WORDS
from documents.cells import write_table
from engine.errors import InputError
from tasks.classification import categories as table
from tasks.classification import sets
from tasks.classification.categories import Category

HEADS = ("name", "description", "parent")
SAID = ("name", "description", "parent", "none_above", "add", "up", "down", "delete", "levels", "empty", "twice", "nameless",
        "count")

# the template is constant, so that the page never redraws what is being typed in; rows are drawn here
SCRIPT = """
const said = TEXTS[(navigator.language || '').toLowerCase().startsWith('ko') ? 'ko' : 'en'];
const root = element.querySelector('.oc-editor');
let rows = [], levels = false, own = '';
const read = () => { try { rows = JSON.parse(props.value || '[]'); } catch { rows = []; } levels = rows.some(r => r.parent); };
const make = (name, attributes, ...inner) => { const e = document.createElement(name);
  for (const [k, v] of Object.entries(attributes)) k in e && k !== 'list' ? e[k] = v : e.setAttribute(k, v);
  e.append(...inner); return e; };
const commit = () => { own = JSON.stringify(rows); props.value = own; };
const mark = () => {
  const names = rows.map(r => r.name.trim());
  root.querySelectorAll('.oc-category').forEach((line, i) => {
    const twice = names[i] && names.indexOf(names[i]) !== names.lastIndexOf(names[i]);
    const lost = !names[i] && (rows[i].description || '').trim();
    line.querySelector('.oc-said').textContent = twice ? said.twice : lost ? said.nameless : '';
    line.classList.toggle('oc-bad', !!(twice || lost)); });
  root.querySelector('.oc-total').textContent = said.count.replace('{n}', names.filter(Boolean).length); };
const grow = (area) => { area.style.height = 'auto'; if (area.scrollHeight) area.style.height = area.scrollHeight + 2 + 'px'; };
const move = (i, by) => { const [row] = rows.splice(i, 1); rows.splice(i + by, 0, row); commit(); draw(); focus(i + by, 0); };
const focus = (i, k) => root.querySelectorAll('.oc-category')[i]?.querySelectorAll('input, textarea')[k]?.focus();
const pasted = (i, event) => {
  const lines = event.clipboardData.getData('text').replace(/\\r/g, '').split('\\n').filter(l => l.trim()).map(l => l.split('\\t'));
  if (lines.length < 2 && (lines[0] || []).length < 2) return;
  event.preventDefault();
  const made = lines.map(l => ({name: (l[0] || '').trim(), description: (l[1] || '').trim(), parent: (l[2] || '').trim()}));
  rows.splice(i, rows[i].name || rows[i].description ? 0 : 1, ...made);
  levels = levels || made.some(r => r.parent); commit(); draw(); };
const line = (row, i) => {
  const name = make('input', {value: row.name, placeholder: said.name, maxLength: 100, 'aria-label': said.name});
  name.oninput = () => { const old = row.name; row.name = name.value;
    rows.forEach(r => { if (r.parent && r.parent === old) r.parent = row.name; }); commit(); mark(); };
  name.onpaste = (e) => pasted(i, e);
  const about = make('textarea', {value: row.description || '', placeholder: said.description, rows: 1, maxLength: 4000,
    'aria-label': said.description});
  about.oninput = () => { row.description = about.value; grow(about); commit(); mark(); };
  const button = (text, label, act, off) => make('button', {type: 'button', textContent: text, title: label, 'aria-label': label,
    disabled: !!off, onclick: act});
  const tools = make('span', {className: 'oc-tools'},
    button('↑', said.up, () => move(i, -1), i === 0), button('↓', said.down, () => move(i, 1), i === rows.length - 1),
    button('×', said.delete, () => { rows.splice(i, 1); commit(); draw(); }));
  const parts = [name, about];
  if (levels) {
    const above = make('select', {'aria-label': said.parent}, make('option', {value: '', textContent: said.none_above}),
      ...rows.filter(r => r !== row && r.name).map(r => make('option', {value: r.name, textContent: r.name})));
    above.value = row.parent || ''; above.onchange = () => { row.parent = above.value; commit(); };
    above.onfocus = () => { const now = above.value; above.replaceChildren(make('option', {value: '', textContent: said.none_above}),
      ...rows.filter(r => r !== row && r.name).map(r => make('option', {value: r.name, textContent: r.name}))); above.value = now; };
    parts.push(above); }
  return make('div', {className: 'oc-category'}, ...parts, tools, make('small', {className: 'oc-said'})); };
const draw = () => {
  const more = make('button', {type: 'button', className: 'oc-add', textContent: '+ ' + said.add});
  more.onclick = () => { rows.push({name: '', description: '', parent: ''}); commit(); draw(); focus(rows.length - 1, 0); };
  const deep = make('input', {type: 'checkbox', checked: levels});
  deep.onchange = () => { levels = deep.checked; if (!levels) rows.forEach(r => r.parent = ''); commit(); draw(); };
  root.classList.toggle('oc-levels', levels);
  root.replaceChildren(
    ...(rows.length ? rows.map(line) : [make('div', {className: 'ob-note', textContent: said.empty})]),
    make('div', {className: 'oc-foot'}, more, make('label', {}, deep, ' ' + said.levels), make('span', {className: 'oc-total'})));
  mark(); requestAnimationFrame(() => root.querySelectorAll('textarea').forEach(grow)); };
// a hidden tab has no heights; its rows are measured when it comes to view
const seen = (found) => { if (found.some(s => s.isIntersecting)) root.querySelectorAll('textarea').forEach(grow); };
new IntersectionObserver(seen).observe(root);
watch('value', () => { if (props.value !== own) { read(); draw(); } });
read(); draw();
"""


def editor(words: Words, elem_id: str):
    """The component; its value is a JSON list of {name, description, parent}."""
    texts = {lang: {k: WORDS[f"oc_cat_{k}"][lang == "ko"] for k in SAID} for lang in ("en", "ko")}
    return piece("[]", html_template='<div class="oc-editor"></div>', elem_id=elem_id,
                 js_on_load=SCRIPT.replace("TEXTS", json.dumps(texts, ensure_ascii=False), 1))


def text_of(categories: Sequence[Category]) -> str:
    return json.dumps([c.model_dump() for c in categories], ensure_ascii=False)


def choices() -> list[tuple[str, str]]:
    """Ready sets, each under its title in its own language."""
    return [(f"{titles[lang]} ({ {'ko': '한국어', 'en': 'English'}[lang]})", f"{name}.{lang}")
            for name, titles in sets.TITLES.items() for lang in ("ko", "en")]


def ready(name: str) -> str:
    of, _, lang = name.partition(".")
    return text_of(sets.ready(of, lang))


def imported(path: Path) -> str:
    rows = table.read(path)
    if not rows:
        raise InputError(f"{path.name} has no categories.", "Give a row a category, under headings name and description.",
                         ko=f"{path.name}에 분류가 없습니다.", hint_ko="name, description 머리글 아래 한 행에 분류 하나씩 넣으세요.")
    return json.dumps(rows, ensure_ascii=False)


def exported(text: str, path: Path) -> None:
    write_table(path, HEADS, [[c[h] for h in HEADS] for c in categories_of(text)], (26, 100, 26))


def categories_of(text: str | None) -> list[dict[str, Any]]:
    """The editor's rows without the empty ones; InputError says what the table lacks."""
    try:
        rows = json.loads(text or "[]")
        found = [{h: str(row.get(h) or "").strip() for h in HEADS} for row in rows]
    except (ValueError, AttributeError, TypeError) as e:
        raise InputError("The table of categories cannot be read.", "Load a ready set or import a file.",
                         ko="분류표를 읽을 수 없습니다.", hint_ko="준비된 분류를 불러오거나 파일을 가져오세요.") from e
    found = [row for row in found if row["name"] or row["description"]]
    if nameless := [row["description"][:40] for row in found if not row["name"]]:
        raise InputError(f"A category has no name: {nameless[0]}", "Name it or delete it.",
                         ko=f"이름이 없는 분류가 있습니다: {nameless[0]}", hint_ko="이름을 넣거나 지우세요.")
    names = [row["name"] for row in found]
    if twice := sorted({n for n in names if names.count(n) > 1}):
        raise InputError(f"Two categories have one name: {', '.join(twice)}.", "Rename or delete one of them.",
                         ko=f"이름이 같은 분류가 있습니다: {', '.join(twice)}", hint_ko="하나의 이름을 바꾸거나 지우세요.")
    if len(names) < 2:
        raise InputError(f"There {'is one category' if names else 'are no categories'}.",
                         "Give two at least: add rows, load a ready set, or import a file.",
                         ko="분류가 하나뿐입니다." if names else "분류가 없습니다.",
                         hint_ko="두 개 이상 필요합니다. 행을 추가하거나, 준비된 분류를 불러오거나, 파일을 가져오세요.")
    return found


def tools(words: Words):
    """(ready sets, import, exports): the row of buttons above the table."""
    with gr.Row(elem_classes="oc-toolbar"):
        kinds = gr.Dropdown([(words("oc_ready"), ""), *choices()], value="", show_label=False, container=False, scale=3,
                            min_width=200, elem_id="oc-ready")
        upload = gr.UploadButton(words("oc_import"), file_types=list(table.KINDS), size="sm", min_width=110, elem_id="oc-import")
        as_csv = gr.Button(words("oc_export_csv"), size="sm", min_width=110)
        as_xlsx = gr.Button(words("oc_export_xlsx"), size="sm", min_width=110, elem_id="oc-export-xlsx")
    return kinds, upload, as_csv, as_xlsx
