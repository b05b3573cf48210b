/** The mailbox that `npm start` shows when it is given no path: a copy, so that nobody writes into the repository. */
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface SampleMailbox {
  readonly folder: string;
  /** The log; the bounces are beside it. */
  readonly log: string;
  /** A page of a helpdesk that quotes a bounce. */
  readonly page: string;
  remove(): void;
}

const samples = join(import.meta.dirname, '..', 'samples');

export function copySampleMailbox(): SampleMailbox {
  const parent = mkdtempSync(join(tmpdir(), 'bounce-lens-'));
  // Its name stands in the title of the window.
  const folder = join(parent, 'mailbox');
  for (const name of readdirSync(join(samples, 'mailbox'))) cpSync(join(samples, 'mailbox', name), join(folder, name));
  return {
    folder,
    log: join(folder, 'postfix.log'),
    page: join(samples, 'ticket.html'),
    remove: () => rmSync(parent, { recursive: true, force: true }),
  };
}
