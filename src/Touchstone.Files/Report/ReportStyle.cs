namespace Touchstone.Files;

/// <summary>The look of a report: neutral greys, one blue, one warm accent; AA contrast in light and dark; paper too.</summary>
internal static class ReportStyle
{
    /// <summary>The frame of a page: colours, type, head and foot.</summary>
    private const string Frame = """
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
.identity{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:8px 24px;margin:1em 0;border-top:1px solid var(--line);border-bottom:1px solid var(--line);padding:10px 0}
.identity div:has(.id){grid-column:span 2}.identity div:last-child{grid-column:span 2}
dt{color:var(--soft);font-size:.82rem}dd{margin:0}
.id{font:12.5px/1.5 ui-monospace,"Cascadia Mono","Noto Sans Mono",monospace;overflow-wrap:anywhere}
nav{display:flex;flex-wrap:wrap;gap:2px 18px;padding:4px 0}
footer{margin-top:3em;padding-top:1em;padding-bottom:3em;border-top:1px solid var(--line);color:var(--soft);font-size:.9rem}
@media (max-width:700px){header,main,footer{padding-left:14px;padding-right:14px}h1{font-size:1.5rem}.identity div:has(.id),.identity div:last-child{grid-column:1/-1}}
@media print{:root{--bg:#fff;--ink:#000;--soft:#444;--line:#bbb;--band:#f2f2f2;--bar:#777;--blue:#000;--warm:#000;--tick:#000}body{font-size:10pt}nav,.skip{display:none}h2{break-after:avoid}header,main,footer{max-width:none;padding:0}}

""";

