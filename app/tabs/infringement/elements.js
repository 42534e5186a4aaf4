const box = element.querySelector('.ob-editor');
const make = (tag, classes, text) => { const node = document.createElement(tag); node.className = classes || '';
  if (text) node.textContent = text; return node; };
let state = {};
const keep = () => { props.value = JSON.stringify(state); };
const act = (change) => { change(); keep(); draw(); };
const grow = (area) => { area.style.height = 'auto'; area.style.height = area.scrollHeight + 2 + 'px'; };
const edited = () => JSON.stringify(state.items) !== JSON.stringify(state.read);
const button = (text, classes, change, label) => { const node = make('button', classes, text); node.type = 'button';
  if (label) { node.title = label; node.setAttribute('aria-label', label); }
  node.addEventListener('click', () => act(change)); return node; };
function draw() {
  const words = state.words || {}, items = state.items || [];
  box.replaceChildren();
  if (state.error || !items.length) { box.append(make('p', state.error ? 'ob-editor-error' : 'ob-dim', state.error || state.about || words.empty)); return; }
  const head = make('p', 'ob-editor-about ob-dim', state.about);
  box.append(head);
  const list = make('ol', 'ob-editor-list');
  items.forEach((text, i) => {
    const row = make('li', 'ob-editor-row'), name = `${words.element} ${i + 1}`, area = make('textarea');
    area.value = text; area.rows = 1; area.setAttribute('aria-label', name);
    area.addEventListener('input', () => { state.items[i] = area.value; grow(area); keep(); mark(); });
    const tools = make('span', 'ob-editor-tools');
    if (i > 0) tools.append(button('⤴', 'ob-editor-merge', () => {
      state.items.splice(i - 1, 2, `${items[i - 1].trim()} ${items[i].trim()}`); }, `${words.merge}: ${name}`));
    if (items.length > 1) tools.append(button('✕', 'ob-editor-delete', () => { state.items.splice(i, 1); },
      `${words.delete}: ${name}`));
    const number = make('span', 'cc-number', String(i + 1));
    row.append(number, area, tools);
    if (i === items.length - 1) row.append(make('span', 'ob-editor-last ob-dim', words.last));
    list.append(row);
  });
  const foot = make('div', 'ob-editor-foot'), flag = make('span', 'ob-editor-flag ob-dim');
  const reset = button(words.reset, 'ob-editor-reset', () => { state.items = [...state.read]; });
  foot.append(button('+ ' + words.add, 'ob-editor-add', () => { state.items.splice(items.length - 1, 0, ''); }), reset, flag);
  const mark = () => { flag.textContent = edited() ? words.edited : ''; reset.hidden = !edited(); };
  box.append(list, foot);
  mark();
  list.querySelectorAll('textarea').forEach(grow);
  const blank = [...list.querySelectorAll('textarea')].find((a) => !a.value);
  if (blank) blank.focus();
}
const read = () => { try { state = JSON.parse(props.value); } catch { state = {}; } draw(); };
watch('value', read);
read();
