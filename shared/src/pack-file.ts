/**
 * A pack or a profile as its author wrote it, YAML or JSON → compiled data, or faults at their place in the file.
 *
 * A door of its own (`@bounce-lens/shared/pack-file`), so that a host that is given no files carries no YAML parser.
 */
import { Composer, type CST, type Document, isMap, isScalar, LineCounter, Parser, visit, YAMLParseError } from 'yaml';
import type { Knowledge } from './knowledge.ts';
import { compilePack, type Pack, type PackFault } from './packs/compile-pack.ts';
import type { Profile } from './profile.ts';

/** A place as editors number it: both counted from 1, columns in UTF-16 units. */
export interface FilePosition {
  readonly line: number;
  readonly column: number;
}
export interface FileFault {
  readonly start: FilePosition;
  readonly end: FilePosition;
  /** What is wrong and how to mend it. */
  readonly message: string;
}
export interface PackFileReading {
  readonly pack?: Pack;
  readonly faults: readonly FileFault[];
}
export interface ProfileFileReading {
  readonly profile?: Profile;
  readonly faults: readonly FileFault[];
}

/** A pack is written by hand; a file longer than this is something else. In UTF-16 units. */
const longest = 1_000_000;

/** Either a sound pack or faults, never both. Never throws for what a file holds. */
export function readPackFile(id: string, text: string, knowledge: Knowledge): PackFileReading {
  return readFile(text, [], (content) => compilePack(id, content, knowledge));
}

/** A profile alone in a file: `domains`, `hosts`, `networks`; the same keys as under a pack's `profile`. */
export function readProfileFile(text: string, knowledge: Knowledge): ProfileFileReading {
  const { pack, faults } = readFile(text, ['profile'], (content) => compilePack('profile', { profile: content ?? {} }, knowledge));
  return { ...(pack?.profile && { profile: pack.profile }), faults };
}

/** The samples of each rule of a pack, by the rule's name, as its author wrote them; nothing where the file cannot be read. */
export function samplesIn(text: string): ReadonlyMap<string, readonly string[]> {
  const document = text.length > longest ? undefined : documentOf(text, new LineCounter());
  const content = document === undefined || document.errors.length > 0 ? undefined : contentOf(document);
  const { rules }: Readonly<Record<string, unknown>> = Object(content && 'value' in content ? content.value : undefined);
  const all: readonly unknown[] = Array.isArray(rules) ? rules : [];
  return new Map(all.map((rule) => sampleTexts(Object(rule))));
}
function sampleTexts({ id, samples }: Readonly<Record<string, unknown>>): readonly [string, readonly string[]] {
  const all: readonly unknown[] = Array.isArray(samples) ? samples : [];
  const texts = all.flatMap((sample): readonly string[] => {
    if (typeof sample === 'string') return [sample];
    const { text, host }: Readonly<Record<string, unknown>> = Object(sample);
    if (typeof text !== 'string') return [];
    return [typeof host === 'string' ? `host ${host}[192.0.2.1] said: ${text}` : text];
  });
  return [String(id), texts];
}

/** Names for the packs of some files: the name without its folder and ending, numbered where two files have the same. */
export function packIds(files: readonly string[]): readonly string[] {
  const names = files.map((file) => file.slice(file.lastIndexOf('/') + 1).replace(/\.ya?ml$|\.json$/i, ''));
  return names.map((name, index) => {
    const earlier = names.slice(0, index).filter((other) => other === name).length;
    return earlier === 0 ? name : `${name}-${earlier + 1}`;
  });
}

/** More faults than this are not told: nobody reads them, and each is looked up in the file. */
const told = 100;
/** A pack nests half as deep. Its structure is read in one pass; what the library then makes of it costs powers of the depth. */
const deepest = 20;

type Compiled = ReturnType<typeof compilePack>;
/** `within`: the path of a fault that the file's own top stands for. */
function readFile(text: string, within: PackFault['path'], compile: (content: unknown) => Compiled): PackFileReading {
  const lines = new LineCounter();
  if (text.length > longest) return { faults: [faultAt(lines, [0, 0], `longer than ${longest} characters: this is no pack`)] };
  const document = documentOf(text, lines);
  if (document === undefined) return { faults: [faultAt(lines, [0, 0], `nested deeper than ${deepest} levels: this is no pack`)] };
  const broken = [...document.errors.map(({ pos, message }) => ({ pos, message })), ...keysTwice(document)];
  if (broken.length > 0)
    return { faults: broken.slice(0, told).map(({ pos, message }) => faultAt(lines, pos, `not readable as YAML: ${message}`)) };
  const content = contentOf(document);
  if ('fault' in content) return { faults: [faultAt(lines, [0, 0], content.fault)] };
  const { pack, faults } = compile(content.value);
  return {
    ...(pack && { pack }),
    faults: faults.slice(0, told).map(({ path, message }) => faultAt(lines, rangeOf(document, path.slice(within.length), lines), message)),
  };
}

