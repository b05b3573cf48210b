/** Single replies with the category another reader puts them in. */
import { explainSource } from '../../cli/src/explain.ts';
import { plainWord, rowsOf, type Subject } from './read.ts';
import type { Sheet } from './sheet.ts';

interface CategorisedText {
  readonly text: string;
  readonly reason: string;
  readonly source: string;
}

/** ZoneMTA's categories, wider than reasons: every reason of ours that belongs there. */
const zoneCategories: Readonly<Record<string, readonly string[]>> = {
  blacklist: ['ip-blocklisted', 'ip-reputation', 'domain-reputation', 'dynamic-ip', 'blocklist-query-refused', 'geo-blocked'],
  recipient: [
    'user-unknown',
    'mailbox-disabled',
    'mailbox-moved',
    'bad-recipient-syntax',
    'recipient-restricted',
    'relay-denied',
    'auth-required',
  ],
  spam: ['spam-content', 'content-rejected', 'url-blocklisted', 'domain-reputation', 'virus'],
  capacity: ['mailbox-full', 'system-full', 'message-too-large', 'recipient-rate-limited', 'sender-quota'],
  network: [
    'domain-not-found',
    'dns-temporary',
    'no-route',
    'timeout',
    'connection-refused',
    'connection-lost',
    'network-unreachable',
    'null-mx',
  ],
  other: ['policy', 'unknown', 'config-error', 'local-error', 'server-busy', 'rate-limited', 'delayed'],
};

/** Our reasons for a category; KumoMTA's are named as aliases in our own knowledge. */
export function reasonsOfCategory(
  { knowledge }: Subject,
  { reason, source }: Pick<CategorisedText, 'reason' | 'source'>,
): readonly string[] {
  if (source === 'zone-mta') return zoneCategories[reason] ?? [];
  if (reason === 'Uncategorized') return ['unknown'];
  return knowledge.reasons
    .filter(({ aliases }) => aliases.kumomta.some((name) => plainWord(name) === plainWord(reason)))
    .map(({ id }) => id);
}

export function scoreTexts(subject: Subject, path: string, sheet: Sheet): void {
  for (const row of rowsOf<CategorisedText>(path)) {
    const { reason, rule } = answerTo(subject, row.text);
    const right = reasonsOfCategory(subject, row).includes(reason);
    sheet.add(`${row.source}: category`, right);
    if (!right) sheet.miss(`${row.source}: ${reason} (${rule}) for ${row.reason}: ${row.text}`);
  }
}

/** The best answer to a text as somebody would paste it. */
export function answerTo({ lens, knowledge }: Subject, text: string) {
  const best = explainSource({ lens, knowledge, source: { text }, now: new Date(0) })[0]?.record();
  return { reason: best?.reason ?? 'unknown', rule: best?.rule ?? 'none', confidence: best?.confidence };
}
