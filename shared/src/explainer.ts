/** What explains single texts, of a lens: without what reads logs as streams and tells stories, which a host that only explains need not load. */
import { analyze } from './analyze.ts';
import { explain } from './explain/explain.ts';
import type { Knowledge, Texts } from './knowledge.ts';
import { openRuleBook, type RuleBook } from './match/rule-book.ts';
import type { Analysis, Diagnosis, Ours, Source, TimeZone, Verdict } from './model.ts';
import { openProfile, type Profile } from './profile.ts';
import { openTimeZone } from './time-zone.ts';

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
export interface Explainer {
  /** Read a whole source (mail, log, pasted text), or a window of a log that begins and ends at line ends. Never throws for input. */
  analyze(source: Source, options?: AnalyzeOptions): Analysis;
  /** The prose of one verdict; made when somebody looks. */
  explain(verdict: Verdict): Diagnosis;
  /** The profile's, for `toRecord`; absent where none says one. */
  readonly timeZone?: TimeZone;
}

/** What all that is asked of the same parts is answered with. */
export interface OpenedParts {
  readonly book: RuleBook;
  readonly ours?: Ours;
  readonly timeZone?: TimeZone;
}
export function openParts({ knowledge, profile }: LensParts): OpenedParts {
  return {
    book: openRuleBook(knowledge),
    ...(profile && { ours: openProfile(profile) }),
    ...(profile?.timeZone !== undefined && { timeZone: openTimeZone(profile.timeZone) }),
  };
}

export function createExplainer(parts: LensParts): Explainer {
  return explainerOf(parts, openParts(parts));
}
export function explainerOf({ knowledge, texts, profile, replyTexts }: LensParts, { book, ours, timeZone }: OpenedParts): Explainer {
  const voice = { ...profile, ...(replyTexts && { replyTexts }) };
  return {
    analyze: (source, options) => analyze(book, source, { ...options, ...(ours && { ours }) }),
    explain: (verdict) => explain(verdict, knowledge, texts, voice),
    ...(timeZone && { timeZone }),
  };
}
