/** Changes to a text that keep most of it: what transport, editors and attackers make of mail. */
import type { Chance } from './chance.ts';
import { words } from './words.ts';

type Change = (text: string, chance: Chance, other: string) => string;

/** `other`: a text of the same kind that pieces are taken from. */
export function mutated(text: string, chance: Chance, other: string): string {
  let changed = text;
  for (let times = 1 + chance.below(4); times > 0; times--) changed = chance.pick(changes)(changed, chance, other);
  return changed;
}

function at(text: string, chance: Chance): number {
  return chance.below(text.length + 1);
}
/** Mostly a few characters, sometimes hundreds. */
function extent(chance: Chance): number {
  return 1 + chance.below(chance.oneIn(3) ? 400 : 12);
}
function struck(text: string, from: number, until: number, put: string): string {
  return text.slice(0, from) + put + text.slice(until);
}

const changes: readonly Change[] = [
  (text, chance) => insertWord(text, chance),
  (text, chance) => insertWord(text, chance),
  (text, chance) => replaceWord(text, chance),
  (text, chance) => replaceNumber(text, chance),
  (text, chance) => {
    const from = at(text, chance);
    return struck(text, from, from + extent(chance), '');
  },
  (text, chance) => {
    const from = at(text, chance);
    const piece = text.slice(from, from + extent(chance));
    return struck(text, from, from, piece.repeat(1 + chance.below(4)));
  },
  (text, chance, other) => {
    const from = at(other, chance);
    const where = at(text, chance);
    return struck(text, where, where + (chance.oneIn(2) ? extent(chance) : 0), other.slice(from, from + extent(chance)));
  },
  (text, chance) => {
    const from = at(text, chance);
    return struck(text, from, from + 1, String.fromCharCode(chance.below(chance.oneIn(4) ? 0x10000 : 256)));
  },
  (text, chance) => text.slice(0, at(text, chance)),
  (text, chance) => text.slice(at(text, chance)),
  (text, chance) => swapLines(text, chance),
  (text, chance) => text.replaceAll('\n', chance.pick(['\r\n', '\r', '\n\n', '\n ', '\n> '])),
];

function insertWord(text: string, chance: Chance): string {
  const from = at(text, chance);
  return struck(text, from, from, chance.pick(words));
}
/** A run of letters gives place to a word: the skeleton of the line stays. */
function replaceWord(text: string, chance: Chance): string {
  const from = at(text, chance);
  const [start, end] = around(text, from, /[\w@.+-]/);
  return struck(text, start, end, chance.pick(words));
}
function replaceNumber(text: string, chance: Chance): string {
  const from = text.slice(at(text, chance)).search(/\d/);
  const [start, end] = from < 0 ? [0, 0] : around(text, text.length - text.slice(from).length, /\d/);
  return struck(text, start, end, String(chance.below(chance.oneIn(3) ? 1e9 : 600)));
}
function around(text: string, from: number, kind: RegExp): readonly [number, number] {
  let [start, end] = [from, from];
  while (start > 0 && from - start < 80 && kind.test(text[start - 1] ?? '')) start--;
  while (end < text.length && end - from < 80 && kind.test(text[end] ?? '')) end++;
  return [start, end];
}
function swapLines(text: string, chance: Chance): string {
  const lines = text.split('\n');
  const [a, b] = [chance.below(lines.length), chance.below(lines.length)];
  const [first, second] = [lines[a] ?? '', lines[b] ?? ''];
  lines[a] = second;
  lines[b] = first;
  return lines.join('\n');
}
