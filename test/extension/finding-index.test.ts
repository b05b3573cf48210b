/** However a log is edited, what is known of its lines is what reading it anew would tell. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createFindingIndex, type FindingIndex, type LineFinding } from '../../extension/src/finding-index.ts';
import { createLineMemory, lineEditsOf } from '../../extension/src/line-memory.ts';

/** What a line says is made of its text alone. */
function findingsOf(text: string): readonly LineFinding[] {
  return [...text].map((letter) => ({ outcome: letter === 'd' ? 'delivered' : 'permanent-failure', reason: letter }));
}

function append(index: FindingIndex, lines: readonly (readonly LineFinding[])[]): void {
  const from = index.lineCount;
  index.append(
    lines.length,
    lines.flatMap((findings, line) => findings.map((finding) => ({ ...finding, line: from + line }))),
  );
}

interface Change {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
  readonly text: string;
}
/** As the editor applies it. */
function applied(lines: readonly string[], { start, end, text }: Change): readonly string[] {
  const put = text.split('\n');
  const before = (lines[start.line] ?? '').slice(0, start.character);
  const after = (lines[end.line] ?? '').slice(end.character);
  const middle = put.map((line, index) => (index === 0 ? before : '') + line + (index === put.length - 1 ? after : ''));
  return [...lines.slice(0, start.line), ...middle, ...lines.slice(end.line + 1)];
}
const text = fc.array(fc.stringMatching(/^[a-e]{0,2}$/), { maxLength: 4 }).map((lines) => lines.join('\n'));
/** Changes made at once, from the last to the first, none touching another. */
function changesIn(
  lines: readonly string[],
  cuts: readonly { readonly at: number; readonly length: number; readonly text: string }[],
): readonly Change[] {
  const offsets = lines.flatMap((line, number) => Array.from({ length: line.length + 1 }, (_, character) => ({ line: number, character })));
  let limit = offsets.length - 1;
  const changes: Change[] = [];
  for (const { at, length, text: put } of cuts) {
    const end = Math.min(limit, at % (limit + 1));
    const begin = Math.max(0, end - length);
    const [start, stop] = [offsets[begin], offsets[end]];
    if (start === undefined || stop === undefined || limit <= 0) break;
    changes.push({ start, end: stop, text: put });
    limit = begin - 1;
  }
  return changes;
}

describe('findings by line', function () {
  this.timeout(60_000);
  const edits = fc.array(fc.array(fc.record({ at: fc.nat(), length: fc.nat(6), text }), { minLength: 1, maxLength: 3 }), { maxLength: 8 });

  it('are after every edit those of the text', () =>
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-e]{0,3}$/), { minLength: 1, maxLength: 12 }), edits, (first, all) => {
        let lines: readonly string[] = first;
        const index = createFindingIndex();
        const memory = createLineMemory<string>(100);
        append(index, lines.map(findingsOf));
        for (const [number, line] of lines.entries()) memory.set(number, line);
        for (const cuts of all) {
          const changes = changesIn(lines, cuts);
          for (const change of changes) lines = applied(lines, change);
          const before = [...index.all()];
          let told = false;
          for (const { moved, ...edit } of lineEditsOf(changes.map((change) => ({ range: change, text: change.text })))) {
            memory.edited(edit);
            told = index.edited(edit, (line) => findingsOf(lines[line + moved] ?? '')) || told;
          }
          if (!told) assert.deepEqual([...index.all()], before, 'what nobody is told of');
          const expected = lines.flatMap((line, number) => findingsOf(line).map((finding) => ({ ...finding, line: number })));
          assert.deepEqual([...index.all()], expected);
          assert.equal(index.lineCount, lines.length);
          assert.equal(index.counts().delivered, expected.filter(({ outcome }) => outcome === 'delivered').length);
          for (const [number, line] of lines.entries()) assert.ok([undefined, line].includes(memory.get(number)), `line ${number}`);
        }
      }),
      { numRuns: 2_000 },
    ));

  it('are kept over the borders of blocks', () => {
    const index = createFindingIndex();
    append(
      index,
      Array.from({ length: 2_500 }, (_, line) => findingsOf(line % 10 === 0 ? 'f' : '')),
    );
    index.edited({ from: 995, removed: 10, inserted: 1 }, () => findingsOf('d'));
    const lines = [...index.all()].map(({ line }) => line);
    assert.deepEqual(lines.slice(98, 103), [980, 990, 995, 1001, 1011]);
    assert.equal(index.lineCount, 2_491);
    assert.equal(index.counts().delivered, 1);
  });

  it('stand where they are said to, in lines read before too', () => {
    const index = createFindingIndex();
    const [finding] = findingsOf('f');
    assert.ok(finding);
    for (let from = 0; from < 3_000; from += 700) index.append(700, [{ ...finding, line: from + 5 }]);
    index.append(
      10,
      [2, 3_502, 1_406, 9_999].map((line) => ({ ...finding, line })),
    );
    const lines: number[] = [];
    index.each((line) => lines.push(line));
    assert.deepEqual(lines, [2, 5, 705, 1_405, 1_406, 2_105, 2_805, 3_502]);
    assert.deepEqual(
      [...index.all()].map(({ line }) => line),
      lines,
    );
    index.truncate(1_406);
    assert.deepEqual([index.lineCount, index.counts()['permanent-failure']], [1_406, 4]);
  });

  it('stop at a large insertion, so that the rest is read in the background', () => {
    const index = createFindingIndex();
    append(
      index,
      Array.from({ length: 100 }, () => findingsOf('f')),
    );
    index.edited({ from: 40, removed: 1, inserted: 5_000 }, () => assert.fail('nothing is read at once'));
    assert.equal(index.lineCount, 40);
    assert.equal(index.counts()['permanent-failure'], 40);
  });

  it('forget the oldest lines of a memory that is full', () => {
    const memory = createLineMemory<number>(10);
    for (let line = 0; line < 100; line++) memory.set(line, line);
    assert.equal(memory.get(99), 99);
    assert.equal(memory.get(90), 90);
    assert.equal(memory.get(5), undefined);
  });
});
