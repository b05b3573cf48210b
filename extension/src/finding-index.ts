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
  /** Read the next lines. */
  append(lines: readonly (readonly LineFinding[])[]): void;
  /** `read` is asked for each line that was put in. What lies behind the lines read so far is not touched. */
  edited(edit: LineEdit, read: (line: number) => readonly LineFinding[]): void;
  /** In the order of the lines. */
  all(): Generator<PlacedFinding>;
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
  const replaceIn = (block: Block, cut: Cut, found: Block['found']): void => {
    const { gone, kept } = replaced(block, cut, found);
    for (const { finding } of gone) counts[finding.outcome]--;
    for (const { finding } of found) counts[finding.outcome]++;
    block.found = kept;
    block.lines += cut.lines - (cut.to - cut.from);
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
  return {
    get lineCount() {
      return linesOf(blocks);
    },
    append(lines) {
      for (const findings of lines) {
        const last = blocks.at(-1);
        const block = last !== undefined && last.lines < blockLines ? last : { lines: 0, found: [] };
        if (block !== last) blocks.push(block);
        for (const finding of findings) {
          block.found.push({ offset: block.lines, finding });
          counts[finding.outcome]++;
        }
        block.lines++;
      }
    },
    edited({ from, removed, inserted }, read) {
      const known = linesOf(blocks);
      if (from >= known) return;
      if (from + removed > known || inserted > mostInserted) return truncate(from);
      for (const { block, start, cut, isFirst } of cutsOf(blocks, from, removed)) {
        const put = isFirst ? readLines({ from, count: inserted, offset: from - start }, read) : [];
        replaceIn(block, { ...cut, lines: isFirst ? inserted : 0 }, put);
      }
    },
    all: () => allOf(blocks),
    counts: () => ({ ...counts }),
  };
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
