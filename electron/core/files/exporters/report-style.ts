import { darkTheme, lightTheme, printTheme, themeProperties } from '../../../../shared/charts/theme.ts';

const accent = { light: '#4b3f8f', dark: '#b3a8f2', print: '#000000' };

/**
 * The report's only style sheet: light, dark and printed. Charts take their colours from the same custom properties, so
 * that one picture serves all three. On paper nothing is folded and no chart is higher than a page.
 */
export const reportStyle = `
:root{color-scheme:light dark;${themeProperties(lightTheme)};--accent:${accent.light};--panel:#f6f6f4}
@media (prefers-color-scheme:dark){:root{${themeProperties(darkTheme)};--accent:${accent.dark};--panel:#1e2226}}
*{box-sizing:border-box}
html{scroll-padding-top:16px;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--chart-background);color:var(--chart-ink);font:14px/21px Inter,'Source Sans 3','Segoe UI','Helvetica Neue',Arial,'Liberation Sans',sans-serif}
table,svg{font-variant-numeric:tabular-nums}
a{color:var(--accent)}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.page{display:grid;grid-template-columns:176px minmax(0,1fr);gap:0 40px;max-width:1280px;margin:0 auto;padding:32px 24px 64px}
.page>header{grid-column:2}
nav{position:sticky;top:0;align-self:start;grid-row:1/span 2;max-height:100vh;overflow:auto;padding:8px 0 24px;font-size:12px;line-height:18px}
nav p{margin:0 0 8px;color:var(--chart-soft-ink)}
nav ol{list-style:none;margin:0;padding:0;border-left:1px solid var(--chart-line)}
nav a{display:block;padding:3px 0 3px 12px;color:var(--chart-ink);text-decoration:none}
nav a:hover{text-decoration:underline}
h1{font-size:28px;line-height:36px;font-weight:600;margin:0 0 4px}
h2{font-size:20px;line-height:28px;font-weight:600;margin:0 0 4px;padding-top:24px;border-top:1px solid var(--chart-line)}
h3{font-size:16px;line-height:24px;font-weight:600;margin:0}
h4{font-size:14px;line-height:21px;font-weight:600;margin:0}
p{margin:0 0 8px;max-width:72ch}
section{margin-top:40px}
section>h3,section>.whole>h3,section>.pair{margin-top:24px}
section>.pair+.scroll{margin-top:24px}
table+p,.scroll+p,.findings+p{margin-top:8px}
.kind,.soft{color:var(--chart-soft-ink)}
.kind{margin:0 0 4px;font-size:12px}
.lede{font-size:16px;line-height:24px}
.notice{margin:16px 0 0;padding:12px 16px;border-left:4px solid var(--chart-ink);background:var(--panel)}
.notice p{margin:0}.notice p+p{margin-top:4px}
.notice strong{font-weight:600}
figure{margin:24px 0 0;display:grid;grid-template-columns:minmax(0,744px) minmax(0,1fr);gap:0 24px;align-items:start}
figure>.head{grid-column:1/-1;margin-bottom:8px}
figure .finding{margin:0;max-width:86ch}
figcaption{padding-top:16px;font-size:12px;line-height:18px;color:var(--chart-soft-ink)}
.chart svg{display:block;max-width:100%;height:auto;overflow:visible}
.unseen{position:absolute;width:1px;height:1px;margin:-1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
details{margin:8px 0 0}
summary{cursor:pointer;width:fit-content;color:var(--accent);font-size:12px;line-height:24px}
.scroll{overflow-x:auto}
table{border-collapse:collapse;margin:8px 0 0;font-size:12px;line-height:18px}
caption{text-align:left;color:var(--chart-soft-ink);padding:0 0 4px;max-width:72ch}
th{font-weight:500;text-align:left;vertical-align:bottom;color:var(--chart-soft-ink);border-bottom:1px solid var(--chart-soft-ink);padding:4px 16px 4px 0}
td,tbody th{border-bottom:1px solid var(--chart-line);padding:4px 16px 4px 0;vertical-align:top}
tbody th{font-weight:400;color:var(--chart-ink)}
th.number,td.number{text-align:right;white-space:nowrap}
th.number{white-space:normal}
.interval{white-space:nowrap}
td:last-child,th:last-child{padding-right:0}
.wide{width:100%}
.facts th{white-space:nowrap}
.named tbody th{padding-left:18px;text-indent:-18px}
.named td.number{white-space:normal}
.key{display:inline-block;vertical-align:-2px;margin-right:6px;overflow:visible}
.marks{display:grid;grid-template-columns:max-content minmax(0,72ch);gap:6px 24px;margin:12px 0 16px}
.marks dt,.marks dd{margin:0}
.findings{margin:16px 0 0;width:100%}
.findings td,.findings tbody th{padding-top:8px;padding-bottom:8px;font-size:14px;line-height:21px}
.findings tbody th{white-space:nowrap;font-weight:500}
.verdicts td p{margin:0 0 4px}
.verdicts details{margin:0}
.verdicts tbody th{white-space:normal}
.verdict{font-weight:600;min-width:96px}
.verdicts td.verdict:last-child{font-weight:400}
.rules{margin:8px 0 0;columns:2;column-gap:40px;font-size:12px;line-height:18px}
.rules>div{break-inside:avoid;padding-bottom:8px}
.rules dt{font-weight:600}
.rules dd{margin:0;color:var(--chart-soft-ink)}
.pair{display:flex;flex-wrap:wrap;gap:16px 56px;margin-top:16px}
.pair table{margin:0}
.pair>div{max-width:456px}
code,pre,.mono{font:12px/18px ui-monospace,'Cascadia Mono',Menlo,Consolas,'Liberation Mono',monospace}
pre{margin:8px 0 0;padding:12px 16px;background:var(--panel);white-space:pre-wrap;overflow-wrap:anywhere;max-width:86ch}
.mono{overflow-wrap:anywhere}
.definitions{margin:12px 0 0;columns:2;column-gap:40px}
.definitions>div{break-inside:avoid;padding-bottom:12px}
.definitions dt{font-weight:600}
.definitions dd{margin:0}
ul{margin:8px 0;padding-left:20px;max-width:72ch}
li{margin:4px 0}
.back{font-size:12px;max-width:86ch;margin-top:12px}
@media (min-width:1680px){.page{max-width:1520px}figure{grid-template-columns:744px minmax(0,1fr);gap:0 40px}}
@media (max-width:1100px){figure{grid-template-columns:minmax(0,1fr)}figcaption{padding-top:8px;max-width:86ch}}
@media (max-width:1100px){.definitions,.rules{columns:1}}
@media (max-width:860px){.page{display:block;padding:16px}nav{position:static;max-height:none}}
@media print{
@page{size:A4;margin:16mm 14mm}
:root{color-scheme:light;${themeProperties(printTheme)};--accent:${accent.print};--panel:#f4f4f2}
body{font-size:10pt;line-height:14pt;-webkit-print-color-adjust:exact;print-color-adjust:exact}
.page{display:block;max-width:none;padding:0}
nav,.back{display:none}
p,li{break-inside:avoid}
a{text-decoration:none}
section{margin-top:24pt}
h2,h3,h4,.head,h2+p{break-after:avoid}
figure{display:block;break-inside:avoid}
figcaption{padding-top:4pt}
.definitions{columns:2;column-gap:24pt;font-size:9pt;line-height:12pt}
.rules{columns:2;column-gap:24pt;font-size:8pt;line-height:11pt}
tr,.notice,.whole,.definitions dd,.marks dd,.pair table,pre{break-inside:avoid}
thead{display:table-header-group}
.scroll{overflow:visible}
table{font-size:7.5pt;line-height:10pt}
td,th,tbody th{padding:1.5pt 6pt 1.5pt 0}
.findings td,.findings tbody th{font-size:9pt;line-height:12pt;padding:3pt 8pt 3pt 0}
td.number{white-space:normal}
.named tbody th{padding-left:14pt;text-indent:-14pt}
.chart svg{max-height:200mm}
details::details-content{content-visibility:visible;block-size:auto}
summary{list-style:none;color:var(--chart-ink);break-after:avoid}
}
`;
