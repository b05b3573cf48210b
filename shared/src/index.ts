/** The only public door of the core. */
export { createLens, type AnalyzeOptions, type Lens, type LensParts } from './lens.ts';
export type * from './model.ts';
export type * from './knowledge.ts';
export { limits } from './limits.ts';
