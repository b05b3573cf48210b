/** The laws of a log that is read piece by piece, followed, or redacted: each tells the same as the log read whole. */
import assert from 'node:assert/strict';
import { rawLayer } from '../../shared/src/decode/raw-layer.ts';
import {
  attemptOf,
  firstEvidence,
  type Lens,
  type LogStreamParts,
  mergeTallies,
  openLogReader,
  openLogStream,
  openPartTally,
  openTally,
  type RecordTally,
  redactSample,
  settleTally,
  type TriageRecord,
  tellStories,
  toRecord,
  type Verdict,
  withStories,
} from '../../shared/src/index.ts';
import { readJson } from '../../shared/src/read-json.ts';
import type { Surfaces } from './surface-laws.ts';

const hostDate = { year: 2026, month: 11, day: 22, zone: '+00:00' };
type Reader = Pick<Surfaces, 'lens' | 'knowledge'>;
type Asked = Pick<LogStreamParts, 'all' | 'senders'>;

/** The stream's records are those of the plain analysis, however the log is cut. */
export function obeysStreamLaws(reader: Reader, text: string): void {
  // An object of JSON that goes over lines is read whole where the text is whole; a stream has a line at a time.
  if (readJson(rawLayer({ text })).length > 0) return;
  // A stream is of bytes, in which there are no halves of surrogate pairs; and it passes over a byte order mark.
  const bytes = Buffer.from(text.replace(/^\ufeff/, ''));
  const decoded = bytes.toString();
  const whole = plainly(reader, decoded, reader.lens.analyze({ text: decoded }, { as: 'log' }).verdicts);
  assert.deepEqual(streamed(reader, [bytes]), whole, 'a stream tells something else');
  const cut = Math.floor(bytes.length / 3);
  const pieces = [bytes.subarray(0, cut), bytes.subarray(cut, 2 * cut + 1), bytes.subarray(2 * cut + 1)];
  assert.deepEqual(streamed(reader, pieces), whole, 'a stream in pieces tells something else');
  // Deliveries are found by their words alone where nobody asks for them.
  const failed = whole.filter(({ outcome }) => outcome !== 'delivered');
  assert.deepEqual(streamed(reader, [bytes], {}), failed, 'a stream that is not asked for deliveries tells something else');
  const sent = streamed(reader, pieces, { senders: true });
  assert.deepEqual(sent.map(withoutSender), failed.map(withoutSender), 'a stream that looks for senders tells something else');
}
function withoutSender({ envelopeSender: _, ...record }: TriageRecord): Partial<TriageRecord> {
  return record;
}
function plainly({ knowledge }: Reader, text: string, verdicts: readonly Verdict[]): readonly TriageRecord[] {
  const records = verdicts.map((verdict) => {
    const before = text.slice(0, verdict.finding.anchor.start).split(/\r\n|\n|\r/);
    const place = { file: 'log', line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
    return toRecord(verdict, place, knowledge, { hostDate });
  });
  return [...withStories(records, tellStories(verdicts.map(attemptOf)))];
}
function streamed({ lens, knowledge }: Reader, pieces: readonly Uint8Array[], asked: Asked = { all: true }): readonly TriageRecord[] {
  const stream = openLogStream({ lines: lens.openLog(), knowledge, name: 'log', hostDate, ...asked });
  const records: TriageRecord[] = [];
  const yields = [...pieces.map((piece) => stream.push(piece)), stream.end()];
  for (const { record } of yields.flatMap((one) => one.records)) records.push(record);
  for (const { index, facts } of yields.flatMap((one) => one.later)) records[index] = Object.assign({}, records[index], facts);
  return records;
}

/** A lens that has read other texts tells the same records of a log. */
export function obeysMemoryOfLogs({ lens, younger, knowledge }: Reader & { readonly younger: Lens }, text: string): void {
  const bytes = [Buffer.from(text)];
  const [older, other] = [lens, younger].map((one) => streamed({ lens: one, knowledge }, bytes, { senders: true }));
  assert.deepEqual(older, other, 'a lens that has read other texts told other records of a log');
}

/** A log cut at line ends and tallied in parts is tallied as a whole, whichever part is merged first. */
export function obeysTallyLaws({ lens, knowledge }: Reader, text: string): void {
  const lines = text.split(/(?<=\n)/);
  const parts = [0, 1, 2].map((third) => lines.slice(Math.floor((third * lines.length) / 3), Math.floor(((third + 1) * lines.length) / 3)));
  let isCuttable = true;
  const tallyOf = (part: string, number: number): RecordTally => {
    const tally = openPartTally({ log: 'log', number });
    const opened = lens.openLog();
    const reader = openLogReader({ lines: opened, knowledge, name: 'log', hostDate }, tally);
    reader.push(Buffer.from(part));
    reader.end();
    isCuttable &&= !opened.remembers;
    return tally.result();
  };
  const [first, second, third] = parts.map((part, index) => tallyOf(part.join(''), index + 1));
  if (!isCuttable || !first || !second || !third) return;
  const whole = settleTally(tallyOf(text, 1));
  assert.deepEqual(settleTally(mergeTallies([third, mergeTallies([second, first])])), whole, 'parts of a log have another tally');
  const counted = openTally();
  for (const record of streamed({ lens, knowledge }, [Buffer.from(text)])) if (record.outcome !== 'delivered') counted.add(record);
  assert.deepEqual(whole, counted.result(), 'one part of a log has another tally than its records');
}

/** Whoever is named by a line has a story, and its steps lie in the text. */
export function obeysStoryLaws({ lens }: Reader, text: string, verdicts: readonly Verdict[]): void {
  const name = verdicts.flatMap(({ finding }) => firstEvidence(finding.event.evidence, 'queue-id')?.value ?? [])[0];
  if (name === undefined) return;
  const reader = lens.followMessage(name);
  reader.add(text);
  for (const { steps } of reader.stories())
    for (const { span } of steps)
      assert.ok(
        span.start >= 0 && span.start <= span.end && span.end <= text.length,
        `a step ${span.start}..${span.end} in ${text.length}`,
      );
  lens.storyIn({ text }, { offset: verdicts[0]?.finding.anchor.start ?? 0 });
}

/** A redacted text is one, whatever it was made of. */
export function obeysRedactionLaws(text: string, verdicts: readonly Verdict[]): void {
  const redacted = redactSample(text, { verdicts });
  assert.equal(redactSample(text, { verdicts }), redacted);
  assert.equal(redacted.split('\n').length, text.split('\n').length, 'redaction changed the number of lines');
}
