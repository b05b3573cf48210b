/** A record → a verdict that can be explained again, without the text it was read from. */
import type { Evidence, EvidenceKind, Verdict } from '../model.ts';
import type { TriageRecord } from './record.ts';

/** What the record keeps, under the kinds of evidence. */
const kinds = {
  'final-recipient': 'recipient',
  'reply-code': 'replyCode',
  'enhanced-status': 'enhancedStatus',
  'dsn-status': 'dsnStatus',
  'diagnostic-text': 'diagnosticText',
  'remote-mta': 'remoteMta',
  'remote-ip': 'remoteIp',
  'reporting-mta': 'reportingMta',
  'queue-id': 'queueId',
  'message-id': 'messageId',
  'envelope-sender': 'envelopeSender',
  'attempted-at': 'attemptedAt',
} as const satisfies Partial<Record<EvidenceKind, keyof TriageRecord>>;

/**
 * The same reason, owner and facts. What only the text had is missing: the words that decided, values a rule captured, places (all spans are
 * empty). `undefined` for the record of a file without an event.
 */
export function verdictOfRecord(record: TriageRecord): Verdict | undefined {
  const { outcome, direction = 'outbound', reason, owner = 'nobody', rule = 'none', confidence = 'guess', dialect = 'plain' } = record;
  if (outcome === 'none') return undefined;
  const span = { start: 0, end: 0 };
  return {
    finding: { event: { dialect, evidence: evidenceOf(record) }, anchor: span, outcome, direction, contradictions: [] },
    reason,
    owner,
    rule,
    because: [],
    captured: [],
    confidence,
    general: rule.startsWith('reply/') || rule.startsWith('enhanced/'),
    alternatives: [],
  };
}
function evidenceOf(record: TriageRecord): readonly Evidence[] {
  const span = { start: 0, end: 0 };
  return [
    ...Object.entries(kinds).flatMap(([kind, key]): readonly Evidence[] => {
      const value = record[key];
      return value === undefined || !isTextKind(kind) ? [] : [{ kind, value, span }];
    }),
  ];
}
function isTextKind(kind: string): kind is keyof typeof kinds {
  return Object.hasOwn(kinds, kind);
}
