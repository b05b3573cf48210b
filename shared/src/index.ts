/** The only public door of the core. */

export { explain } from './explain/explain.ts';
export { inlineText } from './explain/fill-template.ts';
export { type LabelKey, labelKeys } from './explain/labels.ts';
export type * from './knowledge.ts';
export { type AnalyzeOptions, createLens, type Lens, type LensParts } from './lens.ts';
export { limits } from './limits.ts';
export { verdictAt } from './marks.ts';
export type * from './model.ts';
export { firstEvidence } from './model.ts';
export { compilePack, type Pack, type PackFault } from './packs/compile-pack.ts';
export { type Extended, mergedProfile, withPacks } from './packs/with-packs.ts';
export { type Profile, type ProfileFault, profileFaults } from './profile.ts';
export { type Attempt, attemptOf, type Fate, type StoryFacts, tellStories } from './story/tell-stories.ts';
export { csvColumns, csvHeader, csvLine } from './triage/csv.ts';
export type { HostDate } from './triage/read-time.ts';
export { type Place, type RecordExtras, recordOfNothing, type TriageRecord, toRecord } from './triage/record.ts';
export { type TableRow, tableRow } from './triage/table-row.ts';
export { type RecordStory, withStories } from './triage/with-stories.ts';
