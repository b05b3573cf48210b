/**
 * Quadratic traps: twice the input is at most 2.3 times the work, whatever a sender builds. It is measured over three doublings at once, since one
 * alone may be the step at which a cache or a heap is outgrown: 8 times the input, at most 2.3³ = 12.2 times the work, where a square would be 64.
 * Work is CPU time of this process, so that a busy machine does not lie; the least of five, of inputs that take at least 50 ms. Where a bound of
 * the core (limits.ts) ends the work before that, the largest input must stay under those 50 ms.
 */
import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { readRecords } from '../cli/src/read-records.ts';
import { attemptOf, openLogReader, openLogStream, openPartTally, openTally, tellStories } from '../shared/src/index.ts';
import { readPackFile } from '../shared/src/pack-file.ts';
import { knowledge, lens } from './knowledge.ts';
import { toldDelivery } from './shared/told-deliveries.ts';

interface Trap {
  /** The hostile input, `size` times its smallest piece; about linear in length. */
  readonly make: (size: number) => string | Uint8Array;
  readonly work: (input: string | Uint8Array) => unknown;
  /** Where it is tried at a size of its own, beyond what takes long enough. */
  readonly from?: number;
}

const telling = 50;
const growth = 8;
const tolerated = 2.3 ** 3;
/** The smaller of two inputs is not longer than this. */
const longest = 16_000_000;

const mail = 'From: MAILER-DAEMON@mail.example.org\nSubject: failure notice\nMIME-Version: 1.0\n';
const postfixLine =
  'Nov 21 10:05:50 mx postfix/smtp[1]: 4F5501: to=<kim@example.com>, relay=mx.example.com[192.0.2.5]:25, dsn=4.2.0, status=deferred (';
const analyze: Trap['work'] = (input) => {
  const analysis =
    typeof input === 'string' ? lens.analyze({ text: input }) : lens.analyze({ text: new TextDecoder().decode(input), bytes: input });
  for (const verdict of analysis.verdicts.slice(0, 3)) lens.explain(verdict);
};
const ofText = (make: (size: number) => string): Trap => ({ make, work: analyze });
const ofMail = (make: (size: number) => string): Trap => ofText((size) => `${mail}${make(size)}`);
const ofPack = (make: (size: number) => string): Trap => ({ make, work: (text) => readPackFile('x', String(text), knowledge) });

