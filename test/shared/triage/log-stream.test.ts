/** The stream gives exactly the records of the plain analysis, whatever the log and however it is cut. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { attemptOf, createLens, openLogStream, type TriageRecord, tellStories, toRecord, withStories } from '@bounce-lens/shared';
import fc from 'fast-check';
import { knowledge, texts } from '../../knowledge.ts';

const lens = createLens({ knowledge, texts });
const samples = join(import.meta.dirname, '../../samples');
const logs = readdirSync(samples, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.log'))
  .map((name) => ({ name, text: readFileSync(join(samples, name), 'utf8') }));
const lines = logs.flatMap(({ text }) => text.split(/\r?\n/)).filter((line) => line !== '');
const hostDate = { year: 2026, month: 11, day: 22, zone: '+00:00' };

/** The whole text at once, by `analyze`. */
function plainly(text: string, all: boolean): readonly TriageRecord[] {
  const { verdicts } = lens.analyze({ text }, { as: 'log' });
  const records = verdicts.map((verdict) => {
    const before = text.slice(0, verdict.finding.anchor.start).split(/\r\n|\n|\r/);
    const place = { file: 'log', line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
    return all || verdict.finding.outcome !== 'delivered' ? toRecord(verdict, place, knowledge, { hostDate }) : undefined;
  });
  return [...withStories(records, tellStories(verdicts.map(attemptOf)))];
}
function streamed(pieces: readonly (Uint8Array | string)[], all: boolean): readonly TriageRecord[] {
  const stream = openLogStream({ lines: lens.openLog(), knowledge, name: 'log', all, hostDate });
  const records: TriageRecord[] = [];
  // A host reads into the same buffer again and again: nothing of it may be kept.
  const buffer = Buffer.alloc(Math.max(0, ...pieces.map((piece) => piece.length)));
  const pushed = pieces.map((piece) => {
    if (typeof piece === 'string') return stream.push(piece);
    buffer.set(piece);
    const found = stream.push(buffer.subarray(0, piece.length));
    buffer.fill('x');
    return found;
  });
  const yields = [...pushed, stream.end()];
  for (const { record, index } of yields.flatMap((one) => one.records)) {
    assert.equal(index, records.length);
    records.push(record);
  }
  for (const { index, facts } of yields.flatMap((one) => one.later)) records[index] = Object.assign({}, records[index], facts);
  return records;
}
/** Cut at the given shares of its length. */
function pieces(bytes: Uint8Array, cuts: readonly number[]): readonly Uint8Array[] {
  const places = [0, ...cuts.map((cut) => Math.floor(cut * bytes.length)).sort((a, b) => a - b), bytes.length];
  return places.slice(1).map((end, index) => bytes.subarray(places[index], end));
}

describe('a log stream', () => {
  it('has samples to be held against', () => {
    assert.ok(logs.length >= 20, `only ${logs.length} sample logs were found`);
    assert.ok(plainly(logs.map(({ text }) => text).join(''), true).length > 100, 'the samples tell of too little');
  });

  for (const all of [false, true]) {
    for (const { name, text } of logs)
      it(`reads ${name} as it is read plainly${all ? ', deliveries too' : ''}`, () => {
        assert.deepEqual(streamed([Buffer.from(text)], all), plainly(text, all));
      });
  }

  it('reads any mixture of lines, line ends and cuts as it is read plainly', function () {
    this.timeout(120_000);
    const line = fc.oneof(
      { weight: 20, arbitrary: fc.constantFrom(...lines) },
      { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 40 }) },
      { weight: 2, arbitrary: fc.tuple(fc.constantFrom(...lines), fc.nat(300)).map(([one, at]) => one.slice(at)) },
      { weight: 1, arbitrary: fc.tuple(fc.constantFrom(...lines), fc.nat(300)).map(([one, at]) => one.slice(0, at)) },
      {
        weight: 1,
        arbitrary: fc.tuple(fc.constantFrom(...lines), fc.constantFrom(...lines)).map(([a, b]) => a.slice(0, a.length >> 1) + b),
      },
    );
    const log = fc.array(fc.tuple(line, fc.constantFrom('\n', '\n', '\n', '\r\n', '\r', '\n\n')), { maxLength: 60 });
    fc.assert(
      fc.property(log, fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 6 }), fc.boolean(), (parts, cuts, all) => {
        // A line cut in the middle of a character is no text that bytes could hold.
        const text = Buffer.from(parts.flat().join(''))
          .toString()
          .replace(/^\ufeff+/, '');
        assert.deepEqual(streamed(pieces(Buffer.from(text), cuts), all), plainly(text, all));
      }),
      { numRuns: 400 },
    );
  });

  it('takes text as it takes bytes, and passes over a byte order mark, even byte by byte', () => {
    const text = logs.find(({ name }) => name.includes('deferred-then-expired'))?.text ?? '';
    const expected = plainly(text, false);
    assert.ok(expected.length > 0);
    assert.deepEqual(streamed([text.slice(0, 700), text.slice(700)], false), expected);
    const marked = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text)]);
    assert.deepEqual(
      streamed(
        Array.from(marked, (byte) => Buffer.of(byte)),
        false,
      ),
      expected,
    );
  });

  it('says where each line begins', () => {
    const { text } = logs.find(({ name }) => name.includes('noqueue-rejects')) ?? { text: '' };
    const bytes = Buffer.from(`# Müll\n${text}`);
    const { records } = openLogStream({ lines: lens.openLog(), knowledge, name: 'log' }).push(bytes);
    assert.ok(records.length > 0);
    for (const { offset, record } of records) {
      assert.equal(offset === 0 || bytes[offset - 1] === 10, true);
      assert.equal(bytes.subarray(0, offset).toString().split('\n').length, record.line);
    }
  });

  it('holds no more of an endless line than is read', () => {
    const stream = openLogStream({ lines: lens.openLog(), knowledge, name: 'log' });
    const piece = Buffer.alloc(1 << 20, 'x');
    for (let i = 0; i < 200; i++) stream.push(piece);
    const line = lines.find((one) => one.includes('status=bounced')) ?? '';
    const { records } = stream.push(Buffer.from(`\n${line}\n`));
    assert.equal(records[0]?.record.line, 2);
    assert.equal(records[0]?.offset, 200 * piece.length + 1);
  });
});
