// The shell's few behaviours: search palette, shortcuts, table exports. Everything works without it, by links and forms.
import { csv } from './charts.js';

const palette = document.getElementById('palette'), help = document.getElementById('shortcuts');
const box = palette.querySelector('input'), hits = palette.querySelector('ul'), none = palette.querySelector('[data-none]');
let chosen = 0, turn = 0;

async function look() {
  const mine = ++turn;
  const found = await (await fetch(`/search.json?q=${encodeURIComponent(box.value)}`)).json();
  if (mine !== turn) return;
  chosen = 0;
  hits.replaceChildren(...found.map((hit, i) => {
    const li = document.createElement('li'), a = document.createElement('a'), kind = document.createElement('span');
    a.href = hit.href; a.id = 'hit' + i; a.textContent = hit.name; kind.textContent = hit.kind; kind.className = 'hint';
    li.setAttribute('role', 'option'); a.append(kind); li.append(a);
    return li;
  }));
  none.hidden = found.length > 0 || !box.value;
  mark();
}
function mark() {
  [...hits.children].forEach((li, i) => li.setAttribute('aria-selected', i === chosen));
  box.setAttribute('aria-activedescendant', hits.children[chosen]?.firstChild.id ?? '');
  hits.children[chosen]?.scrollIntoView({ block: 'nearest' });
}
function open() { palette.showModal(); box.select(); look(); }

box.addEventListener('input', look);
box.addEventListener('keydown', e => {
  if (e.key === 'ArrowDown' || e.key === 'ArrowUp') {
    chosen = Math.max(0, Math.min(hits.children.length - 1, chosen + (e.key === 'ArrowDown' ? 1 : -1)));
    mark(); e.preventDefault();
  } else if (e.key === 'Enter') {
    const a = hits.children[chosen]?.firstChild;
    if (a) { location.href = a.href; e.preventDefault(); }
  }
});
document.querySelectorAll('[data-open-search]').forEach(b => b.addEventListener('click', e => { e.preventDefault(); open(); }));
document.querySelectorAll('[data-open-help]').forEach(b => { b.hidden = false; b.addEventListener('click', () => help.showModal()); });

let lead = '';
document.addEventListener('keydown', e => {
  if ((e.ctrlKey || e.metaKey) && e.key.toLowerCase() === 'k') { e.preventDefault(); open(); return; }
  if (e.target.closest('input, textarea, select, [contenteditable]') || e.ctrlKey || e.metaKey || e.altKey) return;
  if (lead === 'g') {
    lead = '';
    const room = document.querySelector(`.rail a[data-key="${CSS.escape(e.key)}"]`);
    if (room) location.href = room.href;
    return;
  }
  lead = e.key === 'g' ? 'g' : '';
  if (e.key === '?') help.showModal();
  if (e.key === '/') { e.preventDefault(); open(); }
  if (e.key === 't') {
    const tables = [...document.querySelectorAll('[data-table]')], anyShut = tables.some(d => !d.open);
    tables.forEach(d => { d.open = anyShut; });
  }
});

document.querySelectorAll('[data-export-table]').forEach(b => {
  b.hidden = false;
  b.addEventListener('click', () => csv(b.closest('.table-foot').previousElementSibling.querySelector('table')));
});
document.querySelectorAll('form[data-auto] select').forEach(s => s.addEventListener('change', () => s.form.requestSubmit()));
// Drawers shut when the focus leaves them, and on Escape.
document.querySelectorAll('details.drawer').forEach(d => {
  d.addEventListener('keydown', e => { if (e.key === 'Escape') { d.open = false; d.querySelector('summary').focus(); } });
  document.addEventListener('click', e => { if (!d.contains(e.target)) d.open = false; });
});
