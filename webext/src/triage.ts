/** The triage page: files and pasted text go to a worker; what it finds is the same report as in the editor, with the records behind it. */
import {
  type Grouping,
  groupings,
  groupName,
  groupRecords,
  makeReport,
  reportPage,
  type Texts,
  type TriageRecord,
  verdictOfRecord,
} from '@bounce-lens/shared';
import { renderReport, renderTable, viewStyle } from '@bounce-lens/shared/view';
import { createStyler } from './adopt-style.ts';
import { answerView } from './answer-view.ts';
import { make, makeButton } from './elements.ts';
import { elementOf } from './extension-page.ts';
import { limits } from './limits.ts';
import { ask } from './messages.ts';
import { messageFile } from './messenger.ts';
import { takePendingMessages } from './pending-messages.ts';
import { download, type Exported, type Form } from './triage/export.ts';
import type { FaultKind } from './triage/protocol.ts';
import { recordTable } from './triage/record-table.ts';
import { readAll } from './triage/run.ts';
import { fillWords, languageOfWords, word } from './words.ts';

const form = elementOf('given', HTMLFormElement);
const chosen = elementOf('files', HTMLInputElement);
const text = elementOf('text', HTMLTextAreaElement);
const status = elementOf('status', HTMLElement);
const faults = elementOf('faults', HTMLUListElement);
const exports = elementOf('exports', HTMLElement);
const group = elementOf('group', HTMLElement);
const answer = elementOf('answer', HTMLElement);
const cancel = elementOf('cancel', HTMLButtonElement);
const state: { end?: AbortController } = {};

function given(): readonly File[] {
  const pasted = text.value.trim() === '' ? [] : [new File([text.value], word('triagePasted'))];
  return [...(chosen.files ?? []), ...pasted];
}

async function begin(files: readonly File[]): Promise<void> {
  if (files.length === 0) {
    status.textContent = word('triageNothing');
    return chosen.focus();
  }
  state.end?.abort();
  const end = new AbortController();
  state.end = end;
  clear();
  isWorking(true);
  status.textContent = word('triageWorking');
  try {
    const parts = await ask('lens-parts', {});
    const records = await readAll({ files, all: elementOf('all', HTMLInputElement).checked, parts }, { progress, fault }, end.signal);
    if (!end.signal.aborted) show(records, parts.texts, nameOf(files));
  } catch (error) {
    if (!end.signal.aborted) status.textContent = error instanceof Error ? error.message : String(error);
  } finally {
    if (state.end === end) isWorking(false);
  }
}

/** Messages that were selected in Thunderbird's list. */
async function takeMessages(): Promise<void> {
  const ids = await takePendingMessages();
  if (ids.length === 0) return;
  isWorking(true);
  status.textContent = word('triageWorking');
  const end = new AbortController();
  state.end = end;
  const files: File[] = [];
  for (const [index, id] of ids.entries()) {
    const file = await messageFile(id);
    if (end.signal.aborted) return;
    if (file !== undefined) files.push(file);
    progress(file?.name ?? '', index / ids.length, 0);
  }
  await begin(files);
  if (files.length < ids.length) fault(String(ids.length - files.length), 'unreadable');
}

function nameOf(files: readonly File[]): string {
  const [only, ...others] = files;
  return only !== undefined && others.length === 0 ? only.name : word('triageMany', String(files.length));
}

function clear(): void {
  elementOf('report', HTMLElement).replaceChildren();
  faults.replaceChildren();
  faults.hidden = true;
  exports.hidden = true;
  group.hidden = true;
}

function isWorking(works: boolean): void {
  elementOf('working', HTMLElement).hidden = !works;
  elementOf('read', HTMLButtonElement).hidden = works;
  cancel.hidden = !works;
  form.setAttribute('aria-busy', String(works));
  if (works) cancel.focus();
}

function progress(name: string, share: number, found: number): void {
  elementOf('progress', HTMLProgressElement).value = share;
  elementOf('now', HTMLElement).textContent = `${name} · ${found.toLocaleString(languageOfWords())}`;
}

const faultWords = { binary: 'faultBinary', 'too-long': 'faultTooLong', outlook: 'faultOutlook', unreadable: 'faultUnreadable' } as const;

