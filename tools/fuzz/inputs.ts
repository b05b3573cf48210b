/** One input after the other, each made of its own chance: mails, logs, texts, packs, packed and boxed files; or a kept input, changed. */
import { gzipSync } from 'node:zlib';
import { outlookFile, property } from '../../test/cli/some-outlook-messages.ts';
import type { Chance } from './chance.ts';
import { type Making, makeMail, prose, reply } from './mail-grammar.ts';
import { mutated } from './mutate.ts';
import { makePack } from './pack-grammar.ts';
import type { Seeds } from './seeds.ts';
import { words } from './words.ts';

/** `bytes` and `file` hold one character a byte. */
export const kinds = ['text', 'selection', 'log', 'bytes', 'file', 'pack'] as const;
export interface FuzzInput {
  readonly kind: (typeof kinds)[number];
  readonly text: string;
}

/** Longer inputs are cut: small ones are many, and find the same. In UTF-16 units. */
export const longestInput = 12_000;

/** A new input; of an input in `kept`, in half of the cases. */
export function makeInput(seeds: Seeds, chance: Chance, kept: readonly FuzzInput[]): FuzzInput {
  const { kind, text } = kept.length > 0 && chance.oneIn(2) ? changed(chance, kept) : fresh({ seeds, chance });
  return { kind, text: text.slice(0, longestInput) };
}
function changed(chance: Chance, kept: readonly FuzzInput[]): FuzzInput {
  const base = chance.pick(kept);
  const text = mutated(base.text, chance, chance.pick(kept).text);
  return { kind: base.kind, text: base.kind === 'bytes' || base.kind === 'file' ? asBytes(text) : text };
}

type Maker = (making: Making) => FuzzInput;
/** Logs and mails are what people open. Files and packs cost more and are fewer. */
const makers: readonly (readonly [share: number, make: Maker])[] = [
  [30, (making) => ({ kind: making.chance.oneIn(2) ? 'log' : 'text', text: makeLog(making) })],
  [16, (making) => ({ kind: 'text', text: makeMail(making) })],
  [10, (making) => ({ kind: 'bytes', text: asBytes(makeMail(making)) })],
  [12, (making) => ({ kind: 'text', text: sampleChanged(making, making.seeds.mails) })],
  [4, (making) => ({ kind: 'bytes', text: asBytes(sampleChanged(making, making.seeds.mails)) })],
  [10, (making) => ({ kind: 'text', text: sampleChanged(making, making.seeds.texts) })],
  [14, (making) => ({ kind: 'selection', text: shownText(making) })],
  [3, (making) => ({ kind: 'file', text: makeFile(making) })],
  [1, (making) => ({ kind: 'pack', text: makePack(making) })],
];
const allShares = makers.reduce((sum, [share]) => sum + share, 0);
function fresh(making: Making): FuzzInput {
  let left = making.chance.below(allShares);
  const found = makers.find(([share]) => {
    left -= share;
    return left < 0;
  });
  if (found === undefined) throw new RangeError(`share ${left} of ${allShares} has no maker`);
  return found[1](making);
}

/** Lines of one dialect or of several, struck or not, as some collector wraps them. */
function makeLog({ chance, seeds }: Making): string {
  const own = chance.pick(seeds.logs);
  const line = (): string => {
    const from = chance.oneIn(8) ? chance.pick(seeds.logs) : own;
    const text = chance.pick(from);
    return chance.oneIn(2) ? mutated(text, chance, chance.pick(own)) : text;
  };
  const lines = Array.from({ length: 1 + chance.below(6) }, line);
  const wrap = chance.oneIn(4) ? chance.pick(wrappers) : (text: string): string => text;
  return lines.map(wrap).join(chance.pick(['\n', '\n', '\n', '\r\n', '\r'])) + (chance.oneIn(2) ? '\n' : '');
}
const wrappers: readonly ((line: string) => string)[] = [
  (line) => `mx-1  | ${line}`,
  (line) => `2026-11-21T10:05:50.123456789Z stdout F ${line}`,
  (line) => JSON.stringify({ log: `${line}\n`, stream: 'stdout', time: '2026-11-21T10:05:50Z' }),
  (line) => JSON.stringify({ MESSAGE: line, _PID: 1 }),
  (line) => `/var/log/mail.log:12:${line}`,
  (line) => `<22>Nov 21 10:05:50 mail ${line}`,
];

function sampleChanged({ chance }: Making, samples: readonly string[]): string {
  return mutated(chance.pick(samples), chance, chance.pick(samples));
}

/** As a page shows it: no-break spaces, marks nobody sees, boxes joined by line breaks. */
function shownText(making: Making): string {
  const { chance } = making;
  const text = chance.pick([prose, reply, makeLog, (all: Making) => sampleChanged(all, all.seeds.replies)])(making);
  return text
    .replaceAll(chance.pick([' ', '\n', '.', '5']), chance.pick(['\u00a0', '\u200b', ' \n', '\n\n\n', '\t', '\u00ad']))
    .replace(/.{9}/, (head) => head + chance.pick(words));
}

/** A file as the command line is given one: bytes. */
function makeFile(making: Making): string {
  const { chance } = making;
  const content = Buffer.from(asBytes(chance.pick([makeMailbox, makeMailbox, makeOutlook, makeMail, makeLog])(making)), 'latin1');
  const file = chance.oneIn(3) ? gzipSync(content, { level: 1 }) : content;
  const text = file.toString('latin1');
  return chance.oneIn(2) ? asBytes(mutated(text, chance, text)) : text;
}
function makeMailbox(making: Making): string {
  const { chance } = making;
  const count = chance.below(4);
  const envelope = (): string =>
    chance.pick([
      'From MAILER-DAEMON Sat Nov 21 10:05:50 2026',
      'From x',
      'From kim@example.com  Sat Nov 21 10:05:50 2026 +0100',
      '>From y',
    ]);
  return Array.from({ length: count }, () => `${envelope()}\n${makeMail(making)}\n\n`).join('');
}
function makeOutlook(making: Making): string {
  const { chance } = making;
  const message = {
    properties: {
      [property.messageClass]: chance.pick(['IPM.Note', 'REPORT.IPM.Note.NDR', 'REPORT.IPM.Note.Delay']),
      [property.subject]: chance.pick(words),
      [property.body]: prose(making),
      [property.headers]: chance.oneIn(2) ? makeMail(making).slice(0, 800) : chance.pick(words),
    },
    recipients: [
      {
        [property.smtpAddress]: chance.oneIn(2) ? 'kim@example.com' : chance.pick(words),
        [property.supplementaryInfo]: `<mx.example.com #5.1.1 smtp;${reply(making)}>`,
        [property.statusCode]: chance.below(600),
      },
    ],
  };
  return Buffer.from(outlookFile(message)).toString('latin1');
}

/** Text beyond latin1 as its UTF-8 bytes, one character each; what is latin1 stays the bytes it is. */
function asBytes(text: string): string {
  return /[\u0100-\uffff]/.test(text) ? Buffer.from(text, 'utf8').toString('latin1') : text;
}