    /// <summary>Tables and drawings, inside an element of the class <c>report</c>: they look the same on a page with a frame of its own, which gives the colours.</summary>
    public const string Parts = """
.report .note{color:var(--soft);font-size:.9rem}
.report .scroll{overflow:auto;max-height:70vh;border:1px solid var(--line);margin:.6em 0 1em;max-width:100%}
.report .scroll:focus-visible{outline:2px solid var(--blue);outline-offset:1px}
.report table{border-collapse:separate;border-spacing:0;width:100%;font-size:13.5px}
.report caption{text-align:left;padding:6px 10px;color:var(--soft);font-size:.85rem;position:sticky;left:0}
.report th,.report td{padding:4px 10px;text-align:left;border-bottom:1px solid var(--line);vertical-align:top;unicode-bidi:isolate}
.report thead th{position:sticky;top:0;background:var(--band);z-index:2;font-weight:600;vertical-align:bottom;border-bottom:1px solid var(--soft)}
.report tbody th{font-weight:400;background:var(--bg)}
.report .wide tbody th,.report .wide thead th:first-child{position:sticky;left:0;z-index:1}.report .wide thead th:first-child{z-index:3}
.report .wide td,.report .wide th{white-space:nowrap;padding:4px 6px}.report .wide thead th{white-space:normal;min-width:4.4em;hyphens:auto}
.report td.n,.report th.n{text-align:right}.report table:not(.wide) thead th{white-space:nowrap}.report td.n{white-space:nowrap}
.report td i{color:var(--soft);font-style:normal;font-size:.8em;display:inline-block;min-width:2.2em;text-align:right;padding-left:.2em}
.report tbody tr:hover td,.report tbody tr:hover th{background:var(--band)}
.report .out td,.report .out th{color:var(--soft)}
.report .l0{font-weight:650}.report .l2{padding-left:28px}.report .l3{padding-left:46px}.report .l4{padding-left:64px}.report .l5{padding-left:82px}
.report code{font:12.5px ui-monospace,"Cascadia Mono","Noto Sans Mono",monospace;color:var(--soft)}
.report figure{margin:1em 0}.report figcaption{max-width:80ch}.report figcaption b{display:block;font-weight:650}
.report figcaption span{color:var(--soft);font-size:.88rem}
.report svg{display:block;max-width:100%;height:auto;margin:.4em 0}
.report svg text{font-size:12px;fill:var(--ink);font-family:inherit}.report svg .soft{fill:var(--soft)}.report svg .bar{fill:var(--bar)}.report svg .first{fill:var(--blue)}.report svg .outside{fill:var(--grey)}.report svg .axis{stroke:var(--line)}.report svg .tick{stroke:var(--tick);stroke-width:2}
.report .cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(330px,1fr));gap:16px}
.report .card{border:1px solid var(--line);padding:10px 14px;break-inside:avoid;unicode-bidi:isolate}
.report .card h3{margin:0;display:flex;justify-content:space-between;gap:12px}.report .card h3 span{font-weight:400;color:var(--soft);white-space:nowrap}
.report .card h4{margin:.5em 0 .1em;font-size:.85rem;color:var(--soft);font-weight:600}
.report .card ul{margin:0;padding:0;list-style:none;font-size:13px}.report .card li{display:flex;justify-content:space-between;gap:10px}.report .card li span{color:var(--soft);white-space:nowrap}
.report .multiples{display:grid;grid-template-columns:repeat(auto-fill,minmax(230px,1fr));gap:10px 22px}.report .multiples figure{margin:0}.report .multiples figcaption{font-size:.88rem}
.report .share{display:inline-block;width:90px;height:8px;background:var(--band);border:1px solid var(--line);vertical-align:middle;margin-right:8px}.report .share b{display:block;height:100%;background:var(--bar)}
.report .recipe{margin:.2em 0 .6em;padding-left:1.2em}
.report .severity-error{color:var(--warm);font-weight:650}.report .severity-warning{color:var(--warm)}
.report details>summary{cursor:pointer;color:var(--blue);margin:.3em 0}
.report .bars{display:grid;grid-template-columns:fit-content(40%) minmax(0,1fr);column-gap:8px;align-items:center;max-width:800px;margin:.4em 0;font-size:12px;line-height:18px}
.report .bars .own{font-weight:650;color:var(--blue)}.report .bars svg{margin:0;overflow:visible}.report .bars .name{text-align:right;overflow-wrap:anywhere}.report .card .bars .name{text-align:left;line-height:15px}
.report td:has(.share){white-space:nowrap}
.report .core{display:none}@media (max-width:760px){.report .rim{display:none}.report .core{display:block;margin:.4em auto}}
.report .key{display:flex;flex-wrap:wrap;gap:2px 16px;font-size:.88rem;margin:.3em 0;padding:0;list-style:none}.report .key b{display:inline-block;width:11px;height:11px;margin-right:5px;vertical-align:-1px}
.report svg .c0,.report svg .c1,.report svg .c2,.report svg .c3,.report svg .c4,.report svg .c5,.report svg .c6{stroke:var(--bg);stroke-width:1}
.report svg .c0{fill:#0072b2}.report svg .c1{fill:#e69f00}.report svg .c2{fill:#009e73}.report svg .c3{fill:#cc79a7}.report svg .c4{fill:#56b4e9}.report svg .c5{fill:#d55e00}.report svg .c6{fill:#8c6d46}
.report .key .c0{background:#0072b2}.report .key .c1{background:#e69f00}.report .key .c2{background:#009e73}.report .key .c3{background:#cc79a7}.report .key .c4{background:#56b4e9}.report .key .c5{background:#d55e00}.report .key .c6{background:#8c6d46}
.report svg .lead{stroke:var(--grey);fill:none;stroke-width:.7}.report svg .dot{fill:var(--bar);fill-opacity:.75}.report svg .up{fill:var(--blue)}.report svg .down{fill:var(--warm)}.report svg .on{fill:#111;font-size:11.5px;paint-order:stroke;stroke:#fff;stroke-width:2.4px;stroke-opacity:.75}.report svg .mark{fill:none;stroke:var(--ink);stroke-width:1.4}
.report .heat td{text-align:right;color:#15181c;border-bottom:1px solid var(--bg);border-left:1px solid var(--bg);min-width:3.1em}.report .heat td.apart{border-right:3px solid var(--bg)}.report .heat td.none{background:none;color:var(--soft)}
.report .heat .h-4{background:#e08214}.report .heat .h-3{background:#f2a953}.report .heat .h-2{background:#fac98b}.report .heat .h-1{background:#fde6cb}.report .heat .h0{background:#f5f5f3}.report .heat .h1{background:#dcebf6}.report .heat .h2{background:#b5d4ea}.report .heat .h3{background:#86b8dc}.report .heat .h4{background:#5a9bcc}.report .heat .h5{background:#1f5f96;color:#fff}.report .heat .h-5{background:#a34f00;color:#fff}
@media (max-width:700px){.report .cards{grid-template-columns:1fr}.report .bars.long{grid-template-columns:minmax(0,1fr)}.report .bars.long .name,.report .card .bars.long .name{text-align:left;line-height:15px;margin-top:4px}.report .share{width:60px}.report tbody th{min-width:7.5em}.report .wide tbody th{white-space:normal;max-width:11em}.report .stack thead{position:absolute;clip-path:inset(50%)}.report .stack tr{display:block;border-bottom:1px solid var(--line);padding:4px 0}.report .stack tbody th,.report .stack tbody td{display:block;border:0;padding:2px 10px;text-align:left}.report .stack tbody th{font-weight:650}.report .stack td[data-name]{display:inline-block;color:var(--soft)}.report .stack td[data-name]::before{content:attr(data-name) " "}.report table:not(.wide) td:not(.n){min-width:6em}.report table:not(.wide) td:not(.n):last-child{min-width:15em}.report td:not(.n):has(.share){min-width:0}}
@media print{.report .scroll{max-height:none;overflow:visible;border:0}.report thead th,.report .wide tbody th,.report .wide thead th:first-child{position:static}.report tr,.report figure{break-inside:avoid}.report .wide{font-size:7.5pt}.report .wide thead th{min-width:0}}

""";

    public const string Css = Frame + Parts;
}
