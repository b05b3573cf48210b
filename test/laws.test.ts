/** Laws of the whole core on random and on hostile input: it never throws, every span lies in the text, the same text gets the same answer. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import type { Analysis } from '../shared/src/model.ts';
import { lens } from './knowledge.ts';

const samples = fileURLToPath(new URL('samples', import.meta.url));
const seeds = readdirSync(samples, { recursive: true })
  .map((name) => `${samples}/${String(name)}`)
  .filter((path) => statSync(path).isFile() && statSync(path).size < 20_000 && !path.endsWith('.expected.txt'))
  .map((path) => readFileSync(path, 'latin1'));

function obeysLaws(text: string, analysis: Analysis): void {
  let last = 0;
  for (const { span, verdict } of analysis.marks) {
    assert.ok(
      span.start >= last && span.start < span.end && span.end <= text.length,
      `mark ${span.start}..${span.end} in ${text.length} behind ${last}`,
    );
    assert.ok(analysis.verdicts[verdict], `mark of verdict ${verdict} of ${analysis.verdicts.length}`);
    last = span.end;
  }
  for (const verdict of analysis.verdicts) {
    for (const { kind, value, span } of [...verdict.finding.event.evidence, ...verdict.because, ...verdict.captured]) {
      assert.ok(
        span.start >= 0 && span.start <= span.end && span.end <= text.length,
        `${kind} ${span.start}..${span.end} in ${text.length}`,
      );
      assert.notEqual(value, '', `${kind} is absent or has a value`);
    }
    const answer = lens.explain(verdict);
    assert.ok(answer.title && answer.customerReply && answer.escalation && answer.steps.length > 0);
  }
}
function read(text: string): Analysis {
  const analysis = lens.analyze({ text });
  obeysLaws(text, analysis);
  return analysis;
}

/** A piece of a sample cut out, doubled, or struck with other characters: what transport, editors and attackers make of mail. */
const mutilated = fc
  .record({
    seed: fc.constantFrom(...seeds),
    at: fc.nat(20_000),
    length: fc.nat(400),
    what: fc.oneof(fc.constant(''), fc.string(), fc.constantFrom('\r', '\n\n', '=', '--', '<', '\u0000', '>', '\ufffd', '550 5.1.1 ')),
  })
  .map(({ seed, at, length, what }) => seed.slice(0, at % seed.length) + what + seed.slice((at % seed.length) + length));

describe('laws', function () {
  this.timeout(120_000);
  it('hold on random text', () =>
    fc.assert(
      fc.property(fc.string({ maxLength: 400 }), (text) => void read(text)),
      { numRuns: 1_000 },
    ));
  it('hold on mutilated samples', () =>
    fc.assert(
      fc.property(mutilated, (text) => void read(text)),
      { numRuns: 1_500 },
    ));
  it('hold on random bytes', () =>
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
        const text = new TextDecoder().decode(bytes);
        obeysLaws(text, lens.analyze({ text, bytes }));
      }),
      { numRuns: 500 },
    ));
  it('the same text gets the same answer', () => {
    for (const text of seeds) assert.deepEqual(lens.analyze({ text }), lens.analyze({ text }));
  });
  it('an analysis survives structured cloning', () => {
    for (const text of seeds) assert.deepEqual(structuredClone(lens.analyze({ text })), lens.analyze({ text }));
  });
  it('a log is read the same in windows of whole lines', () => {
    const log = readFileSync(`${samples}/postfix/deferred-then-expired.log`, 'utf8');
    const middle = log.indexOf('\n', log.length / 2) + 1;
    const whole = lens.analyze({ text: log }, { as: 'log' }).verdicts.map((v) => v.rule);
    const parts = [log.slice(0, middle), log.slice(middle)].flatMap((text) =>
      lens.analyze({ text }, { as: 'log' }).verdicts.map((v) => v.rule),
    );
    assert.deepEqual(parts, whole);
  });
});

describe('bad input', function () {
  this.timeout(60_000);
  const mail = 'From: MAILER-DAEMON@mail.example.org\nSubject: failure notice\nMIME-Version: 1.0\n';
  const nest = Array.from({ length: 1_000 }, (_, i) => `Content-Type: multipart/mixed; boundary="b${i}"\n\n--b${i}\n`).join('');
  const hostile: Readonly<Record<string, string>> = {
    'an empty file': '',
    'a 10 MB single line': '550 5.1.1 x@y.example '.repeat(480_000),
    '10 MB of digits': '5.1.1550 '.repeat(1_150_000),
    '10 MB of blanks': ' '.repeat(10_000_000),
    '10 MB of angle brackets': '<'.repeat(10_000_000),
    '10 MB of @': 'a@'.repeat(5_000_000),
    'a MIME nest 1,000 deep': `${mail}${nest}\n550 5.1.1 User unknown\n`,
    'a million parts': `${mail}Content-Type: multipart/mixed; boundary=b\n\n${'--b\n\nx\n'.repeat(1_000_000)}`,
    'an unknown charset': `${mail}Content-Type: text/plain; charset=x-unheard-of\n\n<kim@example.com>: 550 5.1.1 User unknown\n`,
    'invalid UTF-8, as decoded': `${mail}\n\ufffd\ufffd <kim@example.com>: 550 5.1.1 User \ufffd unknown\n`,
    'a million folded header lines': `${mail}X: a\n${' b\n'.repeat(1_000_000)}\n550 5.1.1\n`,
    'RFC 2047 words without end': `${mail}X: ${'=?utf-8?q?=20?= '.repeat(300_000)}\n\n550 5.1.1 x\n`,
    'a million recipients': `${mail}\n${'<kim@example.com>: 550 5.1.1 User unknown\n'.repeat(200_000)}`,
    'a million log lines of nothing': 'Nov 21 10:05:50 mx postfix/smtp[1]: x\n'.repeat(250_000),
    'deep HTML': `${mail}Content-Type: text/html\n\n${'<div>'.repeat(1_000_000)}550 5.1.1 User unknown`,
  };
  for (const [name, text] of Object.entries(hostile)) {
    it(name, () => {
      const start = process.cpuUsage();
      obeysSpans(text, lens.analyze({ text }));
      const { user, system } = process.cpuUsage(start);
      assert.ok(user + system < 20_000_000, `hang guard: ${(user + system) / 1e6} s of CPU`);
    });
  }
  it('a recipient is still read in an unknown charset', () => {
    const { verdicts } = lens.analyze({ text: hostile['an unknown charset'] ?? '' });
    assert.equal(verdicts[0]?.reason, 'user-unknown');
  });
});
/** As above without the prose, which is made for what somebody looks at. */
function obeysSpans(text: string, analysis: Analysis): void {
  for (const { span } of analysis.marks) assert.ok(span.start < span.end && span.end <= text.length);
}
