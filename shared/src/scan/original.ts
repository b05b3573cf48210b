/** What the returned message tells of itself: its Message-ID, subject and sender, and the servers it passed. */
import { header, type Mail } from '../decode/mail.ts';
import type { Evidence, Layer } from '../model.ts';
import { addressesIn } from './address.ts';
import { hostAt, isIp } from './host.ts';

export function originalFacts(mail: Mail): readonly Evidence[] {
  const original = mail.parts.find((part) => part.mail !== undefined)?.mail;
  if (!original) return [];
  const id = header(original, 'message-id')?.value;
  const subject = header(original, 'subject')?.value;
  const from = header(original, 'from')?.value;
  const [sender] = from ? addressesIn(from.text, 0, from.text.length) : [];
  return [
    ...(id && id.text.trim() !== '' ? [id.fact('message-id', id.text.trim(), 0, id.text.length)] : []),
    ...(subject && subject.text.trim() !== '' ? [subject.fact('subject', subject.text.trim(), 0, subject.text.length)] : []),
    ...(from && sender ? [from.fact('original-sender', sender.address, sender.start, sender.end)] : []),
    ...original.headers
      .filter(({ name }) => name === 'received')
      .slice(0, mostReceived)
      .flatMap(({ value }) => passedHosts(value)),
  ];
}

/** Received lines looked at; a forger may write thousands. */
const mostReceived = 20;
const party = /\b(?:from|by) (?=[\w[])/gi;
const bracketed = /\[(?:IPv6:)?([0-9A-Fa-f.:]{3,45})\]/g;

/** `from mx.example.org (mx.example.org [203.0.113.25]) by …`: every host and address of a Received line (RFC 5321 §4.4). */
function passedHosts(received: Layer): readonly Evidence[] {
  const text = received.text.slice(0, 1_000);
  const names = [...text.matchAll(party)].flatMap(({ index, 0: word }) => hostAt(text, index + word.length)?.name ?? []);
  const ips = [...text.matchAll(bracketed)].flatMap(({ index, 1: ip = '' }) =>
    isIp(ip) ? [{ value: ip, start: text.indexOf(ip, index), end: text.indexOf(ip, index) + ip.length }] : [],
  );
  return [...names, ...ips].map(({ value, start, end }) => received.fact('passed-host', value, start, end));
}
