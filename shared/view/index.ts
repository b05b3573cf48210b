/** The door of the view: what every host with a page draws alike, from plain data, by nodes and text alone. */
export { type BounceEvents, bounceStyle, renderBounce } from './bounce.ts';
export { type ReportEvents, renderReport } from './report.ts';
export { viewStyle } from './style.ts';
export { renderTable, type TableOptions } from './table.ts';