function fault(name: string, kind: FaultKind | 'full'): void {
  const says = kind === 'full' ? word('triageFull', limits.records.toLocaleString(languageOfWords())) : word(faultWords[kind]);
  faults.hidden = false;
  if (faults.childElementCount >= limits.faults) return;
  faults.append(make(document, 'li', '', ...(name === '' ? [] : [make(document, 'strong', '', name), ': ']), says));
}

function show(records: readonly TriageRecord[], texts: Texts, name: string): void {
  const report = reportPage(makeReport(records), texts, name);
  const drawn = renderReport(document, report, {
    onChoose: (by, value) => showGroup(records, texts, { by, value }),
    onPrint: () => print(),
  });
  drawn.id = 'report';
  drawn.tabIndex = -1;
  elementOf('report', HTMLElement).replaceWith(drawn);
  const told = records.filter(({ outcome }) => outcome !== 'none').length;
  status.textContent = word('triageDone', told.toLocaleString(languageOfWords()));
  offerExports({ records, report, texts }, name);
  drawn.focus();
}

function offerExports(exported: Exported, name: string): void {
  const exporter = (label: string, form: Form) =>
    makeButton(document, label, () => download(document, `bounces-${name.replace(/[^\p{L}\p{N}._-]+/gu, '-')}`, { form, exported }));
  exports.setAttribute('role', 'group');
  exports.setAttribute('aria-label', word('exportActions'));
  exports.replaceChildren(
    exporter(word('exportCsv'), 'csv'),
    exporter(word('exportMarkdown'), 'md'),
    exporter(word('exportNdjson'), 'ndjson'),
  );
  exports.hidden = false;
}

interface Chosen {
  readonly by: string;
  readonly value: string;
}

/** The records behind a row of the report. */
function showGroup(records: readonly TriageRecord[], texts: Texts, { by, value }: Chosen): void {
  if (!isGrouping(by)) return;
  const members = groupRecords(records, by).find((one) => one.value === value)?.members ?? [];
  const listed = members.slice(0, limits.listedRecords).flatMap((index) => records[index] ?? []);
  const title = groupName(by, value, texts);
  elementOf('group-title', HTMLElement).textContent = `${title} (${members.length.toLocaleString(languageOfWords())})`;
  const table = recordTable(listed, texts, title);
  const onChoose = (_table: string, row: string) => void showRecord(listed[Number(row)]);
  const { words } = reportPage(makeReport([]), texts, '');
  elementOf('records', HTMLElement).replaceChildren(
    renderTable(document, table, { language: texts.language, words, onChoose, isCaptionHidden: true }),
    ...(members.length > listed.length ? [make(document, 'p', 'hint', word('panelMore', String(listed.length)))] : []),
  );
  answer.replaceChildren();
  group.hidden = false;
  group.focus();
  group.scrollIntoView({ block: 'start' });
}

function isGrouping(by: string): by is Grouping {
  return groupings.some((one) => one === by);
}

async function showRecord(record: TriageRecord | undefined): Promise<void> {
  const verdict = record && verdictOfRecord(record);
  if (verdict === undefined) return;
  const [diagnosis] = await ask('explain', { verdicts: [verdict] });
  if (diagnosis === undefined) return;
  answer.replaceChildren(answerView(document, diagnosis));
  answer.focus();
  answer.scrollIntoView({ block: 'nearest' });
}

function takeDrops(): void {
  const zone = elementOf('drop', HTMLElement);
  document.addEventListener('dragover', (event) => {
    event.preventDefault();
    zone.classList.add('over');
  });
  document.addEventListener('dragleave', (event) => event.relatedTarget === null && zone.classList.remove('over'));
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    zone.classList.remove('over');
    void begin([...(event.dataTransfer?.files ?? [])]);
  });
}

fillWords(document);
createStyler(viewStyle)(document);
takeDrops();
form.addEventListener('submit', (event) => {
  event.preventDefault();
  void begin(given());
});
void takeMessages();
cancel.addEventListener('click', () => {
  state.end?.abort();
  isWorking(false);
  status.textContent = word('triageCancelled');
  elementOf('read', HTMLButtonElement).focus();
});
