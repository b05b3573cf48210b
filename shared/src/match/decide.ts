/** What the rules and codes say of a finding: a pure function of what was told, so it is made once for all findings that are told alike. */
import type { Rule } from '../knowledge.ts';
import type { Confidence, Owner } from '../model.ts';
import { answerByCode } from './code-answer.ts';
import { type Candidate, rank } from './rank.ts';
import { type Circumstances, type Decision, type RuleBook, type RuleHit, speaks, type Told } from './rule-book.ts';

/** With all writers who may have told it. */
type Now = Told & Circumstances;

export function decide(book: RuleBook, told: Told): Decision {
  if (told.outcome !== 'delivered' && told.backscatter) return backscatterDecision(book);
  const { hits, now } = hear(book, told);
  if (told.outcome === 'delivered') return codeDecision(book, now);
  const candidates = rank(book, hits, now);
  const [best] = candidates;
  return best && !codeTellsMore(book, best, now) ? ruleDecision(book, best, { now, candidates }) : codeDecision(book, now);
}
/** The rules that apply to what was told, most specific first. */
export function applicable(book: RuleBook, told: Told): readonly Candidate[] {
  const { hits, now } = hear(book, told);
  return rank(book, hits, now);
}
function hear(book: RuleBook, told: Told): { readonly hits: readonly RuleHit[]; readonly now: Now } {
  const { hits, writers } = book.heard(told.form);
  return { hits, now: { ...told, writers: new Set([...writers, ...told.named]) } };
}

/** A rule that only guesses yields to an enhanced status code that tells, so does a meaning, and so do common words in prose: they may be a footer's. */
function codeTellsMore(book: RuleBook, best: Candidate, now: Now): boolean {
  const isProse = now.replyCode === undefined && now.isLong && isGeneral(book, best.rule);
  if (!isProse && !restsOnMeaning(best, now) && confidenceOf(book, best.rule, now) !== 'guess') return false;
  const answer = answerByCode(book, now.enhancedStatus, undefined);
  return answer?.confidence === 'likely' && answer.entry.reason !== best.rule.reason;
}
/** `5.1.1` is said of anything that is the matter with a recipient, so it does not speak against a meaning. */
function restsOnMeaning({ isMeant }: Candidate, { enhancedStatus }: Now): boolean {
  return isMeant === true && enhancedStatus?.slice(1) !== '.1.1';
}
function isGeneral(book: RuleBook, rule: Rule): boolean {
  return book.writers.get(rule.writer)?.kind === 'general';
}

function ruleDecision(
  book: RuleBook,
  { rule, match }: Candidate,
  { now, candidates }: { readonly now: Now; readonly candidates: readonly Candidate[] },
): Decision {
  const writer = writerOf(book, rule, now);
  return {
    reason: rule.reason,
    owner: stillOpen(now, rule.owner ?? book.reasons.get(rule.reason)?.owner ?? 'sender-admin', rule.reason),
    rule: rule.id,
    ...(writer && { writer }),
    rests: match ?? 'codes',
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
function backscatterDecision(book: RuleBook): Decision {
  return {
    reason: 'backscatter',
    owner: book.reasons.get('backscatter')?.owner ?? 'nobody',
    rule: 'profile/backscatter',
    rests: 'original-sender',
    confidence: 'likely',
    general: false,
    alternatives: [],
  };
}

function codeDecision(book: RuleBook, now: Now): Decision {
  const answer = answerByCode(book, now.enhancedStatus, now.replyCode);
  const byOutcome = outcomeReason(now, answer?.entry.reason);
  const reason = byOutcome ?? answer?.entry.reason ?? 'unknown';
  const owner = stillOpen(now, (byOutcome ? undefined : answer?.entry.owner) ?? book.reasons.get(reason)?.owner ?? 'sender-admin', reason);
  const writer = [...now.writers].find((id) => book.writers.get(id)?.kind === 'provider');
  return {
    reason,
    owner,
    rule: answer?.rule ?? 'none',
    ...(writer && { writer }),
    rests: 'codes',
    confidence: byOutcome ? 'certain' : codeConfidence(now, answer?.confidence),
    general: true,
    alternatives: [],
  };
}
/** What the outcome alone says: delivered; and, where the codes name no cause, a mere notice of delay or the end of the queue's lifetime. */
function outcomeReason({ outcome, action }: Now, byCode: string | undefined): string | undefined {
  if (outcome === 'delivered') return byCode === 'information' && action === undefined ? undefined : 'delivered';
  const causeless = byCode === undefined || byCode === 'unknown' || byCode === 'expired' || byCode === 'delayed';
  if (!causeless) return undefined;
  if (action === 'expired') return 'expired';
  return outcome === 'delayed-notice' ? 'delayed' : undefined;
}

/** What a code says of itself is sure where it is a word of the conversation: a help text, the leave to go on. */
function codeConfidence({ outcome }: Told, byCode: Confidence = 'guess'): Confidence {
  return outcome === 'delivered' && byCode === 'guess' ? 'likely' : byCode;
}

/** `nobody: wait` holds while the mail is tried; once it has come back, whoever sent it decides what to do. */
function stillOpen({ outcome }: Told, owner: Owner, reason = ''): Owner {
  return outcome === 'permanent-failure' && owner === 'nobody' && reason !== 'information' ? 'sender' : owner;
}

function writerOf(book: RuleBook, rule: Rule, now: Circumstances): string | undefined {
  const own = book.writers.get(rule.writer);
  if (own && own.kind !== 'general') return own.id;
  return [...now.writers].find((id) => book.writers.get(id)?.kind === 'provider');
}
