namespace Touchstone.Files;

/// <summary>The look of a report: neutral greys, one blue, one warm accent; AA contrast in light and dark; paper too.</summary>
internal static class ReportStyle
{
    public const string Css = """
:root{--bg:#fff;--ink:#1d2126;--soft:#545c66;--line:#d9dde2;--band:#f4f6f8;--blue:#0b62b0;--bar:#5b8fc4;--warm:#b4530a;--tick:#1d2126;--grey:#8a929c}
@media (prefers-color-scheme:dark){:root{--bg:#15181c;--ink:#e6e9ed;--soft:#a3acb8;--line:#343b44;--band:#1d2228;--blue:#7fb8f0;--bar:#4f86bd;--warm:#f0a467;--tick:#e6e9ed;--grey:#78818c}}
*{box-sizing:border-box}
html{scroll-behavior:auto;scroll-padding-top:3rem}
body{margin:0;background:var(--bg);color:var(--ink);font:15px/1.5 system-ui,"Segoe UI","Noto Sans","Noto Sans CJK SC","Microsoft YaHei","PingFang SC",sans-serif;font-variant-numeric:tabular-nums}
header,main,footer{max-width:1280px;margin:0 auto;padding:0 24px}
header{padding-top:28px}
h1{font-size:1.9rem;line-height:1.2;margin:.1em 0 .3em;font-weight:650}
h2{font-size:1.25rem;margin:2.4em 0 .5em;padding-top:.5em;border-top:1px solid var(--line);font-weight:650}
h3{font-size:1.02rem;margin:1.4em 0 .3em;font-weight:650}
p{margin:.4em 0 .8em;max-width:80ch}
a{color:var(--blue)}
.skip{position:absolute;left:-999px}.skip:focus{left:8px;top:8px;background:var(--bg);padding:4px 8px}
.kind{color:var(--soft);margin:0;font-size:.9rem}
.answer{font-size:1.15rem;max-width:60ch}
.note{color:var(--soft);font-size:.9rem}
.identity{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:8px 24px;margin:1em 0;border-top:1px solid var(--line);border-bottom:1px solid var(--line);padding:10px 0}
.identity div:has(.id){grid-column:span 2}.identity div:last-child{grid-column:span 2}
dt{color:var(--soft);font-size:.82rem}dd{margin:0}
.id{font:12.5px/1.5 ui-monospace,"Cascadia Mono","Noto Sans Mono",monospace;overflow-wrap:anywhere}
nav{display:flex;flex-wrap:wrap;gap:2px 18px;padding:4px 0}
.scroll{overflow:auto;max-height:70vh;border:1px solid var(--line);margin:.6em 0 1em;max-width:100%}
.scroll:focus-visible{outline:2px solid var(--blue);outline-offset:1px}
table{border-collapse:separate;border-spacing:0;width:100%;font-size:13.5px}
caption{text-align:left;padding:6px 10px;color:var(--soft);font-size:.85rem;position:sticky;left:0}
th,td{padding:4px 10px;text-align:left;border-bottom:1px solid var(--line);vertical-align:top;unicode-bidi:isolate}
thead th{position:sticky;top:0;background:var(--band);z-index:2;font-weight:600;vertical-align:bottom;border-bottom:1px solid var(--soft)}
tbody th{font-weight:400;background:var(--bg)}
.wide tbody th,.wide thead th:first-child{position:sticky;left:0;z-index:1}.wide thead th:first-child{z-index:3}
.wide td,.wide th{white-space:nowrap;padding:4px 6px}.wide thead th{white-space:normal;min-width:4.4em;hyphens:auto}
td.n,th.n{text-align:right}table:not(.wide) thead th{white-space:nowrap}td.n{white-space:nowrap}
td i{color:var(--soft);font-style:normal;font-size:.8em;display:inline-block;min-width:2.2em;text-align:right;padding-left:.2em}
tbody tr:hover td,tbody tr:hover th{background:var(--band)}
.out td,.out th{color:var(--soft)}
.l0{font-weight:650}.l2{padding-left:28px}.l3{padding-left:46px}.l4{padding-left:64px}.l5{padding-left:82px}
code{font:12.5px ui-monospace,"Cascadia Mono","Noto Sans Mono",monospace;color:var(--soft)}
figure{margin:1em 0}figcaption{max-width:80ch}figcaption b{display:block;font-weight:650}
figcaption span{color:var(--soft);font-size:.88rem}
svg{display:block;max-width:100%;height:auto;margin:.4em 0}
svg text{font-size:12px;fill:var(--ink);font-family:inherit}svg .soft{fill:var(--soft)}svg .bar{fill:var(--bar)}svg .first{fill:var(--blue)}svg .outside{fill:var(--grey)}svg .axis{stroke:var(--line)}svg .tick{stroke:var(--tick);stroke-width:2}
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(330px,1fr));gap:16px}
.card{border:1px solid var(--line);padding:10px 14px;break-inside:avoid;unicode-bidi:isolate}
.card h3{margin:0;display:flex;justify-content:space-between;gap:12px}.card h3 span{font-weight:400;color:var(--soft);white-space:nowrap}
.card h4{margin:.5em 0 .1em;font-size:.85rem;color:var(--soft);font-weight:600}
.card ul{margin:0;padding:0;list-style:none;font-size:13px}.card li{display:flex;justify-content:space-between;gap:10px}.card li span{color:var(--soft);white-space:nowrap}
.multiples{display:grid;grid-template-columns:repeat(auto-fill,minmax(230px,1fr));gap:10px 22px}.multiples figure{margin:0}.multiples figcaption{font-size:.88rem}
.share{display:inline-block;width:90px;height:8px;background:var(--band);border:1px solid var(--line);vertical-align:middle;margin-right:8px}.share b{display:block;height:100%;background:var(--bar)}
.recipe{margin:.2em 0 .6em;padding-left:1.2em}
.severity-error{color:var(--warm);font-weight:650}.severity-warning{color:var(--warm)}
footer{margin-top:3em;padding-top:1em;padding-bottom:3em;border-top:1px solid var(--line);color:var(--soft);font-size:.9rem}
details>summary{cursor:pointer;color:var(--blue);margin:.3em 0}
.bars{display:grid;grid-template-columns:fit-content(40%) minmax(0,1fr);column-gap:8px;align-items:center;max-width:800px;margin:.4em 0;font-size:12px;line-height:18px}
.bars svg{margin:0;overflow:visible}.bars .name{text-align:right;overflow-wrap:anywhere}.card .bars .name{text-align:left;line-height:15px}
td:has(.share){white-space:nowrap}
.core{display:none}@media (max-width:760px){.rim{display:none}.core{display:block;margin:.4em auto}}
.key{display:flex;flex-wrap:wrap;gap:2px 16px;font-size:.88rem;margin:.3em 0;padding:0;list-style:none}.key b{display:inline-block;width:11px;height:11px;margin-right:5px;vertical-align:-1px}
svg .c0,svg .c1,svg .c2,svg .c3,svg .c4,svg .c5,svg .c6{stroke:var(--bg);stroke-width:1}
svg .c0{fill:#0072b2}svg .c1{fill:#e69f00}svg .c2{fill:#009e73}svg .c3{fill:#cc79a7}svg .c4{fill:#56b4e9}svg .c5{fill:#d55e00}svg .c6{fill:#8c6d46}
.key .c0{background:#0072b2}.key .c1{background:#e69f00}.key .c2{background:#009e73}.key .c3{background:#cc79a7}.key .c4{background:#56b4e9}.key .c5{background:#d55e00}.key .c6{background:#8c6d46}
svg .lead{stroke:var(--grey);fill:none;stroke-width:.7}svg .dot{fill:var(--bar);fill-opacity:.75}svg .up{fill:var(--blue)}svg .down{fill:var(--warm)}svg .on{fill:#111;font-size:11.5px;paint-order:stroke;stroke:#fff;stroke-width:2.4px;stroke-opacity:.75}svg .mark{fill:none;stroke:var(--ink);stroke-width:1.4}
.heat td{text-align:right;color:#15181c;border-bottom:1px solid var(--bg);border-left:1px solid var(--bg);min-width:3.1em}.heat td.none{background:none;color:var(--soft)}
.heat .h-4{background:#e08214}.heat .h-3{background:#f2a953}.heat .h-2{background:#fac98b}.heat .h-1{background:#fde6cb}.heat .h0{background:#f5f5f3}.heat .h1{background:#dcebf6}.heat .h2{background:#b5d4ea}.heat .h3{background:#86b8dc}.heat .h4{background:#5a9bcc}.heat .h5{background:#1f5f96;color:#fff}.heat .h-5{background:#a34f00;color:#fff}
@media (max-width:700px){header,main,footer{padding-left:14px;padding-right:14px}h1{font-size:1.5rem}.cards{grid-template-columns:1fr}.identity div:has(.id),.identity div:last-child{grid-column:1/-1}.bars.long{grid-template-columns:minmax(0,1fr)}.bars.long .name,.card .bars.long .name{text-align:left;line-height:15px;margin-top:4px}
.share{width:60px}tbody th{min-width:7.5em}.wide tbody th{white-space:normal;max-width:11em}table:not(.wide) td:not(.n){min-width:6em}table:not(.wide) td:not(.n):last-child{min-width:15em}td:not(.n):has(.share){min-width:0}}
@media print{:root{--bg:#fff;--ink:#000;--soft:#444;--line:#bbb;--band:#f2f2f2;--bar:#777;--blue:#000;--warm:#000;--tick:#000}body{font-size:10pt}.scroll{max-height:none;overflow:visible;border:0}nav,.skip{display:none}thead th,.wide tbody th,.wide thead th:first-child{position:static}h2{break-after:avoid}tr,figure{break-inside:avoid}header,main,footer{max-width:none;padding:0}.wide{font-size:7.5pt}.wide thead th{min-width:0}}
""";
}