/** Mails inside mails, each written in base64 so that each is as long as four thirds of what it holds. */
function boxed(depth: number, size: number): string {
  const body = depth === 0 ? `Content-Type: text/plain\n\n${'550 5.1.1 User unknown\n'.repeat(size)}` : boxed(depth - 1, size);
  const inner = Buffer.from(`${mail}${body}`).toString('base64').replace(/.{76}/g, '$&\n');
  return `Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n${inner}`;
}
const traps: Readonly<Record<string, Trap>> = {
  'nested multiparts': ofMail((n) =>
    Array.from({ length: n }, (_, i) => `Content-Type: multipart/mixed; boundary="b${i}"\n\n--b${i}\n`).join(''),
  ),
  'nested multiparts of one boundary': ofMail((n) => 'Content-Type: multipart/mixed; boundary=b\n\n--b\n'.repeat(n)),
  'boundaries that begin alike': ofMail((n) => `Content-Type: multipart/mixed; boundary=b\n\n${'--b'.repeat(n)}\n`),
  'many empty parts': ofMail((n) => `Content-Type: multipart/mixed; boundary=b\n\n${'--b\n\nx\n'.repeat(n)}`),
  'folded headers': ofMail((n) => `X: a\n${' b\n'.repeat(n)}\n550 5.1.1\n`),
  'many headers': ofMail((n) => `${'X-A: b\n'.repeat(n)}\n550 5.1.1 User unknown\n`),
  'words of RFC 2047': ofMail((n) => `X: ${'=?utf-8?q?=20?= '.repeat(n)}\n\n550 5.1.1 x\n`),
  'words of RFC 2047 that never end': ofMail((n) => `Subject: ${'=?utf-8?q?'.repeat(n)}\n\n550 5.1.1 x\n`),
  'parameters without end': ofMail((n) => `Content-Type: text/plain${'; a*0*=b'.repeat(n)}\n\n550 5.1.1 x\n`),
  'quoted-printable ends': ofMail(
    (n) => `Content-Type: text/plain\nContent-Transfer-Encoding: quoted-printable\n\n${'=\n= \n=3'.repeat(n)}`,
  ),
  'base64 in mails in base64': ofMail((n) => boxed(6, n)),
  'recipients of one DSN': ofMail(
    (n) =>
      `Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; a.example\n\n${'Final-Recipient: rfc822; kim@example.com\nAction: failed\nStatus: 5.1.1\n\n'.repeat(n)}--b--\n`,
  ),
  'recipients of one bounce in prose': ofMail((n) => `\n${'<kim@example.com>: 550 5.1.1 User unknown\n'.repeat(n)}`),
  'opening brackets in HTML': ofMail((n) => `Content-Type: text/html\n\n${'<'.repeat(n)}`),
  'comments that never end': ofMail((n) => `Content-Type: text/html\n\n${'<!-- '.repeat(n)}`),
  'tags that never end': ofMail((n) => `Content-Type: text/html\n\n${'<a b="'.repeat(n)}`),
  'deep HTML': ofMail((n) => `Content-Type: text/html\n\n${'<div><b>550 5.1.1 '.repeat(n)}`),
  'entities that never end': ofMail((n) => `Content-Type: text/html\n\n${'&#x'.repeat(n)}`),
  'a line of opening brackets': ofText((n) => `550 5.1.1 ${'<'.repeat(n)}`),
  'a line of codes': ofText((n) => '550 5.1.1 x@y.example '.repeat(n)),
  'a line of addresses': ofText((n) => `550 ${'a@b.'.repeat(n)}`),
  'a line of blanks': ofText((n) => `550 5.1.1 x${' '.repeat(n)}`),
  'quote marks': ofText((n) => `${'> '.repeat(n)}550 5.1.1 User unknown`),
  'replies of many lines': ofText((n) => '550-5.1.1 The email account\n'.repeat(n)),
  'addresses on lines of their own': ofText((n) => 'kim@example.com\n'.repeat(n)),
  'one long log line': ofText((n) => `${postfixLine}${'host mx.example.com[192.0.2.5] said: '.repeat(n)}`),
  'many log lines': ofText((n) => `${postfixLine}450 4.2.0 greylisted)\n`.repeat(n)),
  'log lines of nothing': ofText((n) => 'Nov 21 10:05:50 mx postfix/smtp[1]: x\n'.repeat(n)),
  'empty lines': ofText((n) => `550 5.1.1 x\n${'\n'.repeat(n)}`),
  'lone carriage returns': ofText((n) => '550 5.1.1 x\r'.repeat(n)),
  'lines of JSON that never end': ofText((n) => '{"log":"{\\"log\\":'.repeat(n)),
  'a transcript': ofText((n) => '>>> RCPT TO:<kim@example.com>\n<<< 550 5.1.1 User unknown\n'.repeat(n)),
  'a mail in another charset': {
    make: (n) => Buffer.from(`${mail}Content-Type: text/plain; charset=shift_jis\n\n550 5.1.1 ${'\x83\x81\x81\x5b'.repeat(n)}`, 'latin1'),
    work: analyze,
  },
  'deferrals of one queue id': {
    make: (n) => `${postfixLine}450 4.2.0 greylisted)\n`.repeat(n),
    work: (log) => tellStories(lens.analyze({ text: String(log) }, { as: 'log' }).verdicts.map(attemptOf)),
  },
  'a line of a log that never ends, as it comes': {
    make: (n) => Buffer.from(`${postfixLine}${'host mx.example.com[192.0.2.5] said: '.repeat(n)}`),
    work: streamLog,
  },
  'a line of 100 MB, as it comes': {
    make: (n) => 'x'.repeat(n),
    // One megabyte is read again and again: what it takes to fetch a hundred from memory is the machine's, and no growth of ours.
    work: ({ length }) => {
      const stream = openLogStream({ lines: lens.openLog(), knowledge, name: 'x' });
      stream.push(Buffer.from(`${postfixLine}450 4.2.0 `));
      for (let megabyte = 0; megabyte < length; megabyte++) stream.push(megabyteOfNothing);
      stream.push(Buffer.from(')\n'));
      stream.end();
    },
    from: 100,
  },
  'a log of lines that fail, as it comes': { make: (n) => Buffer.from(`${postfixLine}450 4.2.0 greylisted)\n`.repeat(n)), work: streamLog },
  'a log of mails that wait, tallied in a part': {
    make: (n) => Array.from({ length: n }, (_, i) => `${postfixLine.replace('4F5501', `4F55${i}`)}450 4.2.0 greylisted)\n`).join(''),
    work: (log) => {
      const reader = openLogReader({ lines: lens.openLog(), knowledge, name: 'x' }, openPartTally({ log: '', number: 2 }));
      reader.push(log);
      reader.end();
    },
  },
  'parts of a tally, the last one first': {
    make: (n) => 'x'.repeat(n),
    work: ({ length }) => {
      const one = openPartTally({ log: '', number: 2 });
      for (let mail = 0; mail < 2_000; mail++) one.delivered(toldDelivery(`4F${mail}`, 'kim@example.com'));
      const part = one.result();
      const tally = openTally();
      for (let number = length; number > 0; number--)
        tally.merge({ ...part, parts: (part.parts ?? []).map((told) => ({ ...told, first: number, last: number })) });
      tally.result();
    },
  },
  'aliases of YAML': ofPack((n) => `a: &a [x, x]\nb: [${'*a, '.repeat(n)}]\n`),
  'sequences of YAML': ofPack((n) => '['.repeat(n)),
  'keys of YAML': ofPack((n) => Array.from({ length: n }, (_, i) => `a${i}: 1\n`).join('')),
  'keys of YAML that are keys': ofPack((n) => '? '.repeat(n)),
  'faults of a pack': ofPack((n) => `rules:\n${'  - id: 1\n'.repeat(n)}`),
  'mailboxes of long From lines': {
    make: (n) => Buffer.from(`From ${'x'.repeat(n)} Sat Nov 21 10:05:50 2026\n${mail}\n550 5.1.1 x\n\n`),
    work: readFile,
  },
  'mailboxes of From lines': { make: (n) => Buffer.from('From kim@example.com Sat Nov 21 10:05:50 2026\n'.repeat(n)), work: readFile },
  'mailboxes whose boundaries never come': {
    make: (n) =>
      Buffer.from(`From x@y.example Sat Nov 21 10:05:50 2026\n${mail}Content-Type: multipart/mixed; boundary=b\n\nx\n\n`.repeat(n)),
    work: readFile,
  },
  'packed emptiness': { make: (n) => gzipSync(Buffer.alloc(n, ' '), { level: 9 }), work: readFile },
  'packed in many pieces': { make: (n) => Buffer.concat(Array.from({ length: n }, () => emptyPiece)), work: readFile },
};
const megabyteOfNothing = Buffer.alloc(1_000_000, 'x');
const emptyPiece = gzipSync(Buffer.from('550 5.1.1 User unknown\n'));

