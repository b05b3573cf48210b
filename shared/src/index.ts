/** The only public door of the core. */

export { dialectReads } from './dialect-reads.ts';
export { type BounceCard, type BouncePage, bounceCard } from './explain/bounce-page.ts';
export { explain } from './explain/explain.ts';
export { inlineText } from './explain/fill-template.ts';
export { type LabelKey, labelKeys } from './explain/labels.ts';
export { type AnalyzeOptions, createExplainer, type Explainer, type LensParts } from './explainer.ts';
export { messageNameAt, type StoryPlace, type StoryReader } from './follow-message.ts';
export type * from './knowledge.ts';
export { createLens, type Lens } from './lens.ts';
export { limits } from './limits.ts';
export { verdictAt } from './marks.ts';
export type * from './model.ts';
export { firstEvidence, recipientIn } from './model.ts';
export { compilePack, type Pack, type PackFault } from './packs/compile-pack.ts';
export { type Extended, mergedProfile, withPacks } from './packs/with-packs.ts';
export { type Profile, type ProfileFault, profileFaults } from './profile.ts';
export { kindOfHead, type Piece, type PieceReader, readPiece, withoutPlace } from './read-piece.ts';
export type { Role as StoryRole } from './story/gather.ts';
export type {
  MessageEnding,
  MessageStory,
  RecipientStory,
  StepKind,
  StoryStep,
} from './story/message-story.ts';
export { type Attempt, attemptOf, tellStories } from './story/tell-stories.ts';
export { attemptTold, queueIdOf, type ToldDelivery } from './story/told-delivery.ts';
export { csvColumns, csvHeader, csvLine } from './triage/csv.ts';
export { codeSpan, escapeMarkdown, linkTarget } from './triage/escape-markdown.ts';
export { filterRecords, isFilterEmpty, type RecordFilter } from './triage/filter.ts';
export { domainOf, type Grouping, groupings, groupRecords, type RecordGroup, type StandingCounts } from './triage/group.ts';
export { hostDateOf } from './triage/host-date.ts';
export {
  type LogEvent,
  type LogLines,
  type LogReader,
  type LogReaderParts,
  type LogSink,
  openLogReader,
} from './triage/log-reader.ts';
export {
  type LaterFacts,
  type LogRecord,
  type LogStream,
  type LogStreamParts,
  type LogYield,
  openLogStream,
} from './triage/log-stream.ts';
export { type LogTally, openLogTally } from './triage/log-tally.ts';
export { type LogTeller, openLogTeller, type RecordKeep } from './triage/log-teller.ts';
export { recordsMarkdown, reportMarkdown } from './triage/markdown.ts';
export { groupingName, groupName, standingName, wordOf } from './triage/names.ts';
export { withRecipients } from './triage/one-reply.ts';
export { openPartTally, type PartTally } from './triage/part-tally.ts';
export type { HostDate } from './triage/read-time.ts';
export { type Place, type RecordExtras, recordOfNothing, type TriageRecord, toRecord } from './triage/record.ts';
export { mergeTallies, type OpenTally, openTally, type RecordTally, readTally, settleTally } from './triage/record-tally.ts';
export { publicNames, type RedactOptions, redactSample } from './triage/redact.ts';
export { makeReport, type Tally, type TimeBin, type TimeSeries, type TriageReport } from './triage/report.ts';
export {
  type PageCell,
  type PageColumn,
  type PageRow,
  type PageTable,
  type PageWords,
  pageWords,
  type ReportPage,
  reportPage,
} from './triage/report-page.ts';
export { type Standing, standingOf, standings } from './triage/standing.ts';
export { type TableRow, tableRow } from './triage/table-row.ts';
export type { TallyGroup } from './triage/tally-counter.ts';
export { faultsOfParts, type PartPlace, type TallyPart } from './triage/tally-parts.ts';
export { verdictOfRecord } from './triage/verdict-of-record.ts';
export { expiredAttempt, withStories } from './triage/with-stories.ts';
export { type ViewedHeader, type ViewedMail, type ViewedPart, viewMails } from './view-mail.ts';
export { visibleLines, visibleText } from './visible-text.ts';
