/**
 * Phrases: literal text of the normalised reply, `…` for up to 33 words of it, `{listed-ip}` and the like for one value.
 * Matching is linear in the reply whatever anyone writes: after a gap the first place where the next run fits is taken.
 */
import { limits } from '../limits.ts';
import type { EvidenceKind } from '../model.ts';
import { normaliseReply } from './normalise.ts';

export const holeKinds = ['listed-ip', 'client-ip', 'blocklist', 'auth-domain', 'size-limit', 'url'] as const;
export type HoleKind = (typeof holeKinds)[number] & EvidenceKind;

type Token = { readonly literal: string } | { readonly hole: HoleKind };
/** Tokens that follow each other without a gap. */
type Run = readonly Token[];
export interface Phrase {
  readonly runs: readonly Run[];
  /** Its longest literal: a reply without it cannot match. */
  readonly key: string;
  /** Literal characters, the measure of how specific it is. */
  readonly weight: number;
}
export interface Capture {
  readonly kind: HoleKind;
  readonly start: number;
  readonly end: number;
}
export interface PhraseMatch {
  readonly start: number;
  readonly end: number;
  readonly captures: readonly Capture[];
}

const holePattern = /\{([a-z-]{1,20})\}/g;
/** What a value of each kind looks like in a normalised reply (lower case). */
const holeShapes: Readonly<Record<HoleKind, RegExp>> = {
  'listed-ip': /\d{1,3}(?:\.\d{1,3}){3}(?![\w.]\d)|[0-9a-f:]{2,39}:[0-9a-f:.]{1,39}/y,
  'client-ip': /\d{1,3}(?:\.\d{1,3}){3}(?![\w.]\d)|[0-9a-f:]{2,39}:[0-9a-f:.]{1,39}/y,
  blocklist: /[a-z0-9][a-z0-9-]{0,62}(?:\.[a-z0-9][a-z0-9-]{0,62}){1,8}/y,
  'auth-domain': /[a-z0-9_][a-z0-9_-]{0,62}(?:\.[a-z0-9_-]{1,63}){1,8}/y,
  'size-limit': /\d[\d.,]{0,15}(?: ?(?:bytes|kb|mb|gb|kib|mib|gib|k|m)\b)?/y,
  url: /https?:\/\/[^\s<>"')\]]{1,500}/y,
};
/** The same, looked for from a place on. */
const holeFinders: Readonly<Record<HoleKind, RegExp>> = {
  'listed-ip': new RegExp(holeShapes['listed-ip'].source, 'g'),
  'client-ip': new RegExp(holeShapes['client-ip'].source, 'g'),
  blocklist: new RegExp(holeShapes.blocklist.source, 'g'),
  'auth-domain': new RegExp(holeShapes['auth-domain'].source, 'g'),
  'size-limit': new RegExp(holeShapes['size-limit'].source, 'g'),
  url: new RegExp(holeShapes.url.source, 'g'),
};

/** Throws a TypeError for a phrase that is none: with a hole of no known kind, or without anything to look for. */
export function normalPhrase(written: string): string {
  const runs = written.split('…').map((run) => tokensOf(run, normalLiteral));
  const normal = runs.map((run) =>
    trimmed(run)
      .map((token) => ('literal' in token ? token.literal : `{${token.hole}}`))
      .join(''),
  );
  const phrase = normal.filter((run) => run !== '').join('…');
  if (compilePhrase(phrase).key.length < 3) throw new TypeError(`phrase "${written}" has no literal of three characters`);
  return phrase;
}

/** Compile a phrase as `normalPhrase` writes it. */
export function compilePhrase(normal: string): Phrase {
  if (!mark.test(normal)) return { runs: [[{ literal: normal }]], key: normal, weight: normal.length };
  const runs = normal.split('…').map((run) => tokensOf(run, (literal) => literal));
  const literals = runs.flat().flatMap((token) => ('literal' in token ? [token.literal] : []));
  const key = literals.reduce((longest, literal) => (literal.length > longest.length ? literal : longest), '');
  return { runs: runs.filter((run) => run.length > 0), key, weight: literals.join('').length };
}
const mark = /[…{]/;

function tokensOf(run: string, literalOf: (written: string) => string): Run {
  const tokens: Token[] = [];
  const push = (written: string): void => {
    const literal = literalOf(written);
    if (literal !== '') tokens.push({ literal });
  };
  let from = 0;
  for (const hole of run.matchAll(holePattern)) {
    const kind = holeKinds.find((k) => k === hole[1]);
    if (!kind) throw new TypeError(`phrase "${run}": no hole of kind {${hole[1]}}; known are ${holeKinds.join(', ')}`);
    push(run.slice(from, hole.index));
    tokens.push({ hole: kind });
    from = hole.index + hole[0].length;
  }
  push(run.slice(from));
  return tokens;
}
/** Blanks that stand inside a run count; those beside a gap or at an end do not. */
function trimmed(tokens: readonly Token[]): Run {
  return tokens
    .map((token, i) => {
      if (!('literal' in token)) return token;
      const head = i === 0 ? token.literal.trimStart() : token.literal;
      return { literal: i === tokens.length - 1 ? head.trimEnd() : head };
    })
    .filter((token) => !('literal' in token) || token.literal !== '');
}
function normalLiteral(written: string): string {
  const head = /^\s/.test(written) ? ' ' : '';
  const tail = /\S\s+$/.test(written) ? ' ' : '';
  return head + normaliseReply(`-${written.trim()}`, undefined).text.slice(1) + tail;
}

/** Find a phrase in a normalised reply: its first occurrence. `reach`: of the same text, where many phrases are looked for in it. */
export function findPhrase(phrase: Phrase, text: string, reach = openReach(text)): PhraseMatch | undefined {
  const first = phrase.runs[0];
  if (!first) return undefined;
  const [only] = first;
  if (only && 'literal' in only && first.length === 1 && phrase.runs.length === 1) return findLiteral(only.literal, text);
  for (let at = nextStart(first, text, 0); at >= 0; at = nextStart(first, text, at + 1)) {
    const whole = matchFrom(phrase, { text, reach }, at);
    if (whole) return whole;
  }
  return undefined;
}

/** Most phrases are one literal. */
function findLiteral(literal: string, text: string): PhraseMatch | undefined {
  for (let start = text.indexOf(literal); start >= 0; start = text.indexOf(literal, start + 1)) {
    const end = start + literal.length;
    if (wordBoundary(text, start) && wordBoundary(text, end)) return { start, end, captures: [] };
  }
  return undefined;
}

/**
 * How far a gap reaches. A word counts as much wherever it stands, however long it is (a name, an id), so that replies that differ in such words
 * alone are matched alike; in scripts without blanks, and in a run too long to be a word, each character counts.
 */
export type Reach = (from: number, to: number) => number;
/** Worked out when it is first asked for: most phrases have no gap. */
export function openReach(text: string): Reach {
  let counted: Uint32Array | undefined;
  return (from, to) => {
    counted ??= countReach(text);
    return (counted[to] ?? 0) - (counted[from] ?? 0);
  };
}
/** What a word counts, with the blank behind it: that of an ordinary text. */
const wordReach = 6;
/** A longer run without blanks is more than a word. */
const longestRun = 60;
function countReach(text: string): Uint32Array {
  const counted = new Uint32Array(text.length + 1);
  let reach = 0;
  for (let start = 0; start < text.length; ) {
    const blank = text.indexOf(' ', start);
    const end = blank < 0 ? text.length : blank;
    const isLong = end - start > longestRun;
    for (let at = start; at < end; at++) {
      counted[at] = reach;
      if (isLong || text.charCodeAt(at) > 127) reach++;
    }
    counted[end] = reach;
    reach += wordReach;
    start = end + 1;
  }
  counted[text.length] = reach;
  return counted;
}

interface Searched {
  readonly text: string;
  readonly reach: Reach;
}
function matchFrom(phrase: Phrase, { text, reach }: Searched, start: number): PhraseMatch | undefined {
  const captures: Capture[] = [];
  let end = -1;
  for (const run of phrase.runs) {
    const from = end < 0 ? start : end;
    let found: { readonly end: number; readonly captures: readonly Capture[] } | undefined;
    for (let at = nextStart(run, text, from); at >= 0 && !found; at = nextStart(run, text, at + 1)) {
      if (end < 0 ? at > start : reach(from, at) > limits.phraseGap) break;
      found = matchRun(run, text, at);
    }
    if (!found) return undefined;
    captures.push(...found.captures);
    end = found.end;
  }
  return { start, end, captures };
}

/** The next place at or behind `from` where the run may begin. */
function nextStart(run: Run, text: string, from: number): number {
  const first = run[0];
  if (!first) return -1;
  if ('literal' in first) return text.indexOf(first.literal, from);
  const shape = holeFinders[first.hole];
  shape.lastIndex = from;
  return shape.exec(text)?.index ?? -1;
}

function matchRun(run: Run, text: string, at: number): { readonly end: number; readonly captures: readonly Capture[] } | undefined {
  const captures: Capture[] = [];
  let end = at;
  for (const token of run) {
    if ('literal' in token) {
      if (!text.startsWith(token.literal, end)) return undefined;
      end += token.literal.length;
      continue;
    }
    const shape = holeShapes[token.hole];
    shape.lastIndex = end;
    const value = shape.exec(text);
    if (!value) return undefined;
    const length = value[0].replace(/[.,;:]{1,3}$/, '').length;
    captures.push({ kind: token.hole, start: end, end: end + length });
    end += length;
  }
  return wordBoundary(text, at) && wordBoundary(text, end) ? { end, captures } : undefined;
}

const wordChar = /[\p{L}\p{N}]/u;
/** Not between two letters or digits. Scripts written without blanks have no such boundaries, so those are not asked for. */
function wordBoundary(text: string, at: number): boolean {
  const before = text.charAt(at - 1);
  const after = text.charAt(at);
  // The usual case, before anything is asked of Unicode.
  if (before <= '/' || after <= '/') return true;
  if (before > '\u2e7f' || after > '\u2e7f') return true;
  return !(wordChar.test(before) && wordChar.test(after));
}
