/** Sisimai's word for a verdict, so that data can move between the two. */
import type { Knowledge } from '../knowledge.ts';
import { firstEvidence, type Verdict } from '../model.ts';

/**
 * The word of Sisimai 5 for the verdict's reason; its `undefined` is the word for not knowing.
 *
 * Two of its words depend on more than the reason. An unknown user it calls `filtered` when the refusal came after the content was seen, unless
 * the status says X.1.Z. A domain that was not found it calls `networkerror` while the status is temporary: the lookup may yet succeed.
 */
export function sisimaiWord({ reason, finding }: Verdict, knowledge: Knowledge): string {
  if (reason === 'unknown') return 'undefined';
  const word = knowledge.reasons.find(({ id }) => id === reason)?.aliases.sisimai[0] ?? 'undefined';
  const { evidence } = finding.event;
  const status = (firstEvidence(evidence, 'enhanced-status') ?? firstEvidence(evidence, 'dsn-status'))?.value ?? '';
  if (word === 'hostunknown') return status.startsWith('4') ? 'networkerror' : word;
  if (word !== 'userunknown') return word;
  const command = firstEvidence(evidence, 'smtp-command')?.value;
  const afterContent = command === 'DATA' || command === 'END-OF-DATA' || status.endsWith('.2.0');
  return afterContent && !/^\d\.1\./.test(status) ? 'filtered' : word;
}
