/**
 * Lines of a log → what is remembered of what was not delivered, read as triage reads a log: only lines with telling words cost more than a
 * look. Pure: it is given text.
 */
import { type Knowledge, type Lens, openLogReader, queueIdOf, type TriageRecord } from '@bounce-lens/shared';
import type { LineFinding, PlacedFinding } from './finding-index.ts';

export interface FindingReader {
  /**
   * The next whole lines. Lines of what is found count from the first of `text`: those of a session that is told in full only now stand
   * above it, at -1 and before.
   */
  read(text: string): readonly PlacedFinding[];
}
export interface FindingReaderParts {
  readonly lens: Lens;
  readonly knowledge: Knowledge;
  /** Is told each queue id, also of what was delivered. */
  readonly named?: (queueId: string) => void;
}

/** A reader of lines that follow each other; what one tells of a later one is remembered within it. */
export function openFindingReader({ lens, knowledge, named }: FindingReaderParts): FindingReader {
  let found: PlacedFinding[] = [];
  let above = 0;
  const reader = openLogReader(
    { lines: lens.openLog(), knowledge, name: '' },
    {
      event({ record, attempt }) {
        const finding = record && findingOfRecord(record);
        if (finding !== undefined) found.push({ ...finding, line: (record?.line ?? 1) - 1 - above });
        if (attempt.queueId !== undefined) named?.(attempt.queueId);
      },
      delivered: (told) => named?.(queueIdOf(told)),
    },
  );
  return {
    read(text) {
      above = reader.lineCount;
      found = [];
      // A line is read when its end is seen; a document's last has none.
      reader.push(endsLine.test(text) ? text : `${text}\n`);
      return found;
    },
  };
}
const endsLine = /[\r\n]$/;

function findingOfRecord({ outcome, reason, queueId, recipient }: TriageRecord): LineFinding | undefined {
  if (outcome === 'none' || outcome === 'delivered') return undefined;
  return { outcome, reason, ...(queueId !== undefined && { queueId }), ...(recipient !== undefined && { recipient }) };
}
