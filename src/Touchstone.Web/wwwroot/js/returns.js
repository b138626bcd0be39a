// Dropping a file on the form, and the key that goes to the first error. Everything works without it.
document.querySelectorAll('[data-drop]').forEach(form => {
  const input = form.querySelector('input[type=file]');
  form.querySelector('[data-drop-hint]').hidden = false;
  for (const kind of ['dragenter', 'dragover']) form.addEventListener(kind, e => { e.preventDefault(); form.classList.add('is-over'); });
  for (const kind of ['dragleave', 'drop']) form.addEventListener(kind, () => form.classList.remove('is-over'));
  form.addEventListener('drop', e => {
    e.preventDefault();
    if (e.dataTransfer.files.length) input.files = e.dataTransfer.files;
  });
});
function first(e) {
  const row = document.getElementById('first-error');
  if (!row) return;
  e.preventDefault();
  row.scrollIntoView({ block: 'center' });
  row.focus();
}
document.querySelectorAll('[data-first-error]').forEach(a => a.addEventListener('click', first));
document.addEventListener('keydown', e => {
  if (e.key === 'e' && !e.ctrlKey && !e.metaKey && !e.altKey && !e.target.closest('input, textarea, select, [contenteditable]')) first(e);
});
