/** The compiled rules, ready to be asked: phrases filed, writers recognisable, codes tabled. Built once a lens. */
import type { CodeEntry, Conditions, Knowledge, Reason, Rule, Writer } from '../knowledge.ts';
import type { Confidence, Finding, Owner } from '../model.ts';
import { openMeaningSearch, wordsOfMeaning } from './meaning.ts';
import { type Memory, openMemory } from './memory.ts';
import { nameWriters } from './named-writers.ts';
import type { PhraseMatch } from './phrase.ts';
import { openPhraseSearch } from './phrase-search.ts';
import { type FormReader, openForms, sameForm } from './reply-form.ts';

/** A rule that a phrase or a meaning of the reply speaks for. */
export interface RuleHit {
  readonly rule: Rule;
  /** How specific it is: the characters that speak for it. */
  readonly weight: number;
  readonly match: PhraseMatch;
  /** It is a meaning's. */
  readonly isMeant: boolean;
}
/** What the rules say of a reply in its circumstances, and where in the form of the reply it says so. */
export interface Decision {
  readonly reason: string;
  readonly owner: Owner;
  readonly rule: string;
  readonly writer?: string;
  /** What speaks for it: words of the reply, its codes, or the sender it names. */
  readonly rests: PhraseMatch | 'codes' | 'original-sender';
  readonly confidence: Confidence;
  readonly general: boolean;
  readonly alternatives: readonly string[];
}
/** All that a decision rests on: findings that are told alike are decided alike. */
export interface Told extends Omit<Circumstances, 'writers'> {
  /** The form of the reply. */
  readonly form: string;
  readonly outcome: Finding['outcome'];
  readonly backscatter: boolean;
  /** The reply is more than the failure's own sentence or two. */
  readonly isLong: boolean;
  /** Those that the dialect, or the name of the host, gives away. */
  readonly named: readonly string[];
}
/** What was decided last of a form, and of what. */
export interface Decided {
  readonly told: Told;
  readonly decision: Decision;
}
export interface RuleBook {
  readonly reasons: ReadonlyMap<string, Reason>;
  readonly writers: ReadonlyMap<string, Writer>;
  /** The writers that a dialect, or the name of a host, gives away; in the order of the knowledge. */
  writersNamed(dialect: string, host: string | undefined): readonly string[];
  /** The form of a reply: the rules find in it what they find in the reply. */
  readonly formOf: FormReader<Decided>;
  /** What was decided before of something told in the same words, else what is decided now. The text is all that it rests on. */
  readonly decided: Memory<Decision>;
  /** Rules whose phrases stand in the form of a reply, and writers whose own phrases do. */
  heard(form: string): { readonly hits: readonly RuleHit[]; readonly writers: readonly string[] };
  /** Rules whose meanings its sentences have. */
  meant(form: string): readonly RuleHit[];
  /** Rules without phrases and meanings; they ask for a writer and a code. */
  readonly silent: readonly Rule[];
  readonly replyCodes: ReadonlyMap<string, CodeEntry>;
  readonly enhancedCodes: ReadonlyMap<string, CodeEntry>;
}

/** Whose phrase it is: both are looked for in one pass. */
type Spoken = { readonly rule: Rule } | { readonly writer: Writer };

export function openRuleBook(knowledge: Knowledge): RuleBook {
  const phrases = openPhraseSearch<Spoken>([
    ...knowledge.rules.map((rule) => ({ phrases: rule.when.says ?? [], of: { rule } })),
    ...knowledge.writers.map((writer) => ({ phrases: writer.says ?? [], of: { writer } })),
  ]);
  const meanings = openMeaningSearch(
    knowledge.rules.map((rule) => ({ meanings: rule.when.means ?? [], of: rule })),
    knowledge.words,
  );
  const search = (text: string): ReturnType<RuleBook['heard']> => {
    const hits: RuleHit[] = [];
    const writers: string[] = [];
    for (const { of, phrase, match } of phrases.search(text))
      if ('rule' in of) hits.push({ rule: of.rule, weight: phrase.weight, match, isMeant: false });
      else writers.push(of.writer.id);
    return { hits, writers };
  };
  return {
    reasons: new Map(knowledge.reasons.map((reason) => [reason.id, reason])),
    writers: new Map(knowledge.writers.map((writer) => [writer.id, writer])),
    writersNamed: nameWriters(knowledge.writers),
    formOf: formsWhenTheyPay(knowledge),
    decided: openMemory(rememberedDecisions),
    heard: search,
    meant: (form) => meanings.search(form).map(({ of, weight, match }): RuleHit => ({ rule: of, weight, match, isMeant: true })),
    silent: knowledge.rules.filter((rule) => !speaks(rule.when)),
    replyCodes: new Map(knowledge.replyCodes.map((entry) => [entry.code, entry])),
    enhancedCodes: new Map(knowledge.enhancedCodes.map((entry) => [entry.code, entry])),
  };
}

/** To gather the words that rules know takes longer than to look through a few replies as they are. */
const unformed = 20;
function formsWhenTheyPay({ rules, writers, words }: Knowledge): FormReader<Decided> {
  let forms: FormReader<Decided> | undefined;
  let asked = 0;
  return (reply, replyCode) => {
    if (asked++ < unformed) return sameForm(reply, replyCode);
    forms ??= openForms({
      phrases: [...rules.flatMap(({ when }) => when.says ?? []), ...writers.flatMap(({ says }) => says ?? [])],
      words: [...Object.values(words).flat(), ...rules.flatMap(({ when }) => when.means ?? []).flatMap(wordsOfMeaning)],
    });
    return forms(reply, replyCode);
  };
}

/** Servers say the same again and again. */
const rememberedDecisions = 3_000;

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
  const { replyCode, enhancedStatus } = now;
  // Most rules ask for nothing but their phrases.
  return (
    (when.reply === undefined ||
      (replyCode !== undefined && when.reply.some((code) => code === replyCode || code === `${replyCode.charAt(0)}yz`))) &&
    (when.enhanced === undefined || (enhancedStatus !== undefined && when.enhanced.some((code) => isCode(code, enhancedStatus)))) &&
    (when['said-by'] === undefined || when['said-by'].some((writer) => now.writers.has(writer))) &&
    isAmong(when.command, now.command) &&
    isAmong(when.action, now.action) &&
    isAmong(when.dialect, now.dialect) &&
    isAmong(when.direction, now.direction) &&
    (when.ours === undefined || when.ours.some((role) => now.ours.includes(role)))
  );
}
function isAmong(values: readonly string[] | undefined, value: string | undefined): boolean {
  return values === undefined || (value !== undefined && values.includes(value));
}
/** `x.1.1` is `4.1.1` and `5.1.1`. */
function isCode(pattern: string, code: string): boolean {
  return pattern === code || (pattern.startsWith('x.') && pattern.slice(1) === code.slice(1));
}

/** Does it ask for words? */
export function speaks({ says, means }: Conditions): boolean {
  return says !== undefined || means !== undefined;
}
/** How many kinds of condition a rule asks for besides its words. */
export function conditionCount(when: Conditions): number {
  let count = 0;
  for (const name in when) if (name !== 'says' && name !== 'means') count++;
  return count;
}
