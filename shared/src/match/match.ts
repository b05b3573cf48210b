/** Finding × rules → Verdict: the reason, whose move it is, and why we believe it. Cheap; what triage needs. */
import type { Rule } from '../knowledge.ts';
import { limits } from '../limits.ts';
import { type Confidence, type Evidence, type EvidenceKind, type Finding, firstEvidence, type Owner, type Verdict } from '../model.ts';
import { answerByCode } from './code-answer.ts';
import { type NormalisedReply, normaliseReply, withoutNames } from './normalise.ts';
import type { PhraseMatch } from './phrase.ts';
import { type Circumstances, conditionCount, holds, type RuleBook, type RuleHit, speaks } from './rule-book.ts';

/** A rule that applies, with the phrase that spoke for it. */
export interface Candidate {
  readonly rule: Rule;
  readonly match?: PhraseMatch;
  /** A meaning spoke for it, no phrase. */
  readonly isMeant?: boolean;
  /** Compared left to right; greater wins. */
  readonly specificity: readonly [tier: number, weight: number, phrase: number, conditions: number, own: number];
}

export function matchFinding(book: RuleBook, finding: Finding): Verdict {
  const said = first(finding, 'diagnostic-text');
  const reply = replyOf(finding);
  const now = circumstances(book, finding, reply.text);
  if (finding.outcome === 'delivered') return codeVerdict(book, finding, now);
  if (finding.backscatter) return backscatterVerdict(book, finding);
  const candidates = applicable(book, now, reply.text);
  const best = candidates[0];
  if (best && codeTellsMore(book, candidates, { now, said })) return codeVerdict(book, finding, now);
  return best ? ruleVerdict(book, finding, { best, candidates, said, reply, now }) : codeVerdict(book, finding, now);
}

/** A rule that only guesses yields to an enhanced status code that tells, so does a meaning, and so do common words in prose: they may be a footer's. */
function codeTellsMore(book: RuleBook, candidates: readonly Candidate[], { now, said }: Told): boolean {
  const best = candidates[0];
  if (!best) return true;
  const isProse = now.replyCode === undefined && (said?.value.length ?? 0) > shortProse && isGeneral(book, best.rule);
  if (!isProse && !restsOnMeaning(candidates, now) && confidenceOf(book, best.rule, now) !== 'guess') return false;
  const byCode = answerByCode(book, now.enhancedStatus, undefined);
  return byCode?.confidence === 'likely' && byCode.entry.reason !== best.rule.reason;
}
/** `5.1.1` is said of anything that is the matter with a recipient, so it does not speak against a meaning. */
function restsOnMeaning([best]: readonly Candidate[], { enhancedStatus }: Circumstances): boolean {
  return best?.isMeant === true && enhancedStatus?.slice(1) !== '.1.1';
}
/** A longer text without a reply code is more than the failure's own sentence or two. */
const shortProse = 200;
interface Told {
  readonly now: Circumstances;
  readonly said: Evidence<'diagnostic-text'> | undefined;
}
function isGeneral(book: RuleBook, rule: Rule): boolean {
  return book.writers.get(rule.writer)?.kind === 'general';
}

/** The rules that apply to a finding, most specific first; what the check for ties looks at. */
export function rankRules(book: RuleBook, finding: Finding): readonly Candidate[] {
  const reply = replyOf(finding);
  return applicable(book, circumstances(book, finding, reply.text), reply.text);
}

function replyOf(finding: Finding): NormalisedReply {
  const said = first(finding, 'diagnostic-text')?.value ?? '';
  const reply = normaliseReply(said.slice(0, limits.replyLength), first(finding, 'reply-code')?.value);
  return { ...reply, text: withoutNames(reply.text) };
}

function circumstances(book: RuleBook, finding: Finding, reply: string): Circumstances {
  const writers = new Set(book.writersOf(reply));
  for (const named of book.writersNamed(finding.event.dialect, hostOf(finding))) writers.add(named);
  return {
    writers,
    replyCode: first(finding, 'reply-code')?.value,
    enhancedStatus: first(finding, 'enhanced-status')?.value ?? first(finding, 'dsn-status')?.value,
    command: first(finding, 'smtp-command')?.value,
    action: first(finding, 'action')?.value,
    dialect: finding.event.dialect,
    direction: finding.direction,
    ours: finding.ours ?? [],
  };
}
/** The host that spoke, else the host that reports. */
function hostOf(finding: Finding): string | undefined {
  return (first(finding, 'remote-mta') ?? first(finding, 'reporting-mta'))?.value.toLowerCase().replace(/\.$/, '');
}

