/** DeliveryEvent → Finding: what became of the mail, where to draw it, and what contradicts what. It never asks who wrote the text. */
import {
  type Action,
  type DeliveryEvent,
  type Direction,
  type Evidence,
  type EvidenceKind,
  type Finding,
  firstEvidence,
  type Ours,
  type OursRole,
  type Outcome,
  type Span,
} from './model.ts';

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
  /** What is ours, where the user has said. */
  readonly ours?: Ours;
}

export function judge(event: DeliveryEvent, { kind, ours }: Telling): Finding {
  const outcome = outcomeOf(event.evidence);
  const roles = ours && rolesOf(event.evidence, ours);
  const finding: Finding = {
    event,
    anchor: anchorOf(event.evidence),
    outcome: outcome === 'deferral' && isNotice(event.evidence, kind) ? 'delayed-notice' : outcome,
    direction: directionOf(event.evidence, roles),
    contradictions: contradictionsOf(event.evidence),
  };
  if (!ours || !roles) return finding;
  return { ...finding, ours: roles, ...(isBackscatter(event.evidence, ours) && { backscatter: true }) };
}

/** Whoever pastes a report into a text pastes the word of its Action field with it. */
function isNotice(evidence: readonly Evidence[], kind: Telling['kind']): boolean {
  return kind === 'mail' || (kind === 'text' && firstEvidence(evidence, 'action')?.value === 'delayed');
}

function rolesOf(evidence: readonly Evidence[], ours: Ours): readonly OursRole[] {
  const isOurs: Readonly<Record<OursRole, boolean>> = {
    sender: some(evidence, ['envelope-sender', 'original-sender'], ours.isAddress),
    recipient: some(evidence, ['final-recipient', 'original-recipient'], ours.isAddress),
    'reporting-mta': some(evidence, ['reporting-mta'], ours.isHost),
    'remote-mta': some(evidence, ['remote-mta'], ours.isHost) || some(evidence, ['remote-ip'], ours.isIp),
    client: some(evidence, ['client-ip'], ours.isIp),
  };
  return (['sender', 'recipient', 'reporting-mta', 'remote-mta', 'client'] as const).filter((role) => isOurs[role]);
}
function some(evidence: readonly Evidence[], kinds: readonly EvidenceKind[], is: (value: string) => boolean): boolean {
  return evidence.some(({ kind, value }) => kinds.includes(kind) && is(value));
}

/** As the writer told it, corrected by what is ours: who is refused on the way in may be our own user, who sends. */
function directionOf(evidence: readonly Evidence[], roles: readonly OursRole[] | undefined): Direction {
  const told = firstEvidence(evidence, 'direction')?.value ?? 'outbound';
  if (roles === undefined || told === 'submission') return told;
  if (told === 'inbound')
    return !roles.includes('recipient') && (roles.includes('sender') || roles.includes('client')) ? 'submission' : 'inbound';
  return roles.includes('recipient') && !roles.includes('sender') && !roles.includes('reporting-mta') ? 'inbound' : 'outbound';
}

/** From us, says the returned message; but none of the servers it passed is ours. Known only where it names servers, and we know ours. */
function isBackscatter(evidence: readonly Evidence[], ours: Ours): boolean {
  const passed = evidence.flatMap(({ kind, value }) => (kind === 'passed-host' ? [value] : []));
  if (!ours.knowsServers || passed.length === 0 || !some(evidence, ['original-sender'], ours.isAddress)) return false;
  return !passed.some((server) => ours.isHost(server) || ours.isIp(server));
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
  const best =
    firstEvidence(evidence, 'enhanced-status') ??
    firstEvidence(evidence, 'dsn-status') ??
    firstEvidence(evidence, 'reply-code') ??
    firstEvidence(evidence, 'diagnostic-text') ??
    evidence[0];
  return best?.span ?? { start: 0, end: 0 };
}

/** Pairs whose classes disagree: `550 4.2.2`, or `Action: failed` with `Status: 4.4.7`. */
function contradictionsOf(evidence: readonly Evidence[]): readonly (readonly [Evidence, Evidence])[] {
  const reply = firstEvidence(evidence, 'reply-code');
  const text = firstEvidence(evidence, 'enhanced-status');
  const dsn = firstEvidence(evidence, 'dsn-status');
  const first = reply && text && disagree(reply, text);
  const said = text ?? reply;
  const second = said && dsn && disagree(said, dsn);
  if (!first && !second) return none;
  return [first, second].flatMap((pair) => (pair ? [pair] : []));
}
const none: readonly never[] = [];
function disagree(a: Evidence, b: Evidence): readonly [Evidence, Evidence] | undefined {
  return a.value.charCodeAt(0) === b.value.charCodeAt(0) ? undefined : [a, b];
}
