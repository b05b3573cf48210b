/** A bounce as a page: whose it is, and a card for each recipient. Plain data, for a host that draws pages. */
import { type Block, type Diagnosis, type Outcome, recipientIn } from '../model.ts';

export interface BounceCard {
  readonly title: string;
  readonly recipient?: string;
  readonly outcome: Outcome;
  readonly badges: readonly string[];
  readonly body: readonly Block[];
  /** What to say to the customer; empty where there is nothing to say. */
  readonly reply: string;
}
export interface BouncePage {
  readonly language: string;
  readonly title: string;
  /** Of the mail itself: name and value. */
  readonly headers: readonly (readonly [string, string])[];
  readonly cards: readonly BounceCard[];
  readonly words: { readonly nothing: string; readonly reply: string; readonly copy: string };
}

export function bounceCard({ title, badges, body, customerReply, verdict }: Diagnosis): BounceCard {
  const recipient = recipientIn(verdict.finding.event.evidence);
  return {
    title,
    ...(recipient !== undefined && { recipient }),
    outcome: verdict.finding.outcome,
    badges: badges.map(({ text }) => text),
    body,
    reply: customerReply,
  };
}
