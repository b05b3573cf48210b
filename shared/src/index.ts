/** The only public door of the core. */

export { explain } from './explain/explain.ts';
export { inlineText } from './explain/fill-template.ts';
export { type LabelKey, labelKeys } from './explain/labels.ts';
export type * from './knowledge.ts';
export { type AnalyzeOptions, createLens, type Lens, type LensParts } from './lens.ts';
export { limits } from './limits.ts';
export type * from './model.ts';
