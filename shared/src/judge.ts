/** DeliveryEvent → Finding: what became of the mail, where to draw it, and what contradicts what. It never asks who wrote the text. */
import { type Action, type DeliveryEvent, type Evidence, type Finding, firstEvidence, type Outcome, type Span } from './model.ts';

/** The final action decides; only without one do the codes. */
const outcomes: Readonly<Record<Action, Outcome>> = {
  failed: 'permanent-failure',
  expired: 'permanent-failure',
  delayed: 'deferral',
  delivered: 'delivered',
  relayed: 'delivered',
  expanded: 'delivered',
};

/** How the text came to us: a mail that announces a delay is a notice, a log line that tells of one is an attempt. */
export interface Telling {
  readonly kind: 'mail' | 'log' | 'text';
}

export function judge(event: DeliveryEvent, { kind }: Telling): Finding {
  const outcome = outcomeOf(event.evidence);
  return {
    event,
    anchor: anchorOf(event.evidence),
    outcome: outcome === 'deferral' && kind === 'mail' ? 'delayed-notice' : outcome,
    direction: firstEvidence(event.evidence, 'direction')?.value ?? 'outbound',
    contradictions: contradictionsOf(event.evidence),
  };
}

function outcomeOf(evidence: readonly Evidence[]): Outcome {
  const action = firstEvidence(evidence, 'action');
  if (action) return outcomes[action.value];
  const code = firstEvidence(evidence, 'enhanced-status') ?? firstEvidence(evidence, 'dsn-status');
  const reply = firstEvidence(evidence, 'reply-code');
  const digit = (reply ?? code)?.value.charAt(0);
  if (digit === '2' || digit === '3') return 'delivered';
  return digit === '4' ? 'deferral' : 'permanent-failure';
}

function anchorOf(evidence: readonly Evidence[]): Span {
  const best = (['enhanced-status', 'dsn-status', 'reply-code', 'diagnostic-text'] as const).map((kind) => firstEvidence(evidence, kind)).find((e) => e !== undefined);
  const any = best ?? evidence[0];
  return any?.span ?? { start: 0, end: 0 };
}

/** Pairs whose classes disagree: `550 4.2.2`, or `Action: failed` with `Status: 4.4.7`. */
function contradictionsOf(evidence: readonly Evidence[]): readonly (readonly [Evidence, Evidence])[] {
  const reply = firstEvidence(evidence, 'reply-code');
  const text = firstEvidence(evidence, 'enhanced-status');
  const dsn = firstEvidence(evidence, 'dsn-status');
  const pairs: (readonly [Evidence | undefined, Evidence | undefined])[] = [
    [reply, text],
    [text ?? reply, dsn],
  ];
  return pairs.flatMap(([a, b]) => (a && b && classOf(a) !== classOf(b) ? [[a, b] as const] : []));
}
function classOf({ value }: Evidence): string {
  return value.charAt(0);
}
