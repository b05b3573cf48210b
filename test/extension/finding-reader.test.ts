/** What is remembered of a log that is open is what reading it whole tells of it, however it is cut into pieces. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PlacedFinding } from '../../extension/src/finding-index.ts';
import { openFindingReader } from '../../extension/src/finding-reader.ts';
import { firstEvidence, recipientIn } from '../../shared/src/index.ts';
import { knowledge, lens } from '../knowledge.ts';

const samples = join(import.meta.dirname, '..', 'samples');
const isPrinted = (text: string): boolean => /^[[{]\r?\n/.test(text);
const logs = readdirSync(samples, { withFileTypes: true })
  .filter((folder) => folder.isDirectory())
  .flatMap(({ name }) => readdirSync(join(samples, name)).map((file) => `${name}/${file}`))
  .filter((file) => file.endsWith('.log'))
  .map((file) => ({ file, text: readFileSync(join(samples, file), 'utf8') }))
  .filter(({ text }) => lens.analyze({ text }).kind === 'log' && !isPrinted(text));

function readWhole(text: string): readonly PlacedFinding[] {
  const { verdicts } = lens.analyze({ text }, { as: 'log' });
  return verdicts.flatMap(({ finding: { outcome, anchor, event }, reason }) => {
    if (outcome === 'delivered') return [];
    const queueId = firstEvidence(event.evidence, 'queue-id')?.value;
    const recipient = recipientIn(event.evidence);
    const line = text.slice(0, anchor.start).split(/\r\n|[\r\n]/).length - 1;
    return [{ outcome, reason, ...(queueId !== undefined && { queueId }), ...(recipient !== undefined && { recipient }), line }];
  });
}
function readInPieces(text: string, step: number): readonly PlacedFinding[] {
  const lines = text.split(/\r\n|[\r\n]/);
  const reader = openFindingReader({ lens, knowledge });
  const found: PlacedFinding[] = [];
  for (let from = 0; from < lines.length; from += step) {
    const piece = lines.slice(from, from + step).join('\n');
    // As a document gives it: all lines but the last have their end.
    const isLast = from + step >= lines.length;
    found.push(...reader.read(isLast ? piece : `${piece}\n`).map((one) => ({ ...one, line: one.line + from })));
  }
  return found;
}

describe('the findings of an open log', () => {
  it('are tried on logs of all kinds', () => assert.ok(logs.length > 40, String(logs.length)));
  for (const { file, text } of logs)
    it(`are those of the whole: ${file}`, () => {
      for (const step of [1, 3, 1_000]) assert.deepEqual(readInPieces(text, step), readWhole(text), `${step} lines at a time`);
    });

  it('tell the queue ids of what was delivered', () => {
    const ids = new Set<string>();
    const delivery = (id: string): string =>
      `Nov 21 10:05:50 mx postfix/smtp[5501]: ${id}: to=<a@b.example>, relay=mx.b.example[203.0.113.5]:25, delay=0.55, delays=0.1/0/0.2/0.25, dsn=2.0.0, status=sent (250 2.0.0 Ok)`;
    const reader = openFindingReader({ lens, knowledge, named: (id) => ids.add(id) });
    assert.deepEqual(reader.read(`${delivery('4F550A1')}\n${delivery('4F550A2')}`), []);
    assert.deepEqual([...ids], ['4F550A1', '4F550A2']);
  });
});
