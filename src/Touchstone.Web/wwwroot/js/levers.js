// Sliders that answer as they move: each move asks the interface once, the latest position wins, and the address follows. Without script the form's button does the same.
const form = document.querySelector('[data-levers]'), answer = document.querySelector('[data-answer]');
const lang = document.documentElement.lang;
const sliders = [...form.querySelectorAll('input[type=range]')];
const set = s => Number(s.value) !== Number(s.dataset.now);
let asking = false, again = false;

function show(s) { form.querySelector(`output[for="${CSS.escape(s.id)}"]`).textContent = new Intl.NumberFormat(lang, { maximumSignificantDigits: 6 }).format(s.value); }
function say(of, standing) {
  const score = standing.score == null ? '—' : new Intl.NumberFormat(lang, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(standing.score);
  const rank = standing.rank == null ? '—' : String(standing.rank);
  answer.querySelector(`[data-of=${of}]`).textContent = answer.dataset.words.replace('{0}', score).replace('{1}', rank);
}
async function ask() {
  if (asking) { again = true; return; }
  asking = true;
  answer.setAttribute('aria-busy', 'true');
  try { await settle(); } finally { asking = false; answer.removeAttribute('aria-busy'); }
}
async function settle() {
  do {
    again = false;
    const asked = new URL(form.dataset.levers, location.href), here = new URL(location.href);
    for (const s of sliders) {
      here.searchParams.delete(s.name);
      if (!set(s)) continue;
      asked.searchParams.append('set', `${s.dataset.code}=${s.value}`);
      here.searchParams.set(s.name, s.value);
    }
    history.replaceState(null, '', here);
    const reply = await fetch(asked);
    if (reply.ok) { const told = await reply.json(); say('frozen', told.frozen); say('rebuilt', told.rebuilt); }
  } while (again);
}
sliders.forEach(s => s.addEventListener('input', () => { show(s); ask(); }));
