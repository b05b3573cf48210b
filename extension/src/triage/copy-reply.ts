/** One reply for several records: one text for each reason, told of all its recipients. */
import { createLens, type LensParts, type TriageRecord, verdictOfRecord, withRecipients } from '@bounce-lens/shared';

/** '' where there is nothing to say. */
export function replyFor(records: readonly TriageRecord[], parts: LensParts): string {
  const lens = createLens(parts);
  const byReason = new Map<string, TriageRecord[]>();
  for (const record of records) {
    // What failed for good and what is still tried are told differently.
    const key = `${record.reason} ${record.outcome === 'permanent-failure'}`;
    const alike = byReason.get(key) ?? [];
    byReason.set(key, alike);
    alike.push(record);
  }
  const replies = [...byReason.values()].flatMap((alike) => {
    const verdict = alike[0] && verdictOfRecord(alike[0]);
    if (verdict === undefined) return [];
    const recipients = alike.flatMap(({ recipient }) => recipient ?? []);
    return lens.explain(withRecipients(verdict, recipients)).customerReply;
  });
  return replies.filter(Boolean).join('\n\n');
}