/** The first document of a file, an empty one where there is none; `undefined` where it is nested too deep. */
function documentOf(text: string, lines: LineCounter): Document | undefined {
  const tokens = [...new Parser(lines.addNewLine).parse(text)];
  if (tokens.some(isTooDeep)) return undefined;
  // The composer would compare each key with all others of its map; that is done below, in one walk.
  const composer = new Composer({ prettyErrors: false, logLevel: 'error', uniqueKeys: false });
  const [first, second] = composer.compose(tokens, true, text.length);
  if (second)
    first?.errors.push(new YAMLParseError([second.range[0], second.range[0]], 'MULTIPLE_DOCS', 'Source contains multiple documents'));
  return first;
}
/** By a stack of its own: a structure may be nested deeper than calls may. */
function isTooDeep(token: CST.Token): boolean {
  const open: { readonly token: CST.Token; readonly depth: number }[] = [{ token, depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { depth } = next;
    if (depth > deepest) return true;
    for (const inside of partsOf(next.token)) open.push({ token: inside, depth: depth + 1 });
  }
  return false;
}
function partsOf(token: CST.Token): readonly CST.Token[] {
  if (token.type === 'document') return token.value ? [token.value] : [];
  if (!('items' in token)) return [];
  return token.items.flatMap(({ key, value }) => [key, value].filter((part) => part !== undefined && part !== null));
}

interface Broken {
  readonly pos: readonly [number, number];
  readonly message: string;
}
function keysTwice(document: Document): readonly Broken[] {
  const twice: Broken[] = [];
  visit(document, {
    Map: (_, map) => {
      const seen = new Set<string>();
      for (const { key } of map.items) {
        const name = isScalar(key) ? String(key.value) : undefined;
        const pos = name !== undefined && seen.has(name) ? spanOf(key) : undefined;
        if (pos) twice.push({ pos, message: 'Map keys must be unique' });
        if (name !== undefined) seen.add(name);
      }
    },
  });
  return twice;
}

/** Aliases of aliases can grow beyond all memory; the parser counts them and gives up. */
function contentOf(document: Document): { readonly value: unknown } | { readonly fault: string } {
  try {
    const value: unknown = document.toJS({ maxAliasCount: 100 });
    return { value };
  } catch (error) {
    return { fault: `not readable as YAML: ${error instanceof Error ? error.message : String(error)}` };
  }
}

/** The characters of the nearest thing that is there: a value, its key where the value goes over lines, the whole where a key is missing. */
function rangeOf(document: Document, path: PackFault['path'], lines: LineCounter): readonly [number, number] {
  for (let length = path.length; length > 0; length--) {
    const parent: unknown = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    const name = String(path[length - 1]);
    const pair = isMap(parent) ? parent.items.find(({ key }) => isScalar(key) && String(key.value) === name) : undefined;
    const [key, value] = [spanOf(pair?.key), spanOf(document.getIn(path.slice(0, length), true))];
    const isFar = key && value && positionOf(lines, key[0]).line !== positionOf(lines, value[1]).line;
    const range = isFar ? key : (value ?? key);
    if (range) return range;
  }
  return [0, 0];
}
/** Where a node's own characters are; nothing for what has none, as an empty value. */
function spanOf(node: unknown): readonly [number, number] | undefined {
  const { range }: { range?: readonly number[] | null } = Object(node);
  const [start, end] = range ?? [];
  return start !== undefined && end !== undefined && end > start ? [start, end] : undefined;
}

function faultAt(lines: LineCounter, [from, to]: readonly [number, number], message: string): FileFault {
  return { start: positionOf(lines, from), end: positionOf(lines, Math.max(from, to)), message };
}
function positionOf(lines: LineCounter, offset: number): FilePosition {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(1, line), column: Math.max(1, col) };
}
