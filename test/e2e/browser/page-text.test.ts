/** The text of a page and the way back to its nodes, in a real DOM: examples and laws. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Bench, openBench } from './in-page.ts';

const code = `
import { openPageReader, readPageText } from './page-text.ts';
const read = (html, options = {}) => {
  document.body.innerHTML = html;
  for (const host of document.querySelectorAll('[data-shadow]')) host.attachShadow({ mode: 'open' }).innerHTML = host.dataset.shadow;
  return readPageText(document.body, { length: 1e6, elements: 1e6, ...options });
};
globalThis.textOf = (html, length = 1e6) => read(html, { length }).text;
globalThis.pieces = (html, words) => {
  const text = read(html);
  const start = text.text.indexOf(words);
  return text.rangesOf({ start, end: start + words.length }).map(String);
};
globalThis.within = (html, from, to) => {
  document.body.innerHTML = html;
  const range = document.createRange();
  range.setStart(document.querySelector(from).firstChild, 1);
  range.setEnd(document.querySelector(to).firstChild, 2);
  return readPageText(document.body, { length: 1e6, elements: 1e6, within: range }).text;
};
globalThis.deep = (levels) => {
  document.body.replaceChildren();
  let inner = document.body;
  for (let level = 0; level < levels; level += 1) inner = inner.appendChild(document.createElement('span'));
  inner.append('550');
  return readPageText(document.body, { length: 1e6, elements: 1e6 }).text;
};
/** The text read at once and in the smallest pieces, the pieces, and the shadow roots met before and after their words. */
globalThis.inPieces = (html) => {
  const { text } = read(html);
  const met = [];
  const reader = openPageReader(document.body, { length: 1e6, elements: 1e6, met: (root) => met.push(root) });
  let pieces = 1;
  while (!reader.read(() => false)) pieces += 1;
  const again = reader.text();
  return { text, again: again.text, pieces, met: met.length === again.shadowRoots.length };
};
/** Every character of the text, and the characters its range holds. */
globalThis.characters = (html) => {
  const text = read(html);
  return [...text.text].map((character, at) => [character, text.rangesOf({ start: at, end: at + 1 }).map(String).join('')]);
};
`;

const examples: readonly (readonly [string, string, string])[] = [
  [
    'white space is collapsed, paragraphs are set apart',
    '<p>550 5.1.1\n   User&nbsp;unknown </p>\n<p> Reporting-MTA: x</p>',
    '550 5.1.1 User unknown\n\nReporting-MTA: x',
  ],
  ['preformatted text stands as it is', '<pre>Status: 5.1.1\n  folded\n\nbody</pre>', 'Status: 5.1.1\n  folded\n\nbody'],
  ['breaks and blocks begin lines', 'a<br>b<div>c</div>d', 'a\nb\nc\nd'],
  ['an empty line of a mail program', '<div>a</div><div><br></div><div>b</div>', 'a\n\nb'],
  ['cells are set apart', '<table><tr><td>550</td><td>5.1.1</td></tr><tr><td>a</td><td>b</td></tr></table>', '550\t5.1.1\na\tb'],
  ['a code in several elements', '5<b>50</b> 5.1.<i>1</i>', '550 5.1.1'],
  [
    'what cannot be seen is not read',
    'a<p style="display:none">b</p><span style="visibility:hidden">c</span><script>d</script><template>e</template>f',
    'af',
  ],
  ['what is being written is not read', 'a<div contenteditable>b</div><textarea>c</textarea><p contenteditable="false">d</p>', 'a\n\nd'],
  ['list items', '<ul><li>a</li><li>b</li></ul>', 'a\nb'],
  ['blanks at the seams of elements', 'a <b> b</b> <i>c</i>', 'a b c'],
  [
    'a shadow root in place of its host, slots filled',
    '<div data-shadow="<p>in</p><slot></slot>">slotted</div>after',
    'in\n\nslotted\nafter',
  ],
  ['children that have no slot are not shown', '<div data-shadow="in">out</div>', 'in'],
];

describe('the text of a page', function () {
  this.timeout(60_000);
  let bench: Bench;
  before(async () => {
    bench = await openBench(code);
  });
  after(() => bench?.close());
  const call = (name: string, ...args: readonly unknown[]): Promise<unknown> =>
    bench.page.evaluate(([what, values]) => Reflect.get(globalThis, what)(...values), [name, args] as const);

  for (const [what, html, text] of examples) {
    it(what, async () => assert.equal(await call('textOf', html), text));
  }

  it('gives back the range of words that run through elements', async () => {
    assert.deepEqual(await call('pieces', 'said: 5<b>50</b> 5.1.<i>1</i> no', '550 5.1.1'), ['550 5.1.1']);
  });

  it('gives a range for each tree that words run through', async () => {
    assert.deepEqual(await call('pieces', '55<span data-shadow="0 5.1">x</span>.1 no', '550 5.1.1'), ['55', '0 5.1', '.1']);
  });

  it('reads only what a selection holds, editable text too', async () => {
    assert.equal(
      await call('within', '<p>no</p><p id="a">x550 5.1.1</p><div contenteditable id="b">ab no</div>', '#a', '#b'),
      '550 5.1.1\n\nab',
    );
  });

  it('reads no more than it may', async () => {
    assert.equal(await call('textOf', '<p>12345</p><p>67890</p>', 9), '12345\n\n67');
    assert.equal(await call('textOf', '<p>12345</p><p>67890</p>', 5), '12345');
  });

  it('is not brought down by depth', async () => {
    assert.equal(await call('deep', 900), '550');
    assert.equal(await call('deep', 1_500), '');
  });

  it('law: read a little at a time it is the same text', async () => {
    const long = Array.from({ length: 300 }, (_, index) => `<p>line <b>${index}</b></p>`).join('');
    const samples = [...fc.sample(html, { numRuns: 50, seed: 6 }), long, `<div data-shadow="${'<i>550</i>'.repeat(90)}"></div>${long}`];
    const piecesOf = [];
    for (const sample of samples) {
      const { text, again, pieces, met } = Object(await call('inPieces', sample));
      assert.equal(again, text, sample);
      assert.equal(met, true, 'every shadow root was told of');
      piecesOf.push(pieces);
    }
    assert.ok(
      piecesOf.slice(-2).every((pieces) => pieces > 5),
      `read in ${piecesOf.slice(-2)} pieces`,
    );
  });

  it('law: every character is one of the page, or white space between', async () => {
    const samples = fc.sample(html, { numRuns: 150, seed: 20261122 });
    for (const sample of samples) {
      const characters = await call('characters', sample);
      assert.ok(Array.isArray(characters));
      for (const [character, held] of characters) {
        if (held === '') assert.match(character, /[\n\t ]/, `“${character}” of ${sample}`);
        else assert.equal(held.replace(/[\s\u00a0]/, ' '), character.replace(/\s/, ' '), sample);
      }
      const seen = characters
        .map(([character]) => character)
        .join('')
        .replace(/\s/g, '');
      assert.equal(seen, sample.replace(/<[^>]*>/g, '').replace(/&nbsp;|\s/g, ''), sample);
    }
  });
});

const words = fc
  .array(fc.constantFrom('550', '5.1.1', ' ', '\n', '  ', '&nbsp;', 'said:', 'x'), { maxLength: 6 })
  .map((parts) => parts.join(''));
const tags = fc.constantFrom('p', 'div', 'span', 'b', 'pre', 'td', 'li', 'blockquote', 'a', 'section');
/** Elements in elements; a parser leaves stray cells out of tables and paragraphs end early: both are what pages are like. */
const { html } = fc.letrec<{ html: string; element: string }>((tie) => ({
  element: fc.tuple(tags, tie('html')).map(([tag, inner]) => `<${tag}>${inner}</${tag}>`),
  html: fc.oneof(
    { maxDepth: 4 },
    words,
    fc.array(fc.oneof(words, tie('element'), fc.constant('<br>')), { maxLength: 4 }).map((parts) => parts.join('')),
  ),
}));
