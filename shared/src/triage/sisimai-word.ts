/** Sisimai's word for a verdict, so that data can move between the two. */
import type { Knowledge } from '../knowledge.ts';
import { type EnhancedStatus, type Evidence, firstEvidence, type Verdict } from '../model.ts';

/**
 * The word of Sisimai 5 for the verdict's reason; its `undefined` is the word for not knowing.
 *
 * Three of its words depend on more than the reason. A domain that was not found it calls `networkerror` while the status is temporary: the
 * lookup may yet succeed. An unknown user it calls `filtered` where a server said so in common words and neither RCPT TO is known to have been
 * what it answered nor a status X.1.Z says that the address is meant: as far as it can see, a filter that saw the content may have refused. A program that failed while
 * it took the mail it tells apart from the server's own faults.
 */
export function sisimaiWord({ reason, finding, rule }: Verdict, knowledge: Knowledge): string {
  if (reason === 'unknown') return 'undefined';
  if (programs.some((id) => rule.startsWith(id))) return 'mailererror';
  const word = wordsOf(knowledge).get(reason) ?? 'undefined';
  const { evidence } = finding.event;
  const status = (firstEvidence(evidence, 'enhanced-status') ?? firstEvidence(evidence, 'dsn-status'))?.value ?? '';
  if (word === 'hostunknown') return status.startsWith('4') ? 'networkerror' : word;
  return word === 'userunknown' && isCommon(rule) && isFiltered(evidence, status) ? 'filtered' : word;
}
/** How the rules about such programs are named. */
const programs = ['general-connection/delivery-program', 'postfix/command-died', 'postfix/command-time-limit'];
/** By reason; made once of a knowledge. */
const known = new WeakMap<Knowledge, ReadonlyMap<string, string>>();
function wordsOf(knowledge: Knowledge): ReadonlyMap<string, string> {
  const before = known.get(knowledge);
  if (before) return before;
  const words = new Map(knowledge.reasons.map(({ id, aliases }) => [id, aliases.sisimai[0] ?? 'undefined']));
  known.set(knowledge, words);
  return words;
}
/** Not a provider's own words, which mean what its documentation says. */
function isCommon(rule: string | undefined): boolean {
  return rule === undefined || rule.startsWith('general-');
}
function isFiltered(evidence: readonly Evidence[], status: EnhancedStatus): boolean {
  if (status !== '' && !unspecific.test(status)) return false;
  return firstEvidence(evidence, 'smtp-command')?.value !== 'RCPT TO' && firstEvidence(evidence, 'reply-code') !== undefined;
}
/** Statuses that name neither the address nor another cause. */
const unspecific = /^\d\.[025]\.0$/;
