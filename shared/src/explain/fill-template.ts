/**
 * The template language of all texts, read by one scanner in one pass.
 *
 *     {recipient}  {recipient|the recipient}  [kept only with {remote-mta}]  [failed: …]  [delayed: …]  `code`  **strong**  \[
 *
 * Clauses nest. A value is put in as it is and never read as template, so a mail cannot open a clause or a link.
 */
import type { Inline, Outcome } from '../model.ts';

/** What a template is filled with. */
export interface Filling {
  /** The evidence of that name as one line of text; `undefined` where there is none. */
  readonly value: (name: string) => string | undefined;
  /** What stands for missing evidence where no clause can be dropped. */
  readonly missing: (name: string) => string;
  readonly outcome: Outcome;
}
/** The same filling, with names of our own beside the evidence. */
export function withValues(filling: Filling, own: Readonly<Record<string, string | undefined>>): Filling {
  return { ...filling, value: (name) => own[name] ?? filling.value(name) };
}

type Phrase = Exclude<Inline, { readonly kind: 'link' }>;

/** A blank that ends a line where it must; a no-break space (`« »`, `10 MB`) is none. */
const blanks = /[^\S\u00a0\u202f]+/g;

/** A template as running text: every run of blanks is one. */
export function fillTemplate(template: string, filling: Filling): readonly Inline[] {
  const flowing = read(template, filling).map((piece) => ({ ...piece, text: piece.text.replace(blanks, ' ') }));
  return trimEnds(flowing);
}

/** A template as plain text: line breaks are kept, markup is dropped, at most one line in a row is empty. */
export function fillText(template: string, filling: Filling): string {
  const text = read(template, filling)
    .map((piece) => piece.text)
    .join('');
  return text
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** The bare text of inlines. */
export function inlineText(content: readonly Inline[]): string {
  return content.map((inline) => inline.text).join('');
}

interface Clause {
  pieces: Phrase[];
  dropped: boolean;
  /** Something fell away just here: the blanks on both sides must become one. */
  joint: boolean;
}
interface Scan {
  readonly template: string;
  readonly filling: Filling;
  /** From the outermost, which is the whole template, to the innermost that is open. */
  readonly clauses: [Clause, ...Clause[]];
  kind: Phrase['kind'];
}
const wording = /[^[\]{}`*\\]+/y;
const condition = /(failed|delayed|delivered):[ \n]{0,8}/y;

function read(template: string, filling: Filling): readonly Phrase[] {
  const scan: Scan = { template, filling, clauses: [newClause(false)], kind: 'text' };
  let at = 0;
  while (at < template.length) at = step(scan, at);
  while (scan.clauses.length > 1) closeClause(scan, at);
  return scan.clauses[0].pieces;
}
function newClause(dropped: boolean): Clause {
  return { pieces: [], dropped, joint: false };
}
function innermost(scan: Scan): Clause {
  return scan.clauses[scan.clauses.length - 1] ?? scan.clauses[0];
}

/** Read what begins at `at`; returns where the next thing begins. So do all readers below. */
function step(scan: Scan, at: number): number {
  wording.lastIndex = at;
  const plain = wording.exec(scan.template)?.[0];
  if (plain !== undefined) return put(scan, plain, at + plain.length);
  const mark = scan.template.charAt(at);
  if (mark === '\\') return put(scan, scan.template.charAt(at + 1), at + 2);
  if (mark === '{') return putPlaceholder(scan, at);
  if (mark === '`') return toggle(scan, 'code', at + 1);
  // Inside `code` everything but a placeholder stands for itself.
  if (scan.kind === 'code') return put(scan, mark, at + 1);
  if (mark === '*' && scan.template.startsWith('**', at)) return toggle(scan, 'strong', at + 2);
  if (mark === '[') return openClause(scan, at + 1);
  if (mark === ']' && scan.clauses.length > 1) return closeClause(scan, at + 1);
  return put(scan, mark, at + 1);
}
function put(scan: Scan, text: string, next: number): number {
  joinText(innermost(scan), { kind: scan.kind, text });
  return next;
}
function toggle(scan: Scan, kind: Phrase['kind'], next: number): number {
  scan.kind = scan.kind === kind ? 'text' : kind;
  return next;
}

/**
 *     {recipient|the recipient}
 *     ^        ^ name, then the words for its absence
 */
function putPlaceholder(scan: Scan, at: number): number {
  const end = scan.template.indexOf('}', at);
  if (end < 0) return put(scan, scan.template.slice(at), scan.template.length);
  const [name = '', ...words] = scan.template.slice(at + 1, end).split('|');
  const value = scan.filling.value(name);
  if (value !== undefined) append(innermost(scan), { kind: scan.kind, text: value });
  else if (words.length > 0) return put(scan, words.join('|'), end + 1);
  else if (scan.clauses.length === 1) return put(scan, scan.filling.missing(name), end + 1);
  else innermost(scan).dropped = true;
  return end + 1;
}

function openClause(scan: Scan, at: number): number {
  condition.lastIndex = at;
  const wanted = condition.exec(scan.template);
  scan.clauses.push(newClause(wanted !== null && wanted[1] !== fateOf(scan.filling.outcome)));
  return at + (wanted?.[0].length ?? 0);
}
function fateOf(outcome: Outcome): 'failed' | 'delayed' | 'delivered' {
  switch (outcome) {
    case 'permanent-failure':
      return 'failed';
    case 'deferral':
    case 'delayed-notice':
      return 'delayed';
    case 'delivered':
      return 'delivered';
    default:
      return outcome satisfies never;
  }
}
function closeClause(scan: Scan, next: number): number {
  const closed = scan.clauses.pop();
  const outer = innermost(scan);
  if (closed === undefined || closed.dropped) {
    outer.joint = true;
    return next;
  }
  const [first, ...rest] = closed.pieces;
  if (first) joinText(outer, first);
  for (const piece of rest) append(outer, piece);
  return next;
}

/** Where a clause fell away: `waits [until {time}].` must not leave `waits .` */
function joinText(clause: Clause, piece: Phrase): void {
  append(clause, clause.joint ? atJoint(clause, piece) : piece);
}
function atJoint(clause: Clause, piece: Phrase): Phrase {
  const last = clause.pieces[clause.pieces.length - 1];
  if (last !== undefined && !/\s$/.test(last.text)) return piece;
  if (last === undefined || !/^[.,;:!?)\n]/.test(piece.text)) return { ...piece, text: piece.text.replace(/^ +/, '') };
  clause.pieces[clause.pieces.length - 1] = { ...last, text: last.text.trimEnd() };
  return piece;
}
function append(clause: Clause, piece: Phrase): void {
  if (piece.text === '') return;
  clause.joint = false;
  const last = clause.pieces[clause.pieces.length - 1];
  if (last === undefined || last.kind !== piece.kind) clause.pieces.push(piece);
  else clause.pieces[clause.pieces.length - 1] = { kind: last.kind, text: last.text + piece.text };
}

function trimEnds(pieces: readonly Phrase[]): readonly Inline[] {
  const last = pieces.length - 1;
  return pieces
    .map((piece, index) => ({
      ...piece,
      text: trimSide(piece.text, index === 0, index === last),
    }))
    .filter((piece) => piece.text !== '');
}
function trimSide(text: string, start: boolean, end: boolean): string {
  const left = start ? text.trimStart() : text;
  return end ? left.trimEnd() : left;
}
