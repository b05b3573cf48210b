/**
 * Is a regular expression linear in the text it meets?
 *
 * Proven by recheck (MIT): it decides by automata, falls back to a search for slow inputs, understands the sticky flag and look-around, and
 * names an attack string. Checkers that only count stars pass `\s+$`, which is quadratic where it is searched. Its search counts the steps
 * of a bounded repetition (`{1,40}`) as if they grew with the text, so an attack it only searched out counts when it really slows the
 * engine down; one that it proved counts as it is.
 *
 * A proof takes seconds to a minute and never changes, so proofs are kept in proven-linear.json (`npm run prove:linear`) and a pattern is
 * proven again only when it, or recheck, is another.
 */
import { check } from 'recheck';
import ts from 'typescript';
import { nodesOf, placeOf, sourcesOf } from './sources.ts';

export interface Pattern {
  readonly place: string;
  readonly source: string;
  readonly flags: string;
}
export interface Proofs {
  readonly recheck: string;
  /** `/source/flags` of each pattern that was proven. */
  readonly linear: readonly string[];
}

export function patternsOfShippedCode(): readonly Pattern[] {
  const found: Pattern[] = [];
  for (const file of sourcesOf('shared/src/', 'shared/view/', 'cli/src/', 'extension/', 'webext/src/')) {
    for (const node of nodesOf(file)) {
      if (!ts.isRegularExpressionLiteral(node)) continue;
      const end = node.text.lastIndexOf('/');
      found.push({ place: placeOf(file, node), source: node.text.slice(1, end), flags: node.text.slice(end + 1) });
    }
  }
  return found;
}
export function nameOf({ source, flags }: Pattern): string {
  return `/${source}/${flags}`;
}

/** An attack is up to 300,000 characters; what is quadratic in them takes seconds, what is linear a few milliseconds. */
const slow = 150;

/** What is wrong with it; undefined where it is proven linear. `timeout` in milliseconds; running out of it is a fault too. */
export async function faultOf(pattern: Pattern, timeout: number): Promise<string | undefined> {
  const { place, source, flags } = pattern;
  const result = await check(source, flags, { timeout });
  if (result.status === 'safe') return undefined;
  if (result.status === 'vulnerable' && result.checker === 'fuzz' && millisecondsOn(result.attack.string, pattern) < slow) return undefined;
  const why =
    result.status === 'vulnerable' ? `${result.complexity.summary}, for example ${result.attack.pattern.slice(0, 120)}` : result.error.kind;
  return `${place} ${nameOf({ place, source, flags })} is ${result.status}: ${why}`;
}

/** How long every use of the expression on this text takes, the fastest of three: all its matches where it is global, else the first. */
export function millisecondsOn(text: string, { source, flags }: Pattern): number {
  const once = (): number => {
    const pattern = new RegExp(source, flags);
    const began = performance.now();
    text.replace(pattern, '');
    return performance.now() - began;
  };
  return Math.min(once(), once(), once());
}