function applicable(book: RuleBook, now: Circumstances, reply: string): readonly Candidate[] {
  const all: Candidate[] = [];
  const hasOwnWords = addHits(all, book.hits(reply), now);
  // A writer's own words are not outweighed by what words mean in general.
  if (!hasOwnWords) addHits(all, book.meant(reply), now);
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

interface Decision {
  readonly best: Candidate;
  readonly candidates: readonly Candidate[];
  readonly said: Evidence<'diagnostic-text'> | undefined;
  readonly reply: NormalisedReply;
  readonly now: Circumstances;
}
function ruleVerdict(book: RuleBook, finding: Finding, { best, candidates, said, reply, now }: Decision): Verdict {
  const { rule, match } = best;
  const writer = writerOf(book, rule, now);
  return {
    finding,
    reason: rule.reason,
    owner: stillOpen(finding, rule.owner ?? book.reasons.get(rule.reason)?.owner ?? 'sender-admin', rule.reason),
    rule: rule.id,
    ...(writer && { writer }),
    because: said && match ? [quoted(said, reply, match)] : codesOf(finding),
    captured: said && match ? match.captures.map((c) => captured(c.kind, quoted(said, reply, c))) : [],
    confidence: confidenceOf(book, rule, now),
    general: false,
    alternatives: candidates.slice(1, 6).map((c) => c.rule.id),
  };
}

function confidenceOf(book: RuleBook, rule: Rule, now: Circumstances): Confidence {
  if (rule.confidence) return rule.confidence;
  const kind = book.writers.get(rule.writer)?.kind;
  if (!speaks(rule.when)) return rule.when.enhanced ? 'likely' : 'guess';
  if (kind === 'general' || rule.recalled) return 'likely';
  const others = [...now.writers].some((id) => id !== rule.writer && book.writers.get(id)?.kind === 'provider');
  return kind === 'provider' && others ? 'likely' : 'certain';
}

/** Whatever was wrong with the forged message, it is nobody's here to mend. */
function backscatterVerdict(book: RuleBook, finding: Finding): Verdict {
  const because = finding.event.evidence.filter(({ kind }) => kind === 'original-sender').slice(0, 1);
  const owner = book.reasons.get('backscatter')?.owner ?? 'nobody';
  return {
    finding,
    reason: 'backscatter',
    owner,
    rule: 'profile/backscatter',
    because,
    captured: [],
    confidence: 'likely',
    general: false,
    alternatives: [],
  };
}

function codeVerdict(book: RuleBook, finding: Finding, now: Circumstances): Verdict {
  const answer = answerByCode(book, now.enhancedStatus, now.replyCode);
  const byOutcome = outcomeReason(finding, answer?.entry.reason);
  const reason = byOutcome ?? answer?.entry.reason ?? 'unknown';
  const owner = stillOpen(
    finding,
    (byOutcome ? undefined : answer?.entry.owner) ?? book.reasons.get(reason)?.owner ?? 'sender-admin',
    reason,
  );
  const writer = [...now.writers].find((id) => book.writers.get(id)?.kind === 'provider');
  return {
    finding,
    reason,
    owner,
    rule: answer?.rule ?? 'none',
    ...(writer && { writer }),
    because: codesOf(finding),
    captured: [],
    confidence: byOutcome ? 'certain' : codeConfidence(finding, answer?.confidence),
    general: true,
    alternatives: [],
  };
}
/** What the outcome alone says: delivered; and, where the codes name no cause, a mere notice of delay or the end of the queue's lifetime. */
function outcomeReason({ outcome, event }: Finding, byCode: string | undefined): string | undefined {
  if (outcome === 'delivered') return byCode === 'information' && !firstEvidence(event.evidence, 'action') ? undefined : 'delivered';
  const causeless = byCode === undefined || byCode === 'unknown' || byCode === 'expired' || byCode === 'delayed';
  if (!causeless) return undefined;
  if (firstEvidence(event.evidence, 'action')?.value === 'expired') return 'expired';
  return outcome === 'delayed-notice' ? 'delayed' : undefined;
}

/** What a code says of itself is sure where it is a word of the conversation: a help text, the leave to go on. */
function codeConfidence({ outcome }: Finding, byCode: Confidence = 'guess'): Confidence {
  return outcome === 'delivered' && byCode === 'guess' ? 'likely' : byCode;
}

/** `nobody: wait` holds while the mail is tried; once it has come back, whoever sent it decides what to do. */
function stillOpen({ outcome }: Finding, owner: Owner, reason = ''): Owner {
  return outcome === 'permanent-failure' && owner === 'nobody' && reason !== 'information' ? 'sender' : owner;
}

function writerOf(book: RuleBook, rule: Rule, now: Circumstances): string | undefined {
  const own = book.writers.get(rule.writer);
  if (own && own.kind !== 'general') return own.id;
  return [...now.writers].find((id) => book.writers.get(id)?.kind === 'provider');
}

function first<K extends EvidenceKind>(finding: Finding, kind: K): Evidence<K> | undefined {
  return firstEvidence(finding.event.evidence, kind);
}
function codesOf(finding: Finding): readonly Evidence[] {
  return ['enhanced-status' as const, 'dsn-status' as const, 'reply-code' as const]
    .flatMap((kind) => first(finding, kind) ?? [])
    .slice(0, 1);
}

/** The characters of the reply that matched; the whole reply where its text was decoded and has no offsets of its own in the source. */
function quoted(
  said: Evidence<'diagnostic-text'>,
  reply: NormalisedReply,
  { start, end }: { start: number; end: number },
): Evidence<'diagnostic-text'> {
  const from = reply.originOf(start) ?? 0;
  const to = (reply.originOf(end - 1) ?? said.value.length - 1) + 1;
  const verbatim = said.span.end - said.span.start === said.value.length;
  const span = verbatim ? { start: said.span.start + from, end: said.span.start + to } : said.span;
  return { kind: 'diagnostic-text', value: said.value.slice(from, to), span };
}
function captured(
  kind: Exclude<EvidenceKind, 'smtp-command' | 'action' | 'direction'>,
  { value, span }: Evidence<'diagnostic-text'>,
): Evidence {
  return { kind, value, span };
}
