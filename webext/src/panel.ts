/** The panel, for longer work: the answers that were sent here, as a table where there are many, and a place to paste more. */
import type { Diagnosis } from '@bounce-lens/shared';
import { answerView } from './answer-view.ts';
import { withoutRepeats, worthTelling } from './answers.ts';
import { make } from './elements.ts';
import { elementOf } from './extension-page.ts';
import { ask } from './messages.ts';
import { offerTriage } from './offer-triage.ts';
import { followPanel, keepForPanel, type PanelContent, panelContent } from './panel-store.ts';
import { recipientTable } from './recipient-table.ts';
import { fillWords, word } from './words.ts';

const found = elementOf('found', HTMLElement);
const answer = elementOf('answer', HTMLElement);
const note = elementOf('note', HTMLElement);
const text = elementOf('text', HTMLTextAreaElement);
const empty = elementOf('empty', HTMLElement);

async function show(): Promise<void> {
  const content = await panelContent();
  if (content === undefined) return;
  if (content.verdicts.length === 0) return showNothing();
  showAnswers(withoutRepeats(await ask('explain', { verdicts: content.verdicts })), content);
}

function showNothing(): void {
  empty.hidden = false;
  empty.textContent = word('nothingInSelection');
  found.replaceChildren();
  answer.replaceChildren();
}

function showAnswers(diagnoses: readonly Diagnosis[], { more }: PanelContent): void {
  empty.hidden = true;
  const [only, ...others] = diagnoses;
  if (only === undefined) return showNothing();
  answer.replaceChildren(answerView(document, only));
  if (others.length === 0) return found.replaceChildren();
  const table = recipientTable(document, diagnoses, open);
  table.querySelector('tbody tr')?.setAttribute('aria-current', 'true');
  found.replaceChildren(table);
  if (more) found.append(make(document, 'p', 'hint', word('panelMore', String(diagnoses.length))));
}

function open(diagnosis: Diagnosis): void {
  answer.replaceChildren(answerView(document, diagnosis));
  answer.focus();
  answer.scrollIntoView({ block: 'nearest' });
}

/** What is pasted takes the place of what was there. */
async function explainPasted(): Promise<void> {
  if (text.value.trim() === '') {
    note.textContent = word('pasteEmpty');
    return text.focus();
  }
  note.textContent = '';
  const analysis = await ask('analyze', { text: text.value, purpose: 'picked' });
  await keepForPanel(worthTelling(analysis));
  answer.focus();
}

fillWords(document);
elementOf('paste', HTMLFormElement).addEventListener('submit', (event) => {
  event.preventDefault();
  void explainPasted();
});
offerTriage();
followPanel(() => void show());
void show();
