/** Which documents are looked at, and what they are read as. */
import type { Analysis, AnalyzeOptions, Verdict } from '@bounce-lens/shared';

/** Languages whose documents are ours, or may turn out to be. */
export const languageIds = ['eml', 'mail-log', 'log', 'plaintext'] as const;

/** What a document is read as: a mail or a log where its language says so, `by-content` where the text itself must tell. */
export function readingOf(languageId: string): 'mail' | 'log' | 'by-content' | undefined {
  if (languageId === 'eml') return 'mail';
  if (languageId === 'mail-log') return 'log';
  return languageId === 'log' || languageId === 'plaintext' ? 'by-content' : undefined;
}

/** Panels that show programs' output are `log` documents too; they are nobody's mail. */
export function isLookedAt(document: { readonly languageId: string; readonly uri: { readonly scheme: string } }): boolean {
  return document.uri.scheme !== 'output' && readingOf(document.languageId) !== undefined;
}

export function analyzeOptions(languageId: string): AnalyzeOptions {
  const reading = readingOf(languageId);
  return reading === 'mail' || reading === 'log' ? { as: reading } : {};
}

/**
 * Is a document that was read by its content about mail at all? A log or a mail is. Of other text one answer must rest on words a rule
 * knows, or on a reply code with its enhanced status code: programs' logs are full of numbers that look like one of the two.
 */
export function tellsOfMail({ kind, verdicts }: Analysis): boolean {
  if (kind !== 'text') return kind !== 'nothing';
  return verdicts.some((verdict) => !verdict.general || hasBothCodes(verdict));
}

function hasBothCodes({ finding }: Verdict): boolean {
  const kinds = finding.event.evidence.map(({ kind }) => kind);
  return kinds.includes('reply-code') && kinds.includes('enhanced-status');
}
