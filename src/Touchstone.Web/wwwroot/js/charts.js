// Draws every figure[data-chart] from the JSON beside it (see Components/Kit/Chart.razor). Holds the drawing rules that data cannot:
// colours of the theme, number words of the language, tooltips, whiskers, exports. ECharts is loaded only on pages that have a chart.
const page = document.documentElement;
const calm = matchMedia('(prefers-reduced-motion: reduce)');
const dark = matchMedia('(prefers-color-scheme: dark)');
const short = new Intl.NumberFormat(page.lang, { notation: 'compact', maximumSignificantDigits: 3 });
const colour = name => getComputedStyle(page).getPropertyValue('--c-' + name).trim();
const safe = text => String(text).replace(/[&<>"']/g, c => `&#${c.charCodeAt(0)};`);

// "@us" → the theme's colour; {text} → a label that says so.
function painted(node) {
  if (typeof node === 'string') return node[0] === '@' ? colour(node.slice(1)) : node;
  if (Array.isArray(node)) return node.map(painted);
  if (!node || typeof node !== 'object') return node;
  const out = {};
  for (const key in node) out[key] = painted(node[key]);
  if (out.decal === 'hatch') out.decal = { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 3], rotation: Math.PI / 4, color: colour('bg') };
  return out;
}

function labelled(item, lying) {
  const label = item?.label;
  if (!label?.show) return item;
  if (label.position === 'outside') label.position = lying ? 'right' : 'top';
  const text = lying || !label.named ? label.text : `${label.named} ${label.text}`;
  label.formatter = () => text;
  return item;
}

function whiskers(items, lying) {
  return {
    type: 'custom', silent: true, z: 10, data: items, encode: lying ? { x: [1, 2], y: 0 } : { x: 0, y: [1, 2] },
    renderItem: (params, api) => {
      const at = v => api.coord(lying ? [v, api.value(0)] : [api.value(0), v]);
      const [a, b] = [at(api.value(1)), at(api.value(2))], d = 4, style = { stroke: colour('text'), lineWidth: 1.2 };
      const line = (x1, y1, x2, y2) => ({ type: 'line', shape: { x1, y1, x2, y2 }, style });
      return { type: 'group', children: [line(...a, ...b),
        lying ? line(a[0], a[1] - d, a[0], a[1] + d) : line(a[0] - d, a[1], a[0] + d, a[1]),
        lying ? line(b[0], b[1] - d, b[0], b[1] + d) : line(b[0] - d, b[1], b[0] + d, b[1]),
        { type: 'text', style: { text: items[params.dataIndex].text, x: b[0] + (lying ? 8 : 0), y: b[1] - (lying ? 6 : 18), fill: colour('text'), fontSize: 12 } }] };
    },
  };
}

// ECharts writes the family into an attribute without escaping it: a double quote would break the exported file.
const family = () => getComputedStyle(document.body).fontFamily.replaceAll('"', "'");

function axis(a) {
  if (!a) return a;
  if (Array.isArray(a)) return a.map(axis);
  // With its family and size said here the place of a name is measured in the font that it is drawn in, and none is cut at the edge.
  const label = { color: colour('muted'), fontFamily: family(), fontSize: 12, ...a.axisLabel };
  if (a.type === 'value') label.formatter = v => short.format(v);
  return { ...a, axisLabel: label, axisLine: { show: a.type === 'category', lineStyle: { color: colour('line') } },
    axisTick: { lineStyle: { color: colour('line') }, ...a.axisTick }, splitLine: { lineStyle: { color: colour('line') }, ...a.splitLine } };
}

function option(spec, width) {
  const narrow = width < 520;
  const o = painted(spec.option), lying = o.yAxis?.type === 'category';
  for (const s of o.series ?? []) {
    s.data = s.data?.map(d => labelled(d, lying));
    if (s.endLabel) { const text = s.endLabel.text; s.endLabel.formatter = () => text; if (narrow && o.series.length === 1) s.endLabel.show = false; }
  }
  if (o.whiskers) o.series.push(whiskers(o.whiskers, lying));
  delete o.whiskers;
  o.xAxis = axis(o.xAxis); o.yAxis = axis(o.yAxis);
  const most = Math.round(width * (narrow ? 0.28 : 0.36));
  if (lying && o.yAxis.data.some(t => [...t].reduce((w, c) => w + (c > '\u2e80' ? 12 : 6.6), 0) > most)) o.yAxis.axisLabel = { ...o.yAxis.axisLabel, width: most, overflow: narrow ? 'truncate' : 'break', lineHeight: 13 };
  // Names under many columns stand upright where they would run into each other.
  if (narrow && o.xAxis?.type === 'category' && o.xAxis.data.length > 5 && o.xAxis.axisLabel?.interval === 0) o.xAxis.axisLabel = { ...o.xAxis.axisLabel, rotate: 90, width: 72, overflow: 'truncate' };
  if (o.legend) o.legend = { itemHeight: 9, itemWidth: 9, textStyle: { color: colour('text') }, inactiveColor: colour('muted'), ...o.legend };
  o.textStyle = { fontFamily: family(), color: colour('text') };
  o.animation = !calm.matches; o.animationDuration = 150; o.animationDurationUpdate = 150;
  o.aria = { enabled: false, decal: { show: false } };
  o.tooltip = { trigger: 'item', confine: true, backgroundColor: colour('surface'), borderColor: colour('line'), textStyle: { color: colour('text') },
    formatter: p => p.data?.tip ? safe(p.data.tip).replaceAll('\n', '<br>') : '', ...o.tooltip };
  return o;
}

function download(name, blob) {
  const a = document.createElement('a');
  a.href = URL.createObjectURL(blob); a.download = name; a.click();
  setTimeout(() => URL.revokeObjectURL(a.href), 1000);
}

// The picture carries its title, subtitle and source; it is drawn again at a fixed width.
function picture(spec, height) {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width: 960, height: height + 64 });
  const o = option(spec, 960);
  o.animation = false; o.backgroundColor = colour('bg');
  o.title = { text: spec.title, subtext: spec.subtitle, left: 12, top: 8, textStyle: { color: colour('text'), fontSize: 16 }, subtextStyle: { color: colour('muted') } };
  if (o.grid) o.grid.top = (o.grid.top ?? 0) + 64;
  if (o.legend) o.legend.top = (o.legend.top ?? 0) + 56;
  chart.setOption(o);
  const svg = chart.renderToSVGString(); chart.dispose();
  return svg;
}

