/** The compiled rules, ready to be asked: phrases filed, writers recognisable, codes tabled. Built once a lens. */
import type { CodeEntry, Conditions, Knowledge, Reason, Rule, Writer } from '../knowledge.ts';
import { compilePhrase, type Phrase, type PhraseMatch } from './phrase.ts';
import { indexPhrases, type PhraseIndex } from './phrase-index.ts';

/** A rule that a phrase of the reply speaks for. */
export interface PhraseHit {
  readonly rule: Rule;
  readonly phrase: Phrase;
  readonly match: PhraseMatch;
}
export interface RuleBook {
  readonly reasons: ReadonlyMap<string, Reason>;
  readonly writers: readonly Writer[];
  /** Rules whose phrases stand in the normalised reply. */
  hits(text: string): readonly PhraseHit[];
  /** Writers whose own phrases stand in the normalised reply. */
  writersOf(text: string): readonly string[];
  /** Rules without phrases; they ask for a writer and a code. */
  readonly silent: readonly Rule[];
  readonly replyCodes: ReadonlyMap<string, CodeEntry>;
  readonly enhancedCodes: ReadonlyMap<string, CodeEntry>;
}

export function openRuleBook(knowledge: Knowledge): RuleBook {
  const rules: PhraseIndex<Rule> = indexPhrases(phrasesOf(knowledge.rules, (rule) => rule.when.says));
  const writers: PhraseIndex<Writer> = indexPhrases(phrasesOf(knowledge.writers, (writer) => writer.says));
  return {
    reasons: new Map(knowledge.reasons.map((reason) => [reason.id, reason])),
    writers: knowledge.writers,
    hits: (text) => rules.search(text).map(({ of, phrase, match }) => ({ rule: of, phrase, match })),
    writersOf: (text) => writers.search(text).map(({ of }) => of.id),
    silent: knowledge.rules.filter((rule) => !rule.when.says),
    replyCodes: new Map(knowledge.replyCodes.map((entry) => [entry.code, entry])),
    enhancedCodes: new Map(knowledge.enhancedCodes.map((entry) => [entry.code, entry])),
  };
}

function phrasesOf<T>(all: readonly T[], saidBy: (of: T) => readonly string[] | undefined): { phrase: Phrase; of: T }[] {
  return all.flatMap((of) => (saidBy(of) ?? []).map((written) => ({ phrase: compilePhrase(written), of })));
}

/** What the conditions of a rule are held against. */
export interface Circumstances {
  readonly writers: ReadonlySet<string>;
  readonly replyCode: string | undefined;
  /** The enhanced status code of the text, else the Status field. */
  readonly enhancedStatus: string | undefined;
  readonly command: string | undefined;
  readonly action: string | undefined;
  readonly dialect: string;
  readonly direction: string;
  readonly ours: readonly string[];
}

/** Do all conditions but the phrases hold? */
export function holds(when: Conditions, now: Circumstances): boolean {
  return (
    anyOf(when.reply, (code) => now.replyCode !== undefined && (code === now.replyCode || code === `${now.replyCode.charAt(0)}yz`)) &&
    anyOf(when.enhanced, (code) => now.enhancedStatus !== undefined && isCode(code, now.enhancedStatus)) &&
    anyOf(when['said-by'], (writer) => now.writers.has(writer)) &&
    anyOf(when.command, (command) => command === now.command) &&
    anyOf(when.action, (action) => action === now.action) &&
    anyOf(when.dialect, (dialect) => dialect === now.dialect) &&
    anyOf(when.direction, (direction) => direction === now.direction) &&
    anyOf(when.ours, (role) => now.ours.includes(role))
  );
}
function anyOf(values: readonly string[] | undefined, is: (value: string) => boolean): boolean {
  return values === undefined || values.some(is);
}
/** `x.1.1` is `4.1.1` and `5.1.1`. */
function isCode(pattern: string, code: string): boolean {
  return pattern === code || (pattern.startsWith('x.') && pattern.slice(1) === code.slice(1));
}

/** How many kinds of condition a rule asks for besides its phrases. */
export function conditionCount(when: Conditions): number {
  return Object.keys(when).filter((name) => name !== 'says').length;
}
