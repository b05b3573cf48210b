/** What the returned message tells of itself: its Message-ID and subject. */
import { header, type Mail } from '../decode/mail.ts';
import type { Evidence } from '../model.ts';

export function originalFacts(mail: Mail): readonly Evidence[] {
  const original = mail.parts.find((part) => part.mail !== undefined)?.mail;
  if (!original) return [];
  const id = header(original, 'message-id')?.value;
  const subject = header(original, 'subject')?.value;
  return [
    ...(id && id.text.trim() !== '' ? [id.fact('message-id', id.text.trim(), 0, id.text.length)] : []),
    ...(subject && subject.text.trim() !== '' ? [subject.fact('subject', subject.text.trim(), 0, subject.text.length)] : []),
  ];
}
