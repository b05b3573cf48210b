/**
 * Where the findings of a log stand, line by line, while the log is edited. Pure: it is given what was read of each line. Lines are kept in
 * blocks, so that an edit moves the findings of one block and not those of the whole file.
 */
import type { Outcome } from '@bounce-lens/shared';
import type { LineEdit } from './line-memory.ts';

/** What is remembered of a finding; the rest is read again when somebody looks. */
export interface LineFinding {
  readonly outcome: Outcome;
  readonly reason: string;
  readonly queueId?: string;
  readonly recipient?: string;
}
export interface PlacedFinding extends LineFinding {
  readonly line: number;
}

export interface FindingIndex {
  /** Lines that were read, from the first on. */
  readonly lineCount: number;
  /** The next `lines` lines were read. What was found may also stand in lines that were read before. */
  append(lines: number, found: readonly PlacedFinding[]): void;
  /**
   * `read` is asked for each line that was put in. What lies behind the lines read so far is not touched. Did a finding come, go or move?
   */
  edited(edit: LineEdit, read: (line: number) => readonly LineFinding[]): boolean;
  /** From this line on it is to be read again. */
  truncate(line: number): void;
  /** In the order of the lines. */
  all(): Generator<PlacedFinding>;
  /** The same, for who looks at all of them often: nothing is made. */
  each(take: (line: number, outcome: Outcome) => void): void;
  counts(): Readonly<Record<Outcome, number>>;
}

/** Lines of a block. */
const blockLines = 1_000;
/** More lines put in at once are read as the rest of the file is: in the background. */
const mostInserted = 500;

interface Block {
  lines: number;
  found: { readonly offset: number; readonly finding: LineFinding }[];
}

export function createFindingIndex(): FindingIndex {
  const blocks: Block[] = [];
  const counts: Record<Outcome, number> = { delivered: 0, deferral: 0, 'delayed-notice': 0, 'permanent-failure': 0 };
  const replaceIn = (block: Block, cut: Cut, found: Block['found']): boolean => {
    const { gone, kept } = replaced(block, cut, found);
    for (const { finding } of gone) counts[finding.outcome]--;
    for (const { finding } of found) counts[finding.outcome]++;
    block.found = kept;
    block.lines += cut.lines - (cut.to - cut.from);
    return !isSame(gone, found);
  };
  const truncate = (line: number): void => {
    let start = 0;
    for (const block of blocks) {
      const { lines } = block;
      if (start + lines > line) replaceIn(block, { from: Math.max(0, line - start), to: lines, lines: 0 }, []);
      start += lines;
    }
    while (blocks.at(-1)?.lines === 0) blocks.pop();
  };
  const total = (): number => blocks.reduce((sum, { found }) => sum + found.length, 0);
  return {
    get lineCount() {
      return linesOf(blocks);
    },
    append(lines, found) {
      extend(blocks, lines);
      for (const { line, ...finding } of found) if (place(blocks, line, finding)) counts[finding.outcome]++;
    },
    edited({ from, removed, inserted }, read) {
      const known = linesOf(blocks);
      if (from >= known) return false;
      if (from + removed > known || inserted > mostInserted) {
        truncate(from);
        return true;
      }
      let isChanged = removed !== inserted && total() > 0;
      for (const { block, start, cut, isFirst } of cutsOf(blocks, from, removed)) {
        const put = isFirst ? readLines({ from, count: inserted, offset: from - start }, read) : [];
        isChanged = replaceIn(block, { ...cut, lines: isFirst ? inserted : 0 }, put) || isChanged;
      }
      return isChanged;
    },
    truncate,
    all: () => allOf(blocks),
    each(take) {
      let start = 0;
      for (const { lines, found } of blocks) {
        for (const { offset, finding } of found) take(start + offset, finding.outcome);
        start += lines;
      }
    },
    counts: () => ({ ...counts }),
  };
}

function extend(blocks: Block[], lines: number): void {
  for (let left = lines; left > 0; ) {
    const last = blocks.at(-1);
    const block = last !== undefined && last.lines < blockLines ? last : { lines: 0, found: [] };
    if (block !== last) blocks.push(block);
    const taken = Math.min(left, blockLines - block.lines);
    block.lines += taken;
    left -= taken;
  }
}
/** Nearly always into the last block, behind all others. False where there is no such line. */
function place(blocks: readonly Block[], line: number, finding: LineFinding): boolean {
  let start = linesOf(blocks);
  if (line >= start) return false;
  for (let index = blocks.length - 1; index >= 0; index--) {
    const block = blocks[index];
    start -= block?.lines ?? 0;
    if (block === undefined || line < start) continue;
    const offset = line - start;
    const isLast = (block.found.at(-1)?.offset ?? 0) <= offset;
    block.found.push({ offset, finding });
    if (!isLast) block.found.sort((a, b) => a.offset - b.offset);
    return true;
  }
  return false;
}
function isSame(gone: Block['found'], put: Block['found']): boolean {
  return (
    gone.length === put.length && gone.every((one, index) => one.offset === put[index]?.offset && isEqual(one.finding, put[index].finding))
  );
}
function isEqual(a: LineFinding, b: LineFinding): boolean {
  return a.outcome === b.outcome && a.reason === b.reason && a.queueId === b.queueId && a.recipient === b.recipient;
}

/** Lines `from` to `to` (not included) of a block, in whose place `lines` lines come. */
interface Cut {
  readonly from: number;
  readonly to: number;
  readonly lines: number;
}
function replaced(
  { found }: Block,
  { from, to, lines }: Cut,
  put: Block['found'],
): { readonly gone: Block['found']; readonly kept: Block['found'] } {
  const moved = lines - (to - from);
  const below = found.filter(({ offset }) => offset >= to).map((one) => ({ ...one, offset: one.offset + moved }));
  return {
    gone: found.filter(({ offset }) => offset >= from && offset < to),
    kept: [...found.filter(({ offset }) => offset < from), ...put, ...below],
  };
}

interface BlockCut {
  readonly block: Block;
  /** The block's first line. */
  readonly start: number;
  readonly cut: Omit<Cut, 'lines'>;
  readonly isFirst: boolean;
}
/** What an edit takes out of each block it touches. */
function cutsOf(blocks: readonly Block[], from: number, removed: number): readonly BlockCut[] {
  const cuts: BlockCut[] = [];
  let start = 0;
  for (const block of blocks) {
    const cut = { from: Math.max(0, from - start), to: Math.min(block.lines, from + removed - start) };
    if (cut.from < block.lines && cut.to > cut.from) cuts.push({ block, start, cut, isFirst: cuts.length === 0 });
    start += block.lines;
  }
  return cuts;
}

function linesOf(blocks: readonly Block[]): number {
  return blocks.reduce((sum, { lines }) => sum + lines, 0);
}
function* allOf(blocks: readonly Block[]): Generator<PlacedFinding> {
  let start = 0;
  for (const { lines, found } of blocks) {
    for (const { offset, finding } of found) yield { ...finding, line: start + offset };
    start += lines;
  }
}
function readLines(
  { from, count, offset }: { readonly from: number; readonly count: number; readonly offset: number },
  read: (line: number) => readonly LineFinding[],
): Block['found'] {
  return Array.from({ length: count }, (_, index) => read(from + index).map((finding) => ({ offset: offset + index, finding }))).flat();
}
