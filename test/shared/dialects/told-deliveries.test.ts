/** Deliveries told from the bytes of their lines: only where the line is of the usual shape, and then as reading it in full tells them. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { rawLayer } from '../../../shared/src/decode/raw-layer.ts';
import { dialects } from '../../../shared/src/generated/dialects.ts';
import { judge } from '../../../shared/src/judge.ts';
import { firstEvidence, recipientIn } from '../../../shared/src/model.ts';
import { openLineReader } from '../../../shared/src/read-line.ts';
import { attemptTold } from '../../../shared/src/story/told-delivery.ts';
import { lens } from '../../knowledge.ts';

/** The usual shapes, written plainly. */
const shapes: Readonly<Record<string, RegExp>> = {
  postfix:
    /^(?:[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d|\d{4}-\d\d-\d\dT[\d:.]{8,15}(?:Z|[+-]\d\d:\d\d)) [\w.-]{1,64} postfix\/(?:smtp|lmtp|local|virtual|pipe|relay|error|discard)\[\d{1,10}\]: ([0-9A-F]{6,14}|[0-9A-Za-z]{10,20}): to=<([\w.+=-]{1,64}@[\w.-]{1,255})>, relay=/,
  exim: /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?(?: [+-]\d{4})? ([0-9A-Za-z]{6}-(?:[0-9A-Za-z]{6}-[0-9A-Za-z]{2}|[0-9A-Za-z]{11}-[0-9A-Za-z]{4})) (?:=>|->|>>) ([\w.+-]{1,64}@[\w.-]{1,255}) (?=[RFPT]=)/,
  sendmail:
    /^(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [ \d]\d \d\d:\d\d:\d\d [\w.-]{1,64} (?:sm-mta|sendmail|sm-msp-queue)\[\d{1,10}\]: ([0-9A-Za-z]{8,20}): to=<([\w.+=-]{1,64}@[\w.-]{1,255})>, (?:ctladdr=<[^<> \r\n\x80-\xff]{1,320}> \([^()=\r\n\x80-\xff]{0,40}\), )?delay=(?:(?! stat=)[^<>\r\n\x80-\xff]){0,300} stat=Sent /,
};
const postfix =
  'Nov 21 10:05:50 mx postfix/smtp[5501]: 4F5501: to=<Kim@b.example>, relay=mx.b.example[203.0.113.5]:25, delay=0.55, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 0C88)';
const exim =
  '2026-11-21 22:13:08 1xUtKW-00002J-0q => Kim@example.com R=dnslookup T=remote_smtp H=mx.example.com [203.0.113.5] C="250 2.0.0 Ok"';
const sendmail =
  'Nov 21 10:05:50 mx sm-mta[5501]: 6ALMD90v000185: to=<Kim@example.com>, delay=00:00:01, mailer=esmtp, pri=1, relay=mx.example.com. [203.0.113.5], dsn=2.0.0, stat=Sent (Ok: queued as 4F5501)';
const usual: Readonly<Record<string, readonly string[]>> = {
  postfix: [
    postfix,
    postfix.replace('Nov 21 10:05:50', '2026-11-21T10:05:50.123456+01:00').replace('4F5501:', '3Zx7YkQ2mDzwpT:'),
    postfix.replace('Nov 21', 'Nov  1').replace('smtp[', 'lmtp['),
    postfix.replace('Nov 21 10:05:50', '2026-11-21T10:05:50Z').replace('status=sent', 'status=deliverable'),
  ],
  exim: [
    exim,
    exim.replace('22:13:08 ', '22:13:08.123 +0100 ').replace(' => ', ' -> '),
    exim.replace('1xUtKW-00002J-0q', '1xUtKW-00000000abC-12x4').replace(' => ', ' >> '),
  ],
  sendmail: [
    sendmail,
    sendmail.replace('delay=', 'ctladdr=<lee@example.org> (1000/1000), delay=').replace('sm-mta', 'sendmail'),
    sendmail.replace('mailer=esmtp', `xdelay=${'0'.repeat(200)}`),
  ],
};

/** As a log holds it: among other lines. */
function placesIn(dialect: string, line: Uint8Array) {
  const hints = dialects.find(({ id }) => id === dialect)?.dialect;
  assert.ok(hints !== undefined && 'hints' in hints && hints.hints.delivered);
  const bytes = Buffer.concat([Buffer.from('=>, relay=\n'), line, Buffer.from('\n stat=Sent , relay=> R=')]);
  const start = '=>, relay=\n'.length;
  const found = hints.hints.delivered.attempt(bytes, start, start + line.length);
  assert.notEqual(found, 'without queue id');
  return found === undefined || found === 'without queue id' ? undefined : attemptTold({ bytes, ...found });
}
/** As the reader of a log finds them. */
function toldOf(text: Uint8Array) {
  const { scanner, telling, delivery } = lens.openLog();
  const found: { readonly line: Buffer; readonly told: ReturnType<typeof attemptTold> }[] = [];
  scanner(false).scan(text, (line) => {
    const { start, end, bits } = line;
    const places = (bits & telling) === 0 ? delivery(text, line) : undefined;
    if (places !== undefined && places !== 'without queue id')
      found.push({ line: Buffer.from(text.subarray(start, end)), told: attemptTold({ bytes: text, ...places }) });
  });
  return found;
}
function readInFull(line: Uint8Array) {
  return [...openLineReader()(rawLayer({ text: new TextDecoder().decode(line) }))].map((event) => {
    const { evidence } = event;
    return {
      queueId: firstEvidence(evidence, 'queue-id')?.value,
      recipient: recipientIn(evidence)?.toLowerCase(),
      outcome: judge(event, { kind: 'log' }).outcome,
      expired: firstEvidence(evidence, 'action')?.value === 'expired',
    };
  });
}

const odd = fc.constantFrom(
  '\xe4',
  'ä',
  'İ',
  '\r',
  '\0',
  '\xff',
  '𝒳',
  ' stat=',
  '<',
  '>',
  '@',
  ': ',
  ', ',
  'A',
  'z',
  '0',
  '-',
  '=',
  '1'.repeat(70),
  'x'.repeat(300),
);
/** A usual line with a piece of it struck, doubled or replaced: of what stands before `until`, where that is said. */
const mutilated = (lines: readonly string[], until = /$/) =>
  fc
    .record({ line: fc.constantFrom(...lines), at: fc.nat(400), length: fc.nat(12), what: fc.option(odd), again: fc.boolean() })
    .map(({ line, at, length, what, again }) => {
      const from = at % line.search(until);
      const to = Math.min(line.search(until), from + (what === null ? length : length % 3));
      const text = line.slice(0, from) + (what ?? (again ? line.slice(from, to).repeat(2) : '')) + line.slice(to);
      return Buffer.from(text, what === '\xe4' || what === '\xff' ? 'latin1' : 'utf8');
    });

for (const [dialect, lines] of Object.entries(usual))
  describe(`deliveries of ${dialect}, told from bytes`, () => {
    it('are those of the usual lines, their addresses in lower case', () => {
      for (const line of lines) {
        const told = placesIn(dialect, Buffer.from(line));
        assert.match(told?.recipient ?? '', /^kim@(?:b\.)?example(?:\.com)?$/, line);
        assert.deepEqual(readInFull(Buffer.from(line)), [told], line);
        assert.deepEqual(
          toldOf(Buffer.from(line)).map((one) => one.told),
          [told],
          line,
        );
      }
    });
    it('are found where the plain shape is, and nowhere else', () => {
      fc.assert(
        fc.property(mutilated(lines), (line) => {
          const [, queueId, recipient] = shapes[dialect]?.exec(line.toString('latin1')) ?? [];
          const told = placesIn(dialect, line);
          assert.deepEqual([told?.queueId, told?.recipient], [queueId, recipient?.toLowerCase()], line.toString('latin1'));
        }),
        { numRuns: 10_000 },
      );
    });
    it('say what the line says that is read in full', () => {
      fc.assert(
        fc.property(mutilated(lines, / status=|$/), (text) => {
          for (const { line, told } of toldOf(text)) assert.deepEqual(readInFull(line), [told], line.toString());
        }),
        { numRuns: 3_000 },
      );
    });
    it('are not looked for behind the end of the line', () => {
      for (const line of lines)
        for (let end = 0; end < line.length; end++) {
          const cut = Buffer.from(line.slice(0, end));
          assert.equal(placesIn(dialect, cut) !== undefined, shapes[dialect]?.test(cut.toString()), line.slice(0, end));
        }
    });
  });
