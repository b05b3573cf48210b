/** Laws of stories on logs that were cut, doubled and struck: never a throw, every step where it says, read in windows as read whole. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import type { MessageStory } from '../../../shared/src/index.ts';
import { lens } from '../../knowledge.ts';

const samples = fileURLToPath(new URL('../../samples', import.meta.url));
const logs = readdirSync(samples, { recursive: true })
  .map(String)
  .filter((name) => name.endsWith('.log'))
  .map((name) => readFileSync(`${samples}/${name}`, 'utf8'));

const mutilated = fc
  .record({
    logs: fc.array(fc.constantFrom(...logs), { minLength: 1, maxLength: 3 }),
    at: fc.nat(20_000),
    length: fc.nat(200),
    what: fc.oneof(fc.constant(''), fc.string(), fc.constantFrom('\r', '\n', ': ', '<', '>', ' queued as ', 'evpid=', ' msg 93870')),
  })
  .map(({ logs: some, at, length, what }) => {
    const text = some.join('');
    return text.slice(0, at % text.length) + what + text.slice((at % text.length) + length);
  });

function obeysLaws(text: string, { steps, recipients, queueIds }: MessageStory): void {
  let last = 0;
  for (const { span, text: line, line: number, evidence, verdicts } of steps) {
    assert.equal(text.slice(span.start, span.end), line);
    assert.ok(number > last, 'in the order of the log, each line once');
    last = number;
    for (const { kind, value, span: at } of [...evidence, ...verdicts.flatMap(({ because, captured }) => [...because, ...captured])]) {
      assert.ok(at.start >= 0 && at.start <= at.end && at.end <= text.length, `${kind} ${at.start}..${at.end} in ${text.length}`);
      assert.notEqual(value, '', kind);
    }
  }
  for (const { step, attempts } of recipients) assert.ok(attempts >= 0 && (step === undefined || steps[step] !== undefined));
  assert.equal(new Set(queueIds).size, queueIds.length);
}

describe('laws of stories', function () {
  this.timeout(120_000);
  it('hold wherever one is asked for', () =>
    fc.assert(
      fc.property(mutilated, fc.nat(60_000), (text, place) => {
        const offset = place % (text.length + 1);
        const story = lens.storyIn({ text }, { offset });
        if (story) obeysLaws(text, story);
      }),
      { numRuns: 1_000 },
    ));
  it('hold whatever is asked for', () =>
    fc.assert(
      fc.property(fc.string({ maxLength: 400 }), fc.string({ maxLength: 40 }), (text, queueId) => {
        const story = lens.storyIn({ text }, { queueId });
        if (story) obeysLaws(text, story);
      }),
      { numRuns: 500 },
    ));
  it('are the same in windows', () =>
    fc.assert(
      fc.property(mutilated, fc.nat(60_000), fc.integer({ min: 1, max: 5 }), (text, place, lines) => {
        const story = lens.storyIn({ text }, { offset: place % (text.length + 1) });
        const [name] = story?.queueIds ?? [];
        if (name === undefined) return;
        const whole = lens.followMessage(name);
        whole.add(text);
        const cut = lens.followMessage(name);
        const pieces = text.split(/(?<=\n)/);
        for (let at = 0; at < pieces.length; at += lines) cut.add(pieces.slice(at, at + lines).join(''));
        assert.deepEqual(cut.stories(), whole.stories());
      }),
      { numRuns: 300 },
    ));
});
