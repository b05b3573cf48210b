/** Records as a file: CSV for spreadsheets, Markdown for people, NDJSON for programs (docs/record.md). */
import {
  csvHeader,
  csvLine,
  makeReport,
  recordsMarkdown,
  reportMarkdown,
  reportPage,
  type Texts,
  type TriageRecord,
} from '@bounce-lens/shared';
import * as vscode from 'vscode';
import { saveWhole, type WholeFiles } from './save-whole.ts';

export type ExportFormat = 'csv' | 'md' | 'ndjson';
export const exportFormats: readonly { readonly format: ExportFormat; readonly label: string }[] = [
  { format: 'csv', label: 'CSV' },
  { format: 'md', label: 'Markdown' },
  { format: 'ndjson', label: 'NDJSON' },
];

/** `source`: what the records are of, for a title. */
export function exportText(
  format: ExportFormat,
  records: readonly TriageRecord[],
  { texts, source }: { readonly texts: Texts; readonly source: string },
): string {
  switch (format) {
    case 'csv':
      return [csvHeader(), ...records.map(csvLine), ''].join('\r\n');
    case 'md':
      return `${reportMarkdown(reportPage(makeReport(records), texts, source))}\n${recordsMarkdown(records, texts)}`;
    case 'ndjson':
      return records.map((record) => `${JSON.stringify(record)}\n`).join('');
    default:
      return format satisfies never;
  }
}

/** Asks where to; the file is there whole or not at all. */
export async function saveText(text: string, suggested: string): Promise<vscode.Uri | undefined> {
  const ending = suggested.slice(suggested.lastIndexOf('.') + 1);
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const chosen = await vscode.window.showSaveDialog({
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, suggested) }),
    filters: { [ending.toUpperCase()]: [ending] },
  });
  if (chosen === undefined) return undefined;
  const beside = chosen.with({ path: `${chosen.path}.part` });
  await saveWhole(workspaceFiles, { place: chosen, beside }, new TextEncoder().encode(text));
  return chosen;
}
const workspaceFiles: WholeFiles<vscode.Uri> = {
  write: (place, bytes) => vscode.workspace.fs.writeFile(place, bytes),
  rename: (from, to) => vscode.workspace.fs.rename(from, to, { overwrite: true }),
  remove: (place) => vscode.workspace.fs.delete(place),
};
