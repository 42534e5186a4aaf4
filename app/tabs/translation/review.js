// Edits are sent when a cell is left; what is being typed survives the arrival of new lines.
const drafts = {}; let held = null;
const grow = (a) => { a.style.height = 'auto'; a.style.height = (a.scrollHeight + 2) + 'px'; };
const areas = () => [...element.querySelectorAll('textarea[data-key]')];
const area = (e) => e.target.closest('textarea[data-key]');
const settle = () => {
  const to = element.querySelector('[data-focus]')?.dataset.focus;
  areas().forEach((a) => {
    if (a.dataset.key in drafts) a.value = drafts[a.dataset.key];
    grow(a);
    if (a.dataset.key === to) { a.focus(); a.scrollIntoView({block: 'center'}); }
    else if (to === undefined && a.dataset.key === held && document.activeElement === document.body) a.focus();
  });
};
const send = (act, a, value) => {
  if (a) delete drafts[a.dataset.key];
  trigger('click', {act, key: a ? a.dataset.key : '', value: value ?? (a ? a.value : '')});
};
element.addEventListener('input', (e) => {
  const a = area(e);
  if (a) { drafts[a.dataset.key] = a.value; grow(a); }
});
element.addEventListener('focusin', (e) => { held = e.target.dataset.key || null; });
element.addEventListener('keydown', (e) => {
  const a = area(e);
  if (a && e.key === 'Enter' && (e.ctrlKey || e.metaKey)) { e.preventDefault(); send('settle', a); }
  else if (e.key === 'F8') { e.preventDefault(); send(e.shiftKey ? 'previous' : 'next', a); }
  else if (a && e.altKey && (e.key === 'ArrowDown' || e.key === 'ArrowUp')) {
    e.preventDefault();
    const all = areas();
    all[all.indexOf(a) + (e.key === 'ArrowDown' ? 1 : -1)]?.focus();
  }
});
element.addEventListener('change', (e) => {
  const a = area(e);
  if (a) { send('edit', a); return; }
  const s = e.target.closest('[data-change]');
  if (s) trigger('click', {act: s.dataset.change, key: s.dataset.key || '', value: s.value});
});
element.addEventListener('click', (e) => {
  const b = e.target.closest('[data-act]');
  if (b) trigger('click', {act: b.dataset.act, key: b.dataset.key || '', value: b.dataset.value || ''});
});
element.addEventListener('search', (e) => {     // the cross in the field empties it
  if (!e.target.value) trigger('click', {act: e.target.dataset.change, key: '', value: ''});
}, true);
watch('value', settle);
new ResizeObserver(() => areas().forEach(grow)).observe(element);
settle();
