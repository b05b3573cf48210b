/** The one object a host holds: text in, diagnosis out. */
import { analyze } from './analyze.ts';
import { explain } from './explain/explain.ts';
import { openStoryReader, type StoryPlace, type StoryReader, storyIn } from './follow-message.ts';
import type { Knowledge, Texts } from './knowledge.ts';
import { openRuleBook } from './match/rule-book.ts';
import type { Analysis, Diagnosis, Source, TimeZone, Verdict } from './model.ts';
import { openProfile, type Profile } from './profile.ts';
import { openLogLines } from './read-log.ts';
import type { MessageStory } from './story/message-story.ts';
import { openTimeZone } from './time-zone.ts';
import type { LogLines } from './triage/log-reader.ts';

/** Nothing is imported that a host may want to choose, load late or replace. */
export interface LensParts {
  readonly knowledge: Knowledge;
  readonly texts: Texts;
  /** What is ours. A network or time zone that cannot be read throws a RangeError that names it. */
  readonly profile?: Profile;
  /**
   * The texts of the profile's `replyLanguage`, with the packs over them as over `texts`: the reply to a customer is written in them.
   * A host hands them over where that language is another than that of `texts` and there are texts in it; else the reply is in `texts`.
   */
  readonly replyTexts?: Texts;
}
export interface AnalyzeOptions {
  /** Read as this kind whatever it looks like: `log` for a file the user declared to be a mail log, `text` for pasted text. */
  readonly as?: 'mail' | 'log' | 'text';
}
export interface Lens {
  /** Read a whole source (mail, log, pasted text), or a window of a log that begins and ends at line ends. Never throws for input. */
  analyze(source: Source, options?: AnalyzeOptions): Analysis;
  /** The lines of a big log, for `openLogStream`; what is remembered from one line to the next belongs to this call. */
  openLog(): LogLines;
  /** The prose of one verdict; made when somebody looks. */
  explain(verdict: Verdict): Diagnosis;
  /** The story of one message of a log: by queue id, or at a place of the text. Nothing where no line names it. */
  storyIn(source: Source, place: StoryPlace): MessageStory | undefined;
  /** The same of a log that is read in windows; `wanted`: a queue id or a Message-ID. */
  followMessage(wanted: string): StoryReader;
  /** The profile's, for `toRecord`; absent where none says one. */
  readonly timeZone?: TimeZone;
}

export function createLens({ knowledge, texts, profile, replyTexts }: LensParts): Lens {
  const book = openRuleBook(knowledge);
  const ours = profile && openProfile(profile);
  const timeZone = profile?.timeZone === undefined ? undefined : openTimeZone(profile.timeZone);
  const circumstance = { book, ...(ours && { ours }) };
  const voice = { ...profile, ...(replyTexts && { replyTexts }) };
  return {
    analyze: (source, options) => analyze(book, source, { ...options, ...(ours && { ours }) }),
    openLog: () => openLogLines(book, { ...(ours && { ours }), ...(timeZone && { timeZone }) }),
    explain: (verdict) => explain(verdict, knowledge, texts, voice),
    storyIn: (source, place) => storyIn(source, place, circumstance),
    followMessage: (wanted) => openStoryReader(wanted, circumstance),
    ...(timeZone && { timeZone }),
  };
}
