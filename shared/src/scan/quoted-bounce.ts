/** A bounce quoted in somebody's mail: `From: Mail Delivery System <MAILER-DAEMON@…>` among its lines, or the fields of a DSN. */
import type { Mail, MailPart } from '../decode/mail.ts';
import { limits } from '../limits.ts';
import { type Evidence, firstEvidence, type Layer } from '../model.ts';
import { daemonName } from './bounce-mail.ts';
import { bouncesIn } from './bounce-text.ts';
import { hasReportFields, reportInText } from './report-in-text.ts';

/** The header line of a forwarded or quoted mail that names its sender, in the languages of the programs that write it. */
const quotedFrom =
  /(?:^|[\r\n])[\s>|*]{0,16}(?:From|Von|De|Da|Van|Från|Fra|Lähettäjä|Od|От|差出人|发件人|寄件者|보낸 사람)[*]{0,2}[ \u00a0]?[:：][*]{0,2}[ \t\u00a0]{0,4}([^\r\n]{1,300})/gi;

/** The first text part in which a bounce is quoted, and where the quoted mail begins in it. */
export function quotedBounceIn(mail: Mail): { readonly part: MailPart; readonly start: number } | undefined {
  for (const part of mail.parts) {
    if (!part.mediaType.startsWith('text/') || part.mediaType === 'text/rfc822-headers') continue;
    const start = quotedAt(part.layer.text.slice(0, limits.partLength));
    if (start !== undefined) return { part, start };
  }
  return undefined;
}
function quotedAt(text: string): number | undefined {
  if (hasReportFields(text)) return 0;
  for (const line of text.matchAll(quotedFrom)) if (daemonName.test(line[1] ?? '')) return line.index;
  return undefined;
}

/** What the quoted bounce tells: only what has a code or a field of its own, since people's words stand around it. */
export function quotedEvents(layer: Layer, start: number): readonly (readonly Evidence[])[] {
  const end = Math.min(layer.text.length, limits.partLength);
  const told = hasReportFields(layer.text)
    ? reportInText(layer, end)
    : [...bouncesIn(layer, start, end, { words: false, trust: 'bounce' })];
  return told.filter((evidence) => firstEvidence(evidence, 'final-recipient') || firstEvidence(evidence, 'action'));
}