function png(svg, name) {
  const image = new Image();
  image.onload = () => {
    const canvas = document.createElement('canvas');
    canvas.width = image.width * 2; canvas.height = image.height * 2;
    const pen = canvas.getContext('2d'); pen.scale(2, 2); pen.drawImage(image, 0, 0);
    canvas.toBlob(blob => download(name, blob));
  };
  image.src = 'data:image/svg+xml;charset=utf-8,' + encodeURIComponent(svg);
}

export function csv(table) {
  const cell = td => {
    const text = (td.dataset.csv ?? td.textContent).trim().replace(/\s+/g, ' ');
    const kept = /^[=@+\t]/.test(text) ? "'" + text : text;      // a spreadsheet must not run it
    return /[",\n]/.test(kept) ? `"${kept.replaceAll('"', '""')}"` : kept;
  };
  const lines = [...table.querySelectorAll('tr')].map(tr => [...tr.children].map(cell).join(','));
  download((table.dataset.name || 'table') + '.csv', new Blob(['\ufeff' + lines.join('\n') + '\n'], { type: 'text/csv' }));
}

function draw(figure) {
  const spec = JSON.parse(figure.querySelector('[data-option]').textContent), canvas = figure.querySelector('[data-canvas]');
  const chart = echarts.init(canvas, null, { renderer: 'svg' });
  const paint = () => chart.setOption(option(spec, canvas.clientWidth), true);
  paint();
  chart.on('click', p => { if (p.data?.href) location.href = p.data.href; });
  new ResizeObserver(() => { chart.resize(); paint(); }).observe(canvas);
  dark.addEventListener('change', paint);
  figure.querySelector('[data-buttons]').hidden = false;
  figure.addEventListener('click', e => {
    const kind = e.target.closest('[data-export]')?.dataset.export;
    if (kind === 'csv') csv(figure.querySelector('table'));
    if (kind === 'svg') download(figure.id + '.svg', new Blob([picture(spec, canvas.clientHeight)], { type: 'image/svg+xml' }));
    if (kind === 'png') png(picture(spec, canvas.clientHeight), figure.id + '.png');
  });
}

const figures = document.querySelectorAll('figure[data-chart]');
if (figures.length) {
  const script = document.createElement('script');
  script.src = page.dataset.echarts;
  script.onload = () => { figures.forEach(draw); page.dataset.charts = 'drawn'; };
  script.onerror = () => figures.forEach(f => { f.querySelector('[data-table]').open = true; f.querySelector('[data-canvas]').hidden = true; });
  document.head.append(script);
}
