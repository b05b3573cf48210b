/** Mails by their grammar (RFC 5322, 2045–2049, 3464), each production with its broken sisters. Text, one character a byte where it is sound. */
import type { Chance } from './chance.ts';
import type { Seeds } from './seeds.ts';
import { breakers, facts, words } from './words.ts';

/** What a production may look at. */
export interface Making {
  readonly chance: Chance;
  readonly seeds: Seeds;
}

const deepest = 4;

/** A mail with a tree of parts, more often than not about a bounce. */
export function makeMail(making: Making, depth = 0): string {
  const { chance } = making;
  const end = chance.pick(['\n', '\n', '\r\n', '\r']);
  const lines = [...headers(making), ...entity(making, depth)];
  const mail = (chance.oneIn(12) ? [`From ${word(making)} Sat Nov 21 10:05:50 2026`, ...lines] : lines).join('\n');
  return end === '\n' ? mail : mail.replaceAll('\n', end);
}

function headers(making: Making): readonly string[] {
  const { chance } = making;
  const all = [
    `From: ${chance.pick(['Mail Delivery System <MAILER-DAEMON@mail.example.org>', 'kim@example.com', word(making)])}`,
    `To: ${folded(making, 'agent@example.org, lee@example.net')}`,
    `Subject: ${folded(making, chance.pick(['Undelivered Mail Returned to Sender', encodedWord(making), word(making)]))}`,
    'Date: Sat, 21 Nov 2026 22:59:08 +0000',
    `Message-ID: <${word(making)}@mail.example.org>`,
    'Return-Path: <>',
    'Auto-Submitted: auto-replied',
    `X-Failed-Recipients: ${word(making)}`,
    `Received: from ${word(making)} (mx.example.com [192.0.2.5]) by mail.example.org; Sat, 21 Nov 2026 22:59:07 +0000`,
    'MIME-Version: 1.0',
    `${word(making)}: ${word(making)}`,
  ];
  return all.filter(() => !chance.oneIn(3));
}
function folded({ chance }: Making, value: string): string {
  return chance.oneIn(4) ? value.replaceAll(' ', chance.pick(['\n ', '\n\t', '\r\n ', '\n  \n '])) : value;
}
function encodedWord(making: Making): string {
  const { chance } = making;
  const charset = chance.pick(['utf-8', 'iso-8859-1', 'iso-2022-jp', 'utf-7', 'x-none', 'UTF-8*de', '']);
  const text = word(making);
  const value = chance.oneIn(2) ? Buffer.from(text).toString('base64') : text.replace(/[^a-z]/gi, '=3D').replaceAll(' ', '_');
  const whole = `=?${charset}?${chance.pick(['q', 'B', 'Q', 'b', 'x'])}?${value}?=`;
  return chance.oneIn(3) ? `${whole} ${whole}` : whole;
}

/** Headers of the content, an empty line, the content. */
function entity(making: Making, depth: number): readonly string[] {
  const { chance } = making;
  if (depth >= deepest || chance.oneIn(2)) return leaf(making, depth);
  return chance.oneIn(3) ? report(making, depth) : multipart(making, chance.pick(['mixed', 'alternative', 'related', 'digest', '']), depth);
}
function multipart(making: Making, subtype: string, depth: number): readonly string[] {
  const parts = Array.from({ length: making.chance.below(4) }, () => entity(making, depth + 1));
  return enclosed(making, `multipart/${subtype}`, parts);
}
function enclosed(making: Making, type: string, parts: readonly (readonly string[])[]): readonly string[] {
  const { chance } = making;
  const boundary = chance.pick(['b1', 'b1', `b${chance.below(50)}`, '==_x', "a b'c", '', word(making)]);
  const opening = chance.pick([
    `boundary="${boundary}"`,
    `boundary=${boundary}`,
    `boundary*=utf-8''${boundary}`,
    `boundary*0="${boundary}"`,
    '',
  ]);
  const body = parts.flatMap((part) => [`--${boundary}`, ...part, '']);
  const end = chance.oneIn(5) ? [] : [`--${boundary}--`, ...(chance.oneIn(6) ? [word(making)] : [])];
  return [`Content-Type: ${type}; ${opening}`, '', ...(chance.oneIn(4) ? ['preamble'] : []), ...body, ...end];
}
function report(making: Making, depth: number): readonly string[] {
  const { chance } = making;
  const human = ['Content-Type: text/plain; charset=utf-8', '', prose(making)];
  const machine = [
    `Content-Type: ${chance.pick(['message/delivery-status', 'message/global-delivery-status', 'text/plain'])}`,
    '',
    statusFields(making),
  ];
  const original = chance.oneIn(2)
    ? ['Content-Type: message/rfc822', '', makeMail(making, depth + 2)]
    : ['Content-Type: text/rfc822-headers', '', 'Subject: x'];
  const parts = [human, machine, original].filter(() => !chance.oneIn(8));
  return enclosed(making, chance.pick(['multipart/report; report-type=delivery-status', 'multipart/report', 'multipart/mixed']), parts);
}
function statusFields(making: Making): string {
  const { chance } = making;
  const group = (): readonly string[] =>
    [
      `Final-Recipient: ${chance.pick(['rfc822; ', 'rfc822;', 'LOCAL; ', ''])}${chance.pick(['kim@example.com', word(making)])}`,
      `Original-Recipient: rfc822; ${word(making)}`,
      `Action: ${chance.pick(['failed', 'delayed', 'delivered', 'relayed', 'expanded', 'Failed (x)', word(making)])}`,
      `Status: ${chance.pick(['5.1.1', '4.4.7', '2.0.0', '5.1.1 (bad)', '5.1', word(making)])}`,
      'Remote-MTA: dns; mx.example.com (192.0.2.5)',
      `Diagnostic-Code: ${chance.pick(['smtp; ', 'X-Postfix; ', 'smtp;', ''])}${folded(making, reply(making))}`,
      `Last-Attempt-Date: ${chance.pick(['Sat, 21 Nov 2026 22:59:08 +0000', word(making)])}`,
      `Will-Retry-Until: ${word(making)}`,
    ].filter(() => !chance.oneIn(5));
  const recipients = Array.from({ length: 1 + chance.below(3) }, () => ['', ...group()]);
  return [
    `Reporting-MTA: dns; ${chance.pick(['mail.example.org', word(making)])}`,
    'Arrival-Date: Sat, 21 Nov 2026 22:59:08 +0000',
    ...recipients.flat(),
  ].join('\n');
}

