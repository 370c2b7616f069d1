/** Colours are variables, so that a test can hold each pair to its contrast. */
export const themes = {
  light: {
    page: "#f6f7f9",
    surface: "#ffffff",
    text: "#1b1f24",
    muted: "#57606a",
    line: "#c4cbd3",
    accent: "#0a58ca",
    runs: "#116329",
    skipped: "#57606a",
    unknown: "#7d4e00",
    refused: "#b3261e",
    mark: "#fff3c4",
  },
  dark: {
    page: "#0d1117",
    surface: "#161b22",
    text: "#e6edf3",
    muted: "#9aa5b1",
    line: "#3d4652",
    accent: "#79b8ff",
    runs: "#56d364",
    skipped: "#9aa5b1",
    unknown: "#e3b341",
    refused: "#ff8e85",
    mark: "#3b2e00",
  },
} as const;

function variables(theme: Readonly<Record<string, string>>): string {
  return Object.entries(theme)
    .map(([name, value]) => `--${name}:${value};`)
    .join("");
}

export const style = `
:root{color-scheme:light;${variables(themes.light)}}
@media (prefers-color-scheme:dark){:root:not([data-theme=light]){color-scheme:dark;${variables(themes.dark)}}}
:root[data-theme=dark]{color-scheme:dark;${variables(themes.dark)}}
*{box-sizing:border-box}
html,body{height:100%;margin:0}
body{display:grid;grid-template:auto 1fr/1fr minmax(280px,360px);background:var(--page);color:var(--text);font:14px/1.45 system-ui,sans-serif}
header{grid-column:1/-1;display:flex;flex-wrap:wrap;gap:8px 14px;align-items:center;padding:10px 16px;background:var(--surface);border-bottom:1px solid var(--line)}
h1{font-size:15px;margin:0 8px 0 0;max-width:30ch;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
label{display:inline-flex;gap:6px;align-items:center;color:var(--muted)}
input,select,button{font:inherit;color:var(--text);background:var(--page);border:1px solid var(--line);border-radius:6px;padding:4px 8px;max-width:100%}
select{max-width:20ch}
button{cursor:pointer}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.keys{color:var(--muted);margin-left:auto;font-size:12px;white-space:nowrap}
kbd{font:11px ui-monospace,monospace;border:1px solid var(--line);border-radius:4px;padding:0 4px}
#picture{overflow:auto;padding:20px}
#picture svg{display:block}
aside{overflow:auto;padding:14px 16px;background:var(--surface);border-left:1px solid var(--line);overflow-wrap:anywhere}
aside h2{font-size:15px;margin:0 0 2px}
aside h3{font-size:12px;margin:16px 0 4px;color:var(--muted);font-weight:600}
aside ul{margin:0;padding:0;list-style:none}
aside li{padding:3px 0;border-top:1px solid var(--line)}
aside li:first-child{border-top:0}
aside p{margin:4px 0}
aside code,pre{font:12px ui-monospace,SFMono-Regular,monospace}
.muted{color:var(--muted)}
.word{font-weight:600}
.runs,.yes{color:var(--runs)}.skipped,.no{color:var(--skipped)}.unknown{color:var(--unknown)}.refused{color:var(--refused)}
.card rect.box{fill:var(--surface);stroke:var(--line)}
.card text{fill:var(--text);font:13px system-ui,sans-serif}
.card .title{font-weight:600}
.card .small{font-size:11.5px;fill:var(--muted)}
.card .bar{fill:var(--line)}
.card.outer rect.box{stroke-dasharray:5 4}
.card{cursor:pointer}
.card:focus{outline:none}
.card:focus-visible rect.box,.card[aria-current=true] rect.box{stroke:var(--accent);stroke-width:2.5}
.edge{fill:none;stroke:var(--muted);stroke-width:1.5}
.edge.dispatches{stroke-dasharray:7 4}
.edge.waits-for{stroke-dasharray:2 4}
.edge.on{stroke:var(--accent);stroke-width:2.5}
#tip{fill:var(--muted)}
.dim{opacity:.45}
.lit-yes rect.box{stroke:var(--runs);stroke-width:2.5}
.lit-unknown rect.box{stroke:var(--unknown);stroke-width:2.5}
.job.v-runs .bar{fill:var(--runs)}.job.v-skipped .bar{fill:var(--skipped)}.job.v-unknown .bar{fill:var(--unknown)}.job.v-refused .bar{fill:var(--refused)}
.found rect.box{fill:var(--mark)}
.off{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
@media (max-width:760px){body{grid-template:auto minmax(45vh,1fr) auto/1fr}aside{border-left:0;border-top:1px solid var(--line);max-height:45vh}.keys{display:none}h1{max-width:100%}}
@media print{body{display:block}header,.keys{display:none}#picture{overflow:visible}}
`;
