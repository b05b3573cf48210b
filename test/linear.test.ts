/** Every regular expression that a user's text meets is linear in it; see house/linear.ts for how that is proven. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { faultOf, millisecondsOn, nameOf, type Proofs, patternsOfShippedCode } from './house/linear.ts';

const proofs: Proofs = JSON.parse(readFileSync(new URL('house/proven-linear.json', import.meta.url), 'utf8'));
const { version } = JSON.parse(readFileSync(new URL('../node_modules/recheck/package.json', import.meta.url), 'utf8'));

/** What hostile text repeats. */
const floods = [
  'a',
  '0',
  ' ',
  '\t',
  '\n',
  '\r\n',
  '<',
  '>',
  '(',
  '[',
  '"',
  '.',
  '-',
  ':',
  '@',
  '=',
  '/',
  ',',
  '_',
  '\u00a0',
  '5.',
  'a@',
  'a.',
  'a ',
  '<a',
  '0:',
  '550 ',
  '; ',
  '[0.',
];

describe('regular expressions', function () {
  this.timeout(600_000);
  const all = patternsOfShippedCode();

  it('are there', () => assert.ok(all.length > 0, 'no regular expression was found: has the shape of the rooms changed?'));
  it('are linear: sticky or anchored, every repetition bounded', async () => {
    const known = new Set(version === proofs.recheck ? proofs.linear : []);
    const faults: string[] = [];
    for (const pattern of all.filter((one) => !known.has(nameOf(one))))
      faults.push(...[await faultOf(pattern, 60_000)].filter((fault) => fault !== undefined));
    assert.equal(faults.length, 0, `Anchor it, make it sticky, bound its repetitions, or scan by hand:\n  ${faults.join('\n  ')}`);
  });
  it('do not slow down on floods of one character', () => {
    const slow = all.flatMap((pattern) =>
      floods
        .filter((flood) => millisecondsOn(flood.repeat(50_000), pattern) > 1_000)
        .map((flood) => `${pattern.place} ${nameOf(pattern)} on ${JSON.stringify(flood)}`),
    );
    assert.deepEqual(slow, []);
  });
  it('are caught when they are not', async () => {
    for (const source of ['^(?:a+)+$', '\\s+$', '^x(.*),(.*),(.*),y$'])
      assert.notEqual(await faultOf({ place: 'here', source, flags: '' }, 60_000), undefined, source);
  });
});