async function readFile(input: string | Uint8Array): Promise<void> {
  async function* chunks(): AsyncGenerator<Uint8Array> {
    const bytes = Buffer.from(input);
    for (let at = 0; at < bytes.length; at += 1 << 20) yield bytes.subarray(at, at + (1 << 20));
  }
  for await (const _ of readRecords({ name: 'x', bytes: chunks(), modified: new Date(0) }, { lens, knowledge, all: false }));
}

function streamLog(log: string | Uint8Array): void {
  const stream = openLogStream({ lines: lens.openLog(), knowledge, name: 'x' });
  // Bytes are read where they lie: what it takes to copy 100 MB is the machine's.
  const bytes = typeof log === 'string' ? Buffer.from(log) : log;
  for (let at = 0; at < bytes.length; at += 1 << 20) stream.push(bytes.subarray(at, at + (1 << 20)));
  stream.end();
}

/** Milliseconds of CPU time. */
async function workOn(trap: Trap, input: string | Uint8Array): Promise<number> {
  const began = process.cpuUsage();
  await trap.work(input);
  return process.cpuUsage(began).user / 1_000;
}
/** The least of five; fewer where one is already `enough`. */
async function leastOfFive(trap: Trap, input: string | Uint8Array, enough = 0): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 5 && least > enough; round++) least = Math.min(least, await workOn(trap, input));
  return least;
}
/** A size whose work is long enough to be told from noise; nothing where the longest input is done before that. */
async function tellingSize(trap: Trap): Promise<number | undefined> {
  const { from = 256 } = trap;
  for (let size = from; ; size *= 2) {
    const input = trap.make(size);
    if (size > from && (input.length > longest || size > longest)) return undefined;
    if ((await leastOfFive(trap, input, telling)) >= telling) return size;
  }
}
/** How many times the work of `size` that of the larger input is; as soon as that is tolerable, no more is tried. */
async function growthOf(trap: Trap, size: number, attempts: number): Promise<readonly number[]> {
  const [small, large] = [trap.make(size), trap.make(growth * size)];
  const ratios: number[] = [];
  // A compiler at work beside us, or a collection of garbage, is no growth: that comes again every time.
  while (ratios.length < attempts && !ratios.some((ratio) => ratio <= tolerated)) {
    const least = await leastOfFive(trap, small);
    ratios.push((await leastOfFive(trap, large, tolerated * least)) / least);
  }
  return ratios;
}

describe(`${growth} times the input is at most ${tolerated.toFixed(1)} times the work`, function () {
  this.timeout(180_000);
  for (const [name, trap] of Object.entries(traps)) {
    it(name, async () => {
      const size = await tellingSize(trap);
      if (size === undefined) return;
      const ratios = await growthOf(trap, size, 3);
      const told = ratios.map((ratio) => ratio.toFixed(1)).join(', ');
      if (process.env['SHOW_RATIOS']) console.log(`${name}: ${size} pieces, ratio ${told}`);
      assert.ok(Math.min(...ratios) <= tolerated, `${told} times the work for ${growth} times ${size} pieces`);
    });
  }

  it('and growth that is not linear is seen', async () => {
    const square: Trap = { make: (n) => 'x'.repeat(n), work: (text) => [...text].map((_, i) => [...text.slice(i)].length) };
    const [ratio = 0] = await growthOf(square, 500, 1);
    assert.ok(ratio > tolerated, `${ratio}`);
  });
});