function leaf(making: Making, depth: number): readonly string[] {
  const { chance } = making;
  if (depth < deepest && chance.oneIn(5)) return inner(making, depth);
  const isMarkup = chance.oneIn(4);
  const charset = chance.pick([
    'utf-8',
    'us-ascii',
    'iso-8859-15',
    'windows-1252',
    'shift_jis',
    'iso-2022-jp',
    'gb18030',
    'utf-16',
    'utf-7',
    'x-unheard-of',
    '"utf-8',
  ]);
  const body = isMarkup ? markup(making) : prose(making);
  return [`Content-Type: text/${isMarkup ? 'html' : 'plain'}; charset=${charset}`, ...encoded(making, body)];
}
function inner(making: Making, depth: number): readonly string[] {
  const type = making.chance.pick(['message/rfc822', 'message/rfc822', 'message/global', 'message/partial']);
  return [`Content-Type: ${type}`, ...encoded(making, makeMail(making, depth + 1))];
}
/** The header that says how, an empty line, the body so written: or not as it says. */
function encoded({ chance }: Making, body: string): readonly string[] {
  const said = chance.pick(['7bit', '8bit', 'quoted-printable', 'base64', 'binary', 'x-uuencode', 'BASE64 ', '']);
  const done = chance.oneIn(8) ? chance.pick(['base64', 'quoted-printable', '8bit']) : said.trim().toLowerCase();
  const line = said === '' ? [] : [`Content-Transfer-Encoding: ${said}`];
  if (done === 'base64') return [...line, '', Buffer.from(body).toString('base64').replace(/.{60}/g, '$&\n')];
  return [...line, '', done === 'quoted-printable' ? quotedPrintable(Buffer.from(body).toString('latin1')) : body];
}
function quotedPrintable(bytes: string): string {
  const hex = (character: string): string => `=${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
  return bytes.replace(/[=\x80-\xff]/g, hex).replace(/[^\n]{72}(?!\n)/g, '$&=\n');
}

/** Sentences as servers write them, with replies, addresses and breakers among them. */
export function prose(making: Making): string {
  const { chance, seeds } = making;
  const some = Array.from({ length: 1 + chance.below(4) }, () =>
    chance.pick([
      reply(making),
      `<kim@example.com>: ${reply(making)}`,
      `<kim@example.com> (expanded from <lee@example.net>): host mx.example.com[192.0.2.5] said:\n    ${reply(making)} (in reply to RCPT TO command)`,
      'This message was created automatically by mail delivery software.',
      `Diagnostic information for administrators:\n\nkim@example.com\n#${reply(making)} ##`,
      `   ----- Transcript of session follows -----\n>>> RCPT To:<kim@example.com>\n<<< ${reply(making)}`,
      seeds.texts.length > 0 ? chance.pick(seeds.texts).slice(0, 400) : '',
      word(making),
    ]),
  );
  return some.join(chance.pick(['\n', '\n\n', ' ', '\n> ']));
}
function markup(making: Making): string {
  const { chance } = making;
  const tag = (): string =>
    chance.pick(['p', 'div', 'td', 'br', 'pre', 'script', 'style', 'title', 'b', 'a href="x"', '!--', 'span title="<">"', word(making)]);
  const some = Array.from({ length: 1 + chance.below(6) }, () => `<${tag()}>${prose(making)}${chance.oneIn(2) ? `</${tag()}>` : ''}`);
  return some.join('').replaceAll(chance.pick(['@', ' ', 'x']), chance.pick(['&#64;', '&nbsp;', '&#x78;', '&amp;', '@']));
}
/** What a server said. */
export function reply({ chance, seeds }: Making): string {
  const text = chance.pick(seeds.replies);
  return chance.oneIn(4) ? text.replace(/[\w.]{2,40}/, () => chance.pick(words)) : text;
}
function word({ chance }: Making): string {
  return chance.pick(chance.oneIn(3) ? breakers : chance.oneIn(2) ? facts : words);
}
