/** The fixed words of an answer. A language is complete when it has each of these keys under `labels`. */
import type { Texts } from '../knowledge.ts';

/** Every key of `labels` in `knowledge/languages/*.yml`. The values are templates, as all texts are. */
export const labelKeys = [
  'heading-steps', 'heading-customer-reply', 'heading-escalation', 'heading-evidence', 'heading-why', 'heading-links',
  'avoid', 'general',
  'owner-sender', 'owner-sender-admin', 'owner-recipient', 'owner-recipient-admin', 'owner-blocklist', 'owner-nobody',
  'move-sender', 'move-sender-admin', 'move-recipient', 'move-recipient-admin', 'move-blocklist', 'move-nobody',
  'outcome-permanent-failure', 'outcome-deferral', 'outcome-delayed-notice', 'outcome-delivered',
  'confidence-certain', 'confidence-likely', 'confidence-guess',
  'said-server', 'said-report', 'said-nobody', 'said-only-codes', 'reported',
  'command-connect', 'command-end-of-data',
  'why-rule', 'why-code', 'why-none', 'why-alternatives', 'why-contradiction',
  'why-certain', 'why-likely', 'why-guess', 'guess-needs-reply', 'guess-needs-server', 'guess-needs-postmaster',
  'code-meaning', 'time-zone-unknown',
  'fallback-title-permanent-failure', 'fallback-title-deferral', 'fallback-title-delayed-notice', 'fallback-title-delivered',
  'fallback-meaning-permanent-failure', 'fallback-meaning-deferral', 'fallback-meaning-delayed-notice', 'fallback-meaning-delivered',
  'fallback-step-trouble', 'fallback-step-delivered', 'fallback-customer-reply', 'fallback-escalation',
  'fact-reply-code', 'fact-enhanced-status', 'fact-dsn-status', 'fact-diagnostic-text', 'fact-action', 'fact-smtp-command',
  'fact-direction', 'fact-final-recipient', 'fact-original-recipient', 'fact-envelope-sender', 'fact-remote-mta', 'fact-remote-ip',
  'fact-reporting-mta', 'fact-queue-id', 'fact-message-id', 'fact-subject', 'fact-attempted-at', 'fact-will-retry-until',
  'fact-listed-ip', 'fact-blocklist', 'fact-client-ip', 'fact-auth-domain', 'fact-size-limit', 'fact-url', 'fact-codes',
  'missing', 'missing-recipient', 'missing-sender', 'missing-recipient-domain', 'missing-sender-domain', 'missing-server',
  'missing-codes', 'missing-reply', 'missing-time', 'missing-retry-until', 'missing-queue-id', 'missing-reporting-mta',
  'missing-remote-mta', 'missing-listed-ip', 'missing-client-ip', 'missing-blocklist', 'missing-auth-domain', 'missing-size-limit',
] as const;
export type LabelKey = (typeof labelKeys)[number];

/** The word for `key`; the key itself where a language lacks it, so that a gap is seen and nothing breaks. */
export function label(texts: Texts, key: LabelKey): string {
  return texts.labels[key] ?? key;
}
