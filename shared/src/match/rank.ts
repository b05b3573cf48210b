/** Which of the rules that speak of a reply apply, and which of them is the most specific. */
import type { Rule } from '../knowledge.ts';
import type { PhraseMatch } from './phrase.ts';
import { type Circumstances, conditionCount, holds, type RuleBook, type RuleHit } from './rule-book.ts';

/** A rule that applies, with the phrase that spoke for it. */
export interface Candidate {
  readonly rule: Rule;
  readonly match?: PhraseMatch;
  /** A meaning spoke for it, no phrase. */
  readonly isMeant?: boolean;
  /** Compared left to right; greater wins. */
  readonly specificity: readonly [tier: number, weight: number, phrase: number, conditions: number, own: number];
}

/** The rules that apply to a reply in which `hits` were found, most specific first. */
export function rank(book: RuleBook, hits: readonly RuleHit[], now: Circumstances & { readonly form: string }): readonly Candidate[] {
  const all: Candidate[] = [];
  const hasOwnWords = addHits(all, hits, now);
  // A writer's own words are not outweighed by what words mean in general.
  if (!hasOwnWords) addHits(all, book.meant(now.form), now);
  for (const rule of book.silent)
    if (holds(rule.when, now))
      all.push({ rule, specificity: [rule.when.enhanced ? 1 : 0, 0, 0, conditionCount(rule.when), rule.own ? 1 : 0] });
  const seen = new Set<string>();
  return phraseBeforeMeaning(all.sort(bySpecificity)).filter(({ rule }) => seen.size < seen.add(rule.id).size);
}
/** The tier of what a writer is known to say, and of what many say. */
const ownWords = 3;
const anybodysWords = 2;
/** What many say around every cause: any telling word wins. */
const vagueWords = 1.5;
function namesNoCause({ confidence, reason, writer, when }: Rule): boolean {
  return reason === 'policy' && confidence === 'guess' && when.enhanced === undefined && writer.startsWith('general-');
}
/** Adds the rules that apply; says whether one of them is of the very writer of the text. */
function addHits(all: Candidate[], hits: readonly RuleHit[], now: Circumstances): boolean {
  let hasOwnWords = false;
  for (const { rule, weight, match, isMeant } of hits) {
    if (!holds(rule.when, now)) continue;
    const tier = now.writers.has(rule.writer) ? ownWords : namesNoCause(rule) ? vagueWords : anybodysWords;
    hasOwnWords ||= tier === ownWords;
    all.push({ rule, match, isMeant, specificity: [tier, weight, isMeant ? 0 : 1, conditionCount(rule.when), rule.own ? 1 : 0] });
  }
  return hasOwnWords;
}
/** Where a phrase says the same as the meaning that would win, it has the word: it tells whose text it is, and captures what the text names. */
function phraseBeforeMeaning(ordered: readonly Candidate[]): readonly Candidate[] {
  const [best] = ordered;
  if (best?.isMeant !== true) return ordered;
  const same = ordered.find(
    ({ rule, match, isMeant }) => match && !isMeant && rule.reason === best.rule.reason && rule.confidence !== 'guess',
  );
  return same ? [same, ...ordered.filter((one) => one !== same)] : ordered;
}
function bySpecificity(a: Candidate, b: Candidate): number {
  const [tier, weight, phrase, conditions, own] = a.specificity;
  const [otherTier, otherWeight, otherPhrase, otherConditions, otherOwn] = b.specificity;
  const difference = otherTier - tier || otherWeight - weight || otherPhrase - phrase || otherConditions - conditions || otherOwn - own;
  return difference || (a.rule.id < b.rule.id ? -1 : 1);
}
