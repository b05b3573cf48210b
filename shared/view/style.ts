/**
 * The style of what is drawn here. A host gives the colours of its theme as variables (`--bl-text`, `--bl-background`, `--bl-muted`,
 * `--bl-border`, `--bl-accent`, `--bl-focus`, `--bl-control`, `--bl-undelivered`, `--bl-inbound-reject`, `--bl-delivered-later`, `--bl-font`) on any element
 * around it; without them it is drawn in the system's. Nothing moves.
 */
export const viewStyle = `
.bl-report, .bl-table {
  --text: var(--bl-text, CanvasText); --background: var(--bl-background, Canvas); --muted: var(--bl-muted, color-mix(in srgb, var(--text) 72%, var(--background)));
  --border: var(--bl-border, color-mix(in srgb, var(--text) 25%, transparent)); --accent: var(--bl-accent, LinkText); --focus: var(--bl-focus, var(--accent));
  --undelivered: var(--bl-undelivered, #c42b1c); --rejected: var(--bl-inbound-reject, #6e7781); --later: var(--bl-delivered-later, #9a6700);
  color: var(--text); font: inherit; font-family: var(--bl-font, system-ui, sans-serif); line-height: 1.45;
}
.bl-report { background: var(--background); max-width: 62rem; margin: 0 auto; padding: 1rem 1.5rem 2rem; }
.bl-report * , .bl-table * { box-sizing: border-box; }
.bl-report [hidden], .bl-table [hidden] { display: none; }
.bl-head { display: flex; gap: 1rem; align-items: baseline; justify-content: space-between; flex-wrap: wrap; }
.bl-report h1 { font-size: 1.5em; font-weight: 600; margin: .3em 0; overflow-wrap: anywhere; }
.bl-report h2 { font-size: 1.15em; font-weight: 600; margin: 1.8em 0 .5em; }
.bl-facts { display: flex; flex-wrap: wrap; gap: .2rem 1.6rem; margin: 0 0 1rem; }
.bl-facts div { display: flex; gap: .4rem; }
.bl-facts dt { color: var(--muted); }
.bl-facts dt::after { content: ':'; }
.bl-facts dd { margin: 0; font-variant-numeric: tabular-nums; }
.bl-totals { display: flex; flex-wrap: wrap; gap: .75rem; padding: 0; margin: 0; list-style: none; }
.bl-total { border: 1px solid var(--border); border-left-width: .35rem; border-radius: 4px; padding: .5rem 1rem; min-width: 9rem; }
.bl-total strong { display: block; font-size: 1.7em; font-weight: 600; font-variant-numeric: tabular-nums; }
.bl-total-undelivered { border-left-color: var(--undelivered); }
.bl-total-inbound-reject { border-left-color: var(--rejected); }
.bl-total-delivered-later { border-left-color: var(--later); border-left-style: dashed; }
.bl-legend { display: flex; flex-wrap: wrap; gap: .3rem 1.3rem; padding: 0; margin: .4rem 0; list-style: none; color: var(--muted); }
.bl-swatch { width: .8em; height: .8em; margin-inline-end: .45em; vertical-align: -.05em; }
.bl-part { stroke: none; }
.bl-undelivered { fill: var(--undelivered); }
.bl-inbound-reject { fill: var(--rejected); }
.bl-delivered-later { fill: var(--later); }
.bl-chart { border-bottom: 1px solid var(--border); padding-bottom: .2rem; }
.bl-most { color: var(--muted); font-size: .9em; border-bottom: 1px dotted var(--border); }
.bl-bars { display: block; width: 100%; height: 9rem; border-bottom: 1px solid var(--border); }
.bl-ends { display: flex; justify-content: space-between; color: var(--muted); font-size: .9em; font-variant-numeric: tabular-nums; }
.bl-report details { margin: .6rem 0; }
.bl-report summary { cursor: pointer; width: fit-content; }
.bl-choice { margin: 2rem 0 .4rem; display: flex; gap: .6rem; align-items: center; font-size: 1.15em; font-weight: 600; }
.bl-choice select { font: inherit; font-weight: 400; padding: .2rem .4rem; color: var(--text); background: var(--bl-control, var(--background)); border: 1px solid var(--border); border-radius: 3px; }
.bl-table table { border-collapse: collapse; width: 100%; }
.bl-table caption { text-align: start; font-weight: 600; padding: .4rem 0; }
.bl-table .bl-heard { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.bl-table th, .bl-table td { text-align: start; font-weight: 400; padding: .25rem .6rem .25rem 0; border-bottom: 1px solid var(--border); overflow-wrap: anywhere; vertical-align: baseline; }
.bl-table thead th { color: var(--muted); white-space: nowrap; overflow-wrap: normal; }
.bl-table .bl-number { text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap; }
.bl-table thead button, .bl-choose { font: inherit; color: inherit; background: none; border: 0; padding: .1rem 0; margin: 0; text-align: inherit; cursor: pointer; min-height: 24px; }
.bl-table thead button:hover, .bl-choose:hover { text-decoration: underline; }
.bl-choose { color: var(--accent); overflow-wrap: anywhere; }
.bl-table th[aria-sort='ascending'] button::after { content: ' ▲'; }
.bl-table th[aria-sort='descending'] button::after { content: ' ▼'; }
.bl-bar-cell { width: 26%; min-width: 5rem; }
.bl-table .bl-bar-cell { padding-inline-end: 0; vertical-align: middle; }
.bl-bar { display: block; width: 100%; height: .8em; }
.bl-more, .bl-print { font: inherit; color: var(--text); background: var(--bl-control, var(--background)); border: 1px solid var(--border); border-radius: 3px; padding: .25rem .8rem; margin: .6rem 0; min-height: 24px; cursor: pointer; }
.bl-report :focus-visible, .bl-table :focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
@media (forced-colors: active) {
  .bl-part { stroke: CanvasText; stroke-width: 1; vector-effect: non-scaling-stroke; }
  .bl-undelivered { fill: CanvasText; }
  .bl-inbound-reject { fill: Canvas; }
  .bl-delivered-later { fill: Canvas; stroke-dasharray: 3 2; }
}
@media print {
  .bl-report { background: white; max-width: none; padding: 0; --text: black; --muted: #444; --background: white; --border: #999; --accent: black; }
  .bl-report .bl-table[hidden] { display: block; }
  .bl-table .bl-heard { position: static; width: auto; height: auto; clip-path: none; }
  .bl-print, .bl-more, .bl-choice, .bl-report details { display: none; }
  .bl-part { print-color-adjust: exact; }
  .bl-report section, .bl-table tr { break-inside: avoid; }
  .bl-report section:has(.bl-table) { break-inside: auto; }
}
`;
