/** Records made for tests of many. */
import type { TriageRecord } from '../../../shared/src/triage/record.ts';

export function aRecord(facts: Partial<TriageRecord> = {}): TriageRecord {
  return {
    file: 'mail.log',
    line: 1,
    column: 1,
    dialect: 'postfix',
    direction: 'outbound',
    outcome: 'permanent-failure',
    recipient: 'kim@example.com',
    reason: 'user-unknown',
    sisimaiReason: 'userunknown',
    owner: 'sender',
    rule: 'postfix/user-unknown',
    confidence: 'certain',
    ...facts,
  };
}

/** So many records of a busy server: ten reasons, a thousand domains, a minute apart. */
export function manyRecords(count: number): readonly TriageRecord[] {
  const start = Date.UTC(2026, 10, 1);
  return Array.from({ length: count }, (_, index) =>
    aRecord({
      line: index + 1,
      recipient: `u${index}@d${index % 1000}.example`,
      remoteMta: `mx.d${index % 1000}.example`,
      reason: `reason-${index % 10}`,
      outcome: index % 3 === 0 ? 'deferral' : 'permanent-failure',
      ...(index % 6 === 0 && { fate: 'delivered-later' as const }),
      attemptedAt: `${new Date(start + index * 60_000).toISOString().slice(0, 19)}+01:00`,
    }),
  );
}
