/** The fallback: what a code says in general, so that no code is without an answer. */
import type { CodeEntry } from '../knowledge.ts';
import type { Confidence } from '../model.ts';
import type { RuleBook } from './rule-book.ts';

export interface CodeAnswer {
  readonly entry: CodeEntry;
  /** `enhanced/x.1.1` or `reply/550`. */
  readonly rule: string;
  readonly confidence: Confidence;
}

/** The best general answer for the codes of an event: a telling enhanced status code, else the reply code, else a vague one. */
export function answerByCode(book: RuleBook, enhanced: string | undefined, reply: string | undefined): CodeAnswer | undefined {
  const byEnhanced = enhanced === undefined ? undefined : enhancedAnswer(book, enhanced);
  if (byEnhanced && byEnhanced.entry.reason !== 'unknown') return byEnhanced;
  const byReply = reply === undefined ? undefined : replyAnswer(book, reply);
  if (byReply && byReply.entry.reason !== 'unknown') return byReply;
  return byEnhanced ?? byReply;
}

function enhancedAnswer({ enhancedCodes }: RuleBook, code: string): CodeAnswer | undefined {
  const [cls = '', subject = '', detail = ''] = code.split('.');
  const anyClass = cls === '2' ? [] : [`x.${subject}.${detail}`, `${cls}.${subject}.x`, `x.${subject}.x`];
  const keys = [code, ...anyClass, `${cls}.x.x`];
  const key = keys.find((k) => enhancedCodes.has(k));
  const entry = key === undefined ? undefined : enhancedCodes.get(key);
  if (!entry) return undefined;
  const vague = detail === '0' || entry.code.endsWith('.x') || entry.reason === 'unknown' || entry.reason === 'policy';
  return { entry, rule: `enhanced/${entry.code}`, confidence: vague ? 'guess' : 'likely' };
}

function replyAnswer({ replyCodes }: RuleBook, code: string): CodeAnswer | undefined {
  const entry = replyCodes.get(code) ?? replyCodes.get(`${code.charAt(0)}yz`);
  return entry && { entry, rule: `reply/${entry.code}`, confidence: 'guess' };
}
