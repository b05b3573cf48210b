/**
 * Every regular expression that a user's text meets is linear in it.
 *
 * Checked by recheck (MIT): it decides by automata, falls back to a search for slow inputs, understands the sticky flag and
 * look-around, and names an attack string. Checkers that only count stars pass `\s+$`, which is quadratic where it is searched.
 * Its search counts the steps of a bounded repetition (`{1,40}`) as if they grew with the text, so an attack it only searched out
 * counts when it really slows the engine down; one that it proved counts as it is.
 */
import assert from 'node:assert/strict';
import { check } from 'recheck';
import ts from 'typescript';
import { nodesOf, placeOf, sourcesOf } from './house/sources.ts';

interface Pattern {
  readonly place: string;
  readonly source: string;
  readonly flags: string;
}

function patterns(): readonly Pattern[] {
  const found: Pattern[] = [];
  for (const file of sourcesOf('shared/src/', 'cli/src/', 'extension/src/', 'webext/src/')) {
    for (const node of nodesOf(file)) {
      if (!ts.isRegularExpressionLiteral(node)) continue;
      const end = node.text.lastIndexOf('/');
      found.push({ place: placeOf(file, node), source: node.text.slice(1, end), flags: node.text.slice(end + 1) });
    }
  }
  return found;
}

/** An attack is up to 300,000 characters; what is quadratic in them takes seconds, what is linear a few milliseconds. */
const slow = 150;

async function faultOf({ place, source, flags }: Pattern): Promise<string | undefined> {
  const result = await check(source, flags, { timeout: 20_000 });
  if (result.status === 'safe') return undefined;
  if (result.status === 'vulnerable' && result.checker === 'fuzz' && millisecondsOn(result.attack.string, source, flags) < slow)
    return undefined;
  const why =
    result.status === 'vulnerable' ? `${result.complexity.summary}, for example ${result.attack.pattern.slice(0, 120)}` : result.error.kind;
  return `${place} /${source}/${flags} is ${result.status}: ${why}`;
}

/** How long every use of the expression on this text takes: all its matches where it is global, else the first. */
function millisecondsOn(text: string, source: string, flags: string): number {
  const pattern = new RegExp(source, flags);
  const began = performance.now();
  text.replace(pattern, '');
  return performance.now() - began;
}

describe('regular expressions', () => {
  it('are linear: sticky or anchored, every repetition bounded', async function () {
    this.timeout(240_000);
    const all = patterns();
    assert.ok(all.length > 0, 'no regular expression was found: has the shape of the rooms changed?');
    const faults = (await Promise.all(all.map(faultOf))).filter((fault) => fault !== undefined);
    assert.equal(faults.length, 0, `Anchor it, make it sticky, bound its repetitions, or scan by hand:\n  ${faults.join('\n  ')}`);
  });

  it('are caught when they are not', async () => {
    for (const source of ['^(?:a+)+$', '\\s+$', '^x(.*),(.*),(.*),y$'])
      assert.notEqual(await faultOf({ place: 'here', source, flags: '' }), undefined, source);
  });
});
