/** Many bounces as a table: who did not get it, what happened, whose move it is; a row opens its answer. */
import { type Diagnosis, firstEvidence } from '@bounce-lens/shared';
import { copyText } from './copy.ts';
import { make, makeButton } from './elements.ts';
import { word } from './words.ts';

export interface RecipientRow {
  readonly recipient: string;
  readonly what: string;
  readonly owner: string;
  readonly codes: string;
}

export function rowOf({ title, badges, verdict }: Diagnosis): RecipientRow {
  const { evidence } = verdict.finding.event;
  const badge = (kind: string) => badges.find((one) => one.kind === kind)?.text ?? '';
  const recipient = firstEvidence(evidence, 'final-recipient') ?? firstEvidence(evidence, 'original-recipient');
  return { recipient: recipient?.value ?? '', what: title, owner: badge('owner'), codes: badge('codes') };
}

/** Tab-separated lines with a head, as spreadsheets take them; a tab or line end within a value would break the table. */
export function tableText(rows: readonly RecipientRow[]): string {
  const lines = [headings(), ...rows.map(({ recipient, what, owner, codes }) => [recipient, what, owner, codes])];
  return lines.map((cells) => cells.map((cell) => cell.replace(/[\t\r\n]/g, ' ')).join('\t')).join('\n');
}

function headings(): readonly string[] {
  return [word('columnRecipient'), word('columnWhat'), word('columnOwner'), word('columnCode')];
}

/** `open` is called with the answer of the row that was chosen; the row is marked as the current one. */
export function recipientTable(page: Document, diagnoses: readonly Diagnosis[], open: (diagnosis: Diagnosis) => void): HTMLElement {
  const rows = diagnoses.map((diagnosis) => rowView(page, diagnosis, open));
  const head = make(page, 'tr', '', ...headings().map((text) => headView(page, text)));
  const caption = make(page, 'caption', '', word('foundTitle', String(diagnoses.length)));
  const table = make(page, 'table', 'recipients', caption, make(page, 'thead', '', head), make(page, 'tbody', '', ...rows));
  const scroller = make(page, 'div', 'wide', table);
  return make(page, 'section', 'table', scroller, copyView(page, diagnoses));
}

function headView(page: Document, text: string): HTMLElement {
  const cell = make(page, 'th', '', text);
  cell.scope = 'col';
  return cell;
}

function rowView(page: Document, diagnosis: Diagnosis, open: (diagnosis: Diagnosis) => void): HTMLElement {
  const { recipient, what, owner, codes } = rowOf(diagnosis);
  const button = makeButton(page, what, () => {
    for (const other of row.parentElement?.querySelectorAll('[aria-current]') ?? []) other.removeAttribute('aria-current');
    row.setAttribute('aria-current', 'true');
    open(diagnosis);
  });
  button.lang = diagnosis.language;
  const address = make(page, 'th', '', recipient === '' ? '–' : recipient);
  address.scope = 'row';
  address.dir = 'auto';
  const row = make(page, 'tr', '', address, make(page, 'td', '', button), make(page, 'td', '', owner), make(page, 'td', '', codes));
  row.dataset['outcome'] = diagnosis.verdict.finding.outcome;
  return row;
}

function copyView(page: Document, diagnoses: readonly Diagnosis[]): HTMLElement {
  const status = make(page, 'span', 'status');
  status.setAttribute('role', 'status');
  const copy = makeButton(page, word('copyTable'), (button) => {
    void copyText(tableText(diagnoses.map(rowOf)), button.parentElement ?? button).then((done) => {
      status.textContent = done ? word('copied') : word('copyFailed');
    });
  });
  return make(page, 'p', 'copying', copy, status);
}
