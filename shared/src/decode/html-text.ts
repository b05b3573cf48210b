/** HTML to the text one would see: no DOM, one pass, whatever the markup. */
import { entityAt } from './html-entities.ts';
import { createTextBuilder, type MappedText, type TextBuilder } from './mapped-text.ts';

/** Elements that stand on lines of their own. */
const blocks: ReadonlySet<string> = new Set(
  'address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol option p pre section summary table tbody tfoot thead tr ul'.split(
    ' ',
  ),
);
const cells: ReadonlySet<string> = new Set(['td', 'th']);
/** Elements whose content is never seen, each up to its end tag. */
const unseen: ReadonlySet<string> = new Set(['script', 'style', 'title', 'template', 'noembed', 'noframes', 'iframe']);

/** The white space owed before the next character, and what it stands for. */
interface Gap {
  readonly text: ' ' | '\n';
  readonly start: number;
  readonly end: number;
}
interface Scan {
  readonly text: string;
  readonly out: TextBuilder;
  gap: Gap | undefined;
  /** Nothing written yet: white space is dropped. */
  empty: boolean;
  /** Open `pre` elements. */
  pre: number;
}

/**
 * The visible text of HTML.
 *
 *     <p>The&nbsp;mailbox <b>is</b>&#32;full</p><p>Sorry</p>
 *
 * is `The\u00A0mailbox is full\nSorry`: a line per block element and `<br>`, a blank between table cells, runs of white space
 * folded but in `pre`, no-break spaces kept. A `<` that begins no tag is text, also before what looks like an address:
 * reports write `<kim@example.com>` into HTML unescaped.
 */
export function htmlText(of: MappedText): MappedText {
  const scan: Scan = { text: of.text, out: createTextBuilder(of), gap: undefined, empty: true, pre: 0 };
  let at = 0;
  while (at < of.text.length) at = readNext(scan, at);
  return scan.out.finish();
}

function readNext(scan: Scan, at: number): number {
  const code = scan.text.charCodeAt(at);
  if (code === 60) return readMarkup(scan, at);
  if (code === 38) return readEntity(scan, at);
  if (isSpace(code)) return readSpace(scan, at);
  return readWord(scan, at);
}

function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}

/** Characters up to the next white space, tag or entity. */
function readWord(scan: Scan, from: number): number {
  const { text } = scan;
  let at = from + 1;
  while (at < text.length && isPlain(text, at)) at++;
  writeGap(scan);
  scan.out.copy(from, at);
  return at;
}

/** Also a single blank between two words, so that running text is one piece. */
function isPlain(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code === 60 || code === 38) return false;
  if (!isSpace(code)) return true;
  const next = text.charCodeAt(at + 1);
  return code === 32 && next > 32 && next !== 60 && next !== 38;
}

function readSpace(scan: Scan, from: number): number {
  let at = from + 1;
  while (at < scan.text.length && isSpace(scan.text.charCodeAt(at))) at++;
  if (scan.pre === 0) scan.gap ??= { text: ' ', start: from, end: at };
  else writeKept(scan, from, at);
  return at;
}

function writeKept(scan: Scan, start: number, end: number): void {
  writeGap(scan);
  scan.out.copy(start, end);
}

function writeGap(scan: Scan): void {
  if (scan.gap && !scan.empty) scan.out.put(scan.gap.text, scan.gap.start, scan.gap.end);
  scan.gap = undefined;
  scan.empty = false;
}

function readEntity(scan: Scan, at: number): number {
  const entity = entityAt(scan.text, at);
  writeGap(scan);
  if (!entity) {
    scan.out.copy(at, at + 1);
    return at + 1;
  }
  scan.out.put(entity.text, at, entity.end);
  return entity.end;
}

const tagNameAt = /<\/?([a-z][a-z0-9:-]{0,31})(?=[\s/>]|$)/iy;

/** A tag, a comment or a declaration; past its end. */
function readMarkup(scan: Scan, at: number): number {
  const { text } = scan;
  if (text.startsWith('<!--', at)) return after(text, '-->', at + 4);
  const next = text.charCodeAt(at + 1);
  if (next === 33 || next === 63) return after(text, '>', at + 2);
  tagNameAt.lastIndex = at;
  const name = tagNameAt.exec(text)?.[1]?.toLowerCase();
  if (name === undefined) {
    writeKept(scan, at, at + 1);
    return at + 1;
  }
  const end = tagEnd(text, tagNameAt.lastIndex);
  const closes = next === 47;
  if (!closes && unseen.has(name)) return afterElement(text, name, end);
  applyTag(scan, { name, closes, start: at, end });
  return end;
}

function after(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found < 0 ? text.length : found + mark.length;
}

/** Past the `>` that ends a tag; one within a quoted attribute does not. */
function tagEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const char = text.charAt(at);
    if (char === '>') return at + 1;
    const quoted = (char === '"' || char === "'") && opensValue(text, at);
    at = quoted ? after(text, char, at + 1) : at + 1;
  }
  return text.length;
}

/** A quote counts only at the beginning of an attribute's value; elsewhere it is a stray one. */
function opensValue(text: string, quote: number): boolean {
  let at = quote - 1;
  while (quote - at < 16 && isSpace(text.charCodeAt(at))) at--;
  return text.charAt(at) === '=';
}

function afterElement(text: string, name: string, from: number): number {
  const close = new RegExp(`</${name}(?=[\\s/>])`, 'gi');
  close.lastIndex = from;
  const found = close.exec(text);
  return found ? tagEnd(text, found.index + found[0].length) : text.length;
}

interface Tag {
  readonly name: string;
  readonly closes: boolean;
  readonly start: number;
  readonly end: number;
}

function applyTag(scan: Scan, { name, closes, start, end }: Tag): void {
  if (name === 'pre') scan.pre = Math.max(0, scan.pre + (closes ? -1 : 1));
  if (name === 'br') return breakLine(scan, start, end);
  if (blocks.has(name) && scan.gap?.text !== '\n') scan.gap = { text: '\n', start, end };
  else if (cells.has(name)) scan.gap ??= { text: ' ', start, end };
}

/** Every `<br>` breaks the line; two leave an empty one. */
function breakLine(scan: Scan, start: number, end: number): void {
  if (scan.gap?.text === '\n') writeGap(scan);
  scan.gap = { text: '\n', start, end };
}
