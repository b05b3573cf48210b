/**
 * Compound files ([MS-CFB]), in which Outlook keeps a message: told by their magic, and looked over before a library walks them. A chain of
 * sectors that leads in a circle, or entries that share sectors, would keep it walking for ever.
 */

import { startsWith } from './bytes.ts';

const magic = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

export function isCompoundFile(head: Uint8Array): boolean {
  return startsWith(head, magic);
}

/** A chain ends where no sector is named: at any negative number. */
type Next = (sector: number) => number;
const endOfChain = -2;
const entryLength = 128;
const miniSectorLength = 64;
/** Streams shorter than this live in the mini stream. */
const miniStreamLength = 4_096;
/** Storages inside storages; a message inside a message takes two. */
const depthLimit = 40;

interface Layout {
  readonly bytes: DataView;
  readonly sectorLength: number;
  /** How many sectors the file can have. */
  readonly sectors: number;
  readonly next: Next;
}

/** Can it be walked to its end? */
export function isSoundCompoundFile(file: Uint8Array): boolean {
  if (!isCompoundFile(file) || file.length < 1_536) return false;
  const bytes = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const layout = layoutOf(bytes);
  if (layout === undefined) return false;
  const used = new Set<number>();
  const directory = chainFrom(bytes.getInt32(48, true), layout.next, { limit: layout.sectors, used });
  const miniTable = chainFrom(bytes.getInt32(60, true), layout.next, { limit: layout.sectors, used });
  if (directory === undefined || miniTable === undefined) return false;
  return areSoundEntries(entriesOf(layout, directory), { layout, used, nextMini: nextIn(layout, miniTable) });
}

function layoutOf(bytes: DataView): Layout | undefined {
  const sectorLength = bytes.getUint8(30) === 0x0c ? 4_096 : 512;
  const sectors = Math.ceil(bytes.byteLength / sectorLength);
  const [tableCount, extraCount] = [bytes.getInt32(44, true), bytes.getInt32(72, true)];
  if (tableCount > sectors || extraCount > sectors || bytes.getInt32(64, true) > sectors) return undefined;
  const shape = { bytes, sectorLength, sectors };
  const table = [...firstTableSectors(bytes, tableCount), ...extraTableSectors(shape, tableCount - 109, extraCount)];
  return { ...shape, next: nextIn(shape, table) };
}
function firstTableSectors(bytes: DataView, count: number): readonly number[] {
  return Array.from({ length: Math.max(0, Math.min(count, 109)) }, (_, index) => bytes.getInt32(76 + 4 * index, true));
}
/** The sectors that list further sectors of the table, where the header has no more room. */
function extraTableSectors(shape: Omit<Layout, 'next'>, count: number, listCount: number): readonly number[] {
  const found: number[] = [];
  const perSector = shape.sectorLength / 4 - 1;
  let list = shape.bytes.getInt32(68, true);
  for (let seen = 0; seen < listCount && list >= 0 && found.length < count; seen++) {
    for (let index = 0; index < perSector && found.length < count; index++) found.push(numberIn(shape, list, index));
    list = numberIn(shape, list, perSector);
  }
  return found;
}
/** The `index`-th number of a sector; the end of a chain where the file ends before. */
function numberIn({ bytes, sectorLength }: Omit<Layout, 'next'>, sector: number, index: number): number {
  const at = (sector + 1) * sectorLength + 4 * index;
  return at >= 0 && at + 4 <= bytes.byteLength ? bytes.getInt32(at, true) : endOfChain;
}
function nextIn(shape: Omit<Layout, 'next'>, table: readonly number[]): Next {
  const perSector = shape.sectorLength / 4;
  return (sector) => {
    const holder = table[Math.floor(sector / perSector)];
    return sector < 0 || holder === undefined ? endOfChain : numberIn(shape, holder, sector % perSector);
  };
}

/** The sectors of a chain, which from now on are used; `undefined` where it is endless, or another chain has one of them. */
function chainFrom(
  start: number,
  next: Next,
  { limit, used }: { readonly limit: number; readonly used: Set<number> },
): readonly number[] | undefined {
  const chain: number[] = [];
  for (let sector = start; sector >= 0; sector = next(sector)) {
    if (used.has(sector) || chain.length >= limit) return undefined;
    used.add(sector);
    chain.push(sector);
  }
  return chain;
}

interface DirectoryEntry {
  readonly kind: number;
  readonly left: number;
  readonly right: number;
  readonly child: number;
  readonly start: number;
  readonly size: number;
}
function entriesOf({ bytes, sectorLength }: Layout, directory: readonly number[]): readonly DirectoryEntry[] {
  return directory
    .flatMap((sector) =>
      Array.from({ length: sectorLength / entryLength }, (_, index) => (sector + 1) * sectorLength + index * entryLength),
    )
    .filter((at) => at + entryLength <= bytes.byteLength)
    .map((at) => ({
      kind: bytes.getUint8(at + 66),
      left: bytes.getInt32(at + 68, true),
      right: bytes.getInt32(at + 72, true),
      child: bytes.getInt32(at + 76, true),
      start: bytes.getInt32(at + 116, true),
      size: bytes.getInt32(at + 120, true),
    }));
}

interface Ground {
  readonly layout: Layout;
  readonly used: Set<number>;
  readonly nextMini: Next;
}
const stream = 2;
/** Every entry is met once from the root, and its sectors are its own. */
function areSoundEntries(entries: readonly DirectoryEntry[], { layout, used, nextMini }: Ground): boolean {
  const met = new Set<number>();
  const usedMini = new Set<number>();
  const waiting: { readonly index: number; readonly depth: number }[] = [{ index: 0, depth: 0 }];
  for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
    const { index, depth } = place;
    const entry = entries[index];
    if (entry === undefined || met.has(index) || depth > depthLimit) return false;
    met.add(index);
    const holdsBytes = index === 0 || (entry.kind === stream && entry.size !== 0);
    if (holdsBytes && (entry.size < 0 || entry.size > layout.bytes.byteLength)) return false;
    const isMini = index > 0 && entry.size < miniStreamLength;
    const [next, taken, limit] = isMini
      ? ([nextMini, usedMini, layout.bytes.byteLength / miniSectorLength] as const)
      : ([layout.next, used, layout.sectors] as const);
    if (holdsBytes && chainFrom(entry.start, next, { limit, used: taken }) === undefined) return false;
    for (const beside of index === 0 ? [] : [entry.left, entry.right]) if (beside >= 0) waiting.push({ index: beside, depth });
    if (entry.child >= 0 && entry.kind !== stream) waiting.push({ index: entry.child, depth: depth + 1 });
  }
  return true;
}
