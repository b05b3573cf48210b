/** Does the place of a record show its code? The text at `line` and `column` must begin with it. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { TriageRecord } from '@bounce-lens/shared';
import { readBytes, recordsOf, type Subject } from './read.ts';
import type { Sheet } from './sheet.ts';

export function scoreEvidence(subject: Subject, folder: string, sheet: Sheet): void {
  for (const path of filesIn(folder)) {
    const source = readBytes(path);
    const lines = source.text.split(/\r\n|\n|\r/);
    for (const record of recordsOf(subject, source)) scorePlace(record, lines, sheet);
  }
}
function filesIn(folder: string): readonly string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && /\.(?:eml|log|txt)$/.test(entry.name));
  return files.map((entry) => join(entry.parentPath, entry.name)).sort();
}

/** A record without any code points at words, and is not counted. */
export function scorePlace(record: TriageRecord, lines: readonly string[], sheet: Sheet): void {
  const codes = [record.enhancedStatus, record.dsnStatus, record.replyCode].filter((code) => code !== undefined);
  if (codes.length === 0) return;
  const shown = lines[(record.line ?? 1) - 1]?.slice((record.column ?? 1) - 1) ?? '';
  const right = codes.some((code) => shown.startsWith(code));
  sheet.add('the code stands at line and column', right);
  if (!right) sheet.miss(`${record.file}:${record.line}:${record.column}: ${codes.join(' ')} at "${shown.slice(0, 40)}"`);
}
