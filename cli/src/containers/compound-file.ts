/**
 * Compound files ([MS-CFB]), in which Outlook keeps a message: told by their magic, and looked over before a library walks them. A chain of
 * sectors that leads in a circle, or entries that share sectors, would keep it walking for ever.
 */

const magic = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);

export function isCompoundFile(head: Buffer): boolean {
  return head.subarray(0, magic.length).equals(magic);
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
  readonly bytes: Buffer;
  readonly sectorLength: number;
  /** How many sectors the file can have. */
  readonly sectors: number;
  readonly next: Next;
}

/** Can it be walked to its end? */
export function isSoundCompoundFile(bytes: Buffer): boolean {
  if (!isCompoundFile(bytes) || bytes.length < 1_536) return false;
  const layout = layoutOf(bytes);
  if (layout === undefined) return false;
  const used = new Set<number>();
  const directory = chainFrom(bytes.readInt32LE(48), layout.next, { limit: layout.sectors, used });
  const miniTable = chainFrom(bytes.readInt32LE(60), layout.next, { limit: layout.sectors, used });
  if (directory === undefined || miniTable === undefined) return false;
  return areSoundEntries(entriesOf(layout, directory), { layout, used, nextMini: nextIn(layout, miniTable) });
}

function layoutOf(bytes: Buffer): Layout | undefined {
  const sectorLength = bytes[30] === 0x0c ? 4_096 : 512;
  const sectors = Math.ceil(bytes.length / sectorLength);
  const [tableCount, extraCount] = [bytes.readInt32LE(44), bytes.readInt32LE(72)];
  if (tableCount > sectors || extraCount > sectors || bytes.readInt32LE(64) > sectors) return undefined;
  const shape = { bytes, sectorLength, sectors };
  const table = [...firstTableSectors(bytes, tableCount), ...extraTableSectors(shape, tableCount - 109, extraCount)];
  return { ...shape, next: nextIn(shape, table) };
}
function firstTableSectors(bytes: Buffer, count: number): readonly number[] {
  return Array.from({ length: Math.max(0, Math.min(count, 109)) }, (_, index) => bytes.readInt32LE(76 + 4 * index));
}
/** The sectors that list further sectors of the table, where the header has no more room. */
function extraTableSectors(shape: Omit<Layout, 'next'>, count: number, listCount: number): readonly number[] {
  const found: number[] = [];
  const perSector = shape.sectorLength / 4 - 1;
  let list = shape.bytes.readInt32LE(68);
  for (let seen = 0; seen < listCount && list >= 0 && found.length < count; seen++) {
    for (let index = 0; index < perSector && found.length < count; index++) found.push(numberIn(shape, list, index));
    list = numberIn(shape, list, perSector);
  }
  return found;
}
/** The `index`-th number of a sector; the end of a chain where the file ends before. */
function numberIn({ bytes, sectorLength }: Omit<Layout, 'next'>, sector: number, index: number): number {
  const at = (sector + 1) * sectorLength + 4 * index;
  return at >= 0 && at + 4 <= bytes.length ? bytes.readInt32LE(at) : endOfChain;
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
    .filter((at) => at + entryLength <= bytes.length)
    .map((at) => ({
      kind: bytes.readUInt8(at + 66),
      left: bytes.readInt32LE(at + 68),
      right: bytes.readInt32LE(at + 72),
      child: bytes.readInt32LE(at + 76),
      start: bytes.readInt32LE(at + 116),
      size: bytes.readInt32LE(at + 120),
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
    if (holdsBytes && (entry.size < 0 || entry.size > layout.bytes.length)) return false;
    const isMini = index > 0 && entry.size < miniStreamLength;
    const [next, taken, limit] = isMini
      ? ([nextMini, usedMini, layout.bytes.length / miniSectorLength] as const)
      : ([layout.next, used, layout.sectors] as const);
    if (holdsBytes && chainFrom(entry.start, next, { limit, used: taken }) === undefined) return false;
    for (const beside of index === 0 ? [] : [entry.left, entry.right]) if (beside >= 0) waiting.push({ index: beside, depth });
    if (entry.child >= 0 && entry.kind !== stream) waiting.push({ index: entry.child, depth: depth + 1 });
  }
  return true;
}
