/** What was found, as a file to keep: the same forms as those of the command line. */
import { csvHeader, csvLine, type ReportPage, recordsMarkdown, reportMarkdown, type Texts, type TriageRecord } from '@bounce-lens/shared';

export type Form = 'csv' | 'ndjson' | 'md';
const types: Readonly<Record<Form, string>> = { csv: 'text/csv', ndjson: 'application/x-ndjson', md: 'text/markdown' };

export interface Exported {
  readonly records: readonly TriageRecord[];
  readonly report: ReportPage;
  readonly texts: Texts;
}

/** Parts of the file: one string would be too long for a browser. */
export function exportParts(form: Form, { records, report, texts }: Exported): readonly string[] {
  switch (form) {
    case 'csv':
      return [`${csvHeader()}\r\n`, ...records.map((record) => `${csvLine(record)}\r\n`)];
    case 'ndjson':
      return records.map((record) => `${JSON.stringify(record)}\n`);
    case 'md':
      return [reportMarkdown(report), '\n', recordsMarkdown(records, texts)];
    default:
      return form satisfies never;
  }
}

/** Let the reader keep it under `name`, by the browser's own download. */
export function download(page: Document, name: string, { form, exported }: { readonly form: Form; readonly exported: Exported }): void {
  const blob = new Blob([...exportParts(form, exported)], { type: `${types[form]};charset=utf-8` });
  const address = URL.createObjectURL(blob);
  const link = page.createElement('a');
  link.href = address;
  link.download = `${name}.${form}`;
  link.click();
  // The browser reads it after this turn; it may be large.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
