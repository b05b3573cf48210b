/** The lines that the scanner finds are those that a plain search finds, however they lie on the bytes. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Hint, type HintedLine, openHintScanner } from '../../../shared/src/scan/hint-scanner.ts';

const hints: readonly Hint[] = [
  { literal: 'status=sent', bit: 2 },
  { literal: 'status=bounced', bit: 1 },
  { literal: '##', bit: 4 },
  { literal: ' =>', bit: 8 },
  { literal: 'Sender_Address', anyCase: true, bit: 16 },
  { literal: '\nab', bit: 32 },
  { literal: '\nDate', anyCase: true, bit: 1 },
  { literal: '\n#', bit: 128 },
];
/** As slow and plain as can be. */
function plainly(text: string): { readonly found: readonly HintedLine[]; readonly ends: number } {
  const found: HintedLine[] = [];
  let [start, line] = [0, 0];
  for (const { 0: end, index } of [...text.matchAll(/\r\n|\n|\r/g), { 0: '', index: text.length }]) {
    const bits = hints.reduce((all, hint) => all | (has(text.slice(start, index), hint) ? hint.bit : 0), 0);
    if (bits !== 0) found.push({ start, end: index, line, bits });
    start = index + end.length;
    if (end !== '') line++;
  }
  return { found, ends: line };
}
function has(line: string, { literal, anyCase = false }: Hint): boolean {
  const fold = (text: string): string => (anyCase ? text.toLowerCase() : text);
  const [words, within] = [fold(literal), fold(line)];
  return words.startsWith('\n') ? within.startsWith(words.slice(1)) : within.includes(words);
}
function scanned(text: string, from: number, first = text): { readonly found: readonly HintedLine[]; readonly ends: number } {
  const scanner = openHintScanner(hints);
  scanner.scan(Buffer.from(first, 'latin1'), () => {});
  // Somewhere in memory: on an even place, or an odd one, with other bytes around.
  const memory = new Uint8Array(text.length + from + 8).fill('#'.charCodeAt(0));
  memory.set(Buffer.from(text, 'latin1'), from);
  const found: HintedLine[] = [];
  const ends = scanner.scan(memory.subarray(from, from + text.length), (line) => void found.push(line));
  return { found, ends };
}
const pieces = fc.constantFrom(
  ...hints.map(({ literal }) => literal.replace('\n', '')),
  ...['SENDER_address', 'dATE', '\n', '\r\n', '\r', '#', ' ', '=', '>', 's', 'status=', 'a', 'b', 'xyz', '\xe4', '\x00'],
);
const texts = fc.array(pieces, { maxLength: 40 }).map((all) => all.join(''));

describe('the scanner of hints', () => {
  it('finds what a plain search finds, on even and on odd places', () => {
    fc.assert(
      fc.property(texts, fc.nat(3), (text, from) => assert.deepEqual(scanned(text, from), plainly(text))),
      { numRuns: 3_000 },
    );
  });
  it('finds the same whatever text it began with', () => {
    fc.assert(
      fc.property(texts, texts, (text, first) => assert.deepEqual(scanned(text, 0, first), plainly(text))),
      { numRuns: 1_000 },
    );
  });
  it('knows the line a hint is in by its number', () => {
    const { found, ends } = scanned('one\r\ntwo ##\rthree\n\nfive =>', 1);
    assert.deepEqual(
      [ends, found],
      [
        4,
        [
          { start: 5, end: 11, line: 1, bits: 4 },
          { start: 19, end: 26, line: 4, bits: 8 },
        ],
      ],
    );
  });
});
