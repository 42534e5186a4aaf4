// An element of the chart and what is quoted for it in the description light up together.
const numbers = (node) => (node ? node.dataset.e.split(' ') : []);
const light = (wanted) => element.querySelectorAll('[data-e]').forEach((node) => {
  node.classList.toggle('cc-on', numbers(node).some((n) => wanted.includes(n)));
});
const over = (event) => light(numbers(event.target.closest('[data-e]')));
['mouseover', 'focusin'].forEach((kind) => element.addEventListener(kind, over));
element.addEventListener('mouseleave', () => light([]));
element.addEventListener('click', (event) => {
  const from = event.target.closest('[data-e]');
  if (!from) return;
  const to = element.querySelector((from.matches('tr') ? '.cc-said mark' : 'tr') + `[data-e~="${numbers(from)[0]}"]`);
  if (to) to.scrollIntoView({ block: 'nearest', behavior: 'smooth' });
});
