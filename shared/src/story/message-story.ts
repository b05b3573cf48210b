/**
 * The story of one message, as a log tells it: when it came, from whom, to whom, every attempt with its answer, how it ended.
 *
 * Its steps are the log's own lines, each with its place; a host shows them and needs no knowledge of any writer.
 */
import { type Evidence, type EvidenceKind, firstEvidence, recipientIn, type Span, type Verdict } from '../model.ts';
import type { Role } from './gather.ts';

/**
 * `arrived`: from a client or program. `queued`: taken in hand. `attempt`: a delivery and its answer. `handed-on`: a delivery to a filter or
 * relay, whose own lines follow. `refused`: turned away as it came. `expired`: given up. `notice`: a report was sent about it.
 * `ended`: out of the queue. `told`: anything else a line says about it.
 */
export type StepKind = 'arrived' | 'queued' | 'attempt' | 'handed-on' | 'refused' | 'expired' | 'notice' | 'ended' | 'told';

export interface StoryStep {
  readonly kind: StepKind;
  /** Of which message: the one asked for, a `notice` about it, the `subject` that it reports on, or the `session` it came or went over. */
  readonly role: Role;
  /** What the log calls that message. */
  readonly queueId?: string;
  /** 1-based. */
  readonly line: number;
  /** The whole line. */
  readonly span: Span;
  readonly text: string;
  /** All the line states; times as they are written. */
  readonly evidence: readonly Evidence[];
  /** Of deliveries and refusals: one a recipient. */
  readonly verdicts: readonly Verdict[];
  /** The name under which the message goes on, or of the report that was sent; its lines are steps too where the log has them. */
  readonly leadsTo?: string;
}

export type MessageEnding = 'delivered' | 'failed' | 'expired' | 'partly-delivered' | 'refused' | 'pending' | 'unknown';
export interface RecipientStory {
  readonly recipient: string;
  readonly attempts: number;
  /** `pending`: no last word by the end of the log. */
  readonly ending: 'delivered' | 'failed' | 'expired' | 'refused' | 'pending';
  /** Index into `steps` of the attempt or refusal that says so. */
  readonly step?: number;
}

export interface MessageStory {
  /** What the log calls the message, in the order in which it went by these names. */
  readonly queueIds: readonly string[];
  readonly messageId?: string;
  /** Envelope sender; `<>` where there is none, as in reports. */
  readonly sender?: string;
  /** The address it came from. */
  readonly clientIp?: string;
  /** As the first line writes it. */
  readonly arrivedAt?: string;
  readonly recipients: readonly RecipientStory[];
  readonly steps: readonly StoryStep[];
  readonly ending: MessageEnding;
  /** How it came does not stand in this log. */
  readonly beginsEarlier: boolean;
  /** It has more lines than are kept. */
  readonly cut: boolean;
}

/** `steps` in the order of the log. */
export function tellMessage(steps: readonly StoryStep[], cut: boolean): MessageStory {
  const own = steps.filter(({ role }) => role === 'message');
  const evidence = own.flatMap((step) => step.evidence);
  const messageId = firstEvidence(evidence, 'message-id')?.value;
  const sender = firstEvidence(evidence, 'envelope-sender')?.value;
  const cameBy = steps.filter(({ role }) => role === 'message' || role === 'session').flatMap((step) => step.evidence);
  const clientIp = firstEvidence(cameBy, 'client-ip');
  const arrivedAt = firstEvidence(evidence, 'attempted-at')?.value;
  const recipients = recipientsOf(steps);
  return {
    queueIds: [...new Set(own.flatMap(({ queueId }) => queueId ?? []))],
    ...(messageId !== undefined && { messageId }),
    ...(sender !== undefined && { sender }),
    ...(clientIp && { clientIp: clientIp.value }),
    ...(arrivedAt !== undefined && { arrivedAt }),
    recipients,
    steps,
    ending: endingOf(recipients, own),
    beginsEarlier: !steps.some(({ kind, role }) => role === 'message' && (kind === 'arrived' || kind === 'refused')),
    cut,
  };
}

interface Known {
  attempts: number;
  ending: RecipientStory['ending'];
  step?: number;
}
function recipientsOf(steps: readonly StoryStep[]): readonly RecipientStory[] {
  const known = new Map<string, Known & { readonly recipient: string }>();
  const of = (recipient: string) => {
    const key = recipient.toLowerCase();
    const one = known.get(key) ?? { recipient, attempts: 0, ending: 'pending' as const };
    known.set(key, one);
    return one;
  };
  for (const [index, step] of steps.entries()) {
    if (step.role !== 'message') continue;
    if (step.verdicts.length === 0) for (const recipient of all(step.evidence, 'final-recipient')) of(recipient);
    for (const verdict of step.verdicts) {
      const recipient = recipientIn(verdict.finding.event.evidence);
      if (recipient !== undefined) note(of(recipient), step, verdict, index);
      else if (step.kind === 'expired') for (const one of known.values()) expire(one, index);
    }
  }
  return [...known.values()];
}
function all(evidence: readonly Evidence[], kind: EvidenceKind): readonly string[] {
  return evidence.flatMap((e) => (e.kind === kind ? [e.value] : []));
}
function note(known: Known, { kind }: StoryStep, { finding }: Verdict, index: number): void {
  if (kind !== 'expired') known.attempts += 1;
  // Handing it to a filter is no delivery: what becomes of it there tells.
  if (kind === 'handed-on') return;
  known.step = index;
  known.ending = endingBy(kind, finding);
}
function endingBy(kind: StepKind, { outcome }: Verdict['finding']): Known['ending'] {
  if (kind === 'expired' || kind === 'refused') return kind;
  if (outcome === 'delivered') return 'delivered';
  return outcome === 'permanent-failure' ? 'failed' : 'pending';
}
function expire(known: Known, index: number): void {
  if (known.ending !== 'pending') return;
  known.ending = 'expired';
  known.step ??= index;
}

function endingOf(recipients: readonly RecipientStory[], own: readonly StoryStep[]): MessageEnding {
  const endings = new Set(recipients.map(({ ending }) => ending));
  const [only] = endings;
  if (only === undefined) return own.some(({ kind }) => kind === 'refused') ? 'refused' : 'unknown';
  if (endings.size === 1) return only;
  if (endings.has('pending')) return 'pending';
  return endings.has('delivered') ? 'partly-delivered' : 'failed';
}
