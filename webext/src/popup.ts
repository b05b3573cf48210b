/** The popup: paste any text and read the answer; enable annotation on the site in front. Also opened as a tab, for pages that cannot be read. */
import { answersTo, worthTelling } from './answers.ts';
import { browser } from './browser.ts';
import { showContent } from './content-view.ts';
import { elementOf } from './extension-page.ts';
import { ask } from './messages.ts';
import { takePendingText } from './pending-text.ts';
import { nameOf, siteOf } from './site-pattern.ts';
import { enabledSites } from './sites.ts';
import { fillWords, word } from './words.ts';

const text = elementOf('text', HTMLTextAreaElement);
const answer = elementOf('answer', HTMLElement);
const note = elementOf('note', HTMLElement);
const annotating = elementOf('annotating', HTMLInputElement);
const annotatingLabel = elementOf('annotating-label', HTMLElement);
const annotatingHint = elementOf('annotating-hint', HTMLElement);

async function explain(): Promise<void> {
  answer.replaceChildren();
  if (text.value.trim() === '') {
    note.textContent = word('pasteEmpty');
    return text.focus();
  }
  note.textContent = '';
  const analysis = await ask('analyze', { text: text.value, purpose: 'picked' });
  const content = { ...(await answersTo(worthTelling(analysis), 'selection')), source: text.value };
  showContent(answer, content, { changed: () => answer.focus() });
  answer.focus();
}

async function offerSite(): Promise<void> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  const site = siteOf(tab?.url);
  if (site === undefined) {
    annotatingLabel.textContent = word('annotateNever');
    annotatingHint.hidden = true;
    return;
  }
  annotatingLabel.textContent = word('annotateSite', nameOf(site));
  annotating.checked = (await browser.permissions.contains({ origins: [site] })) || (await enabledSites()).includes(site);
  annotating.disabled = false;
  annotating.addEventListener('change', () => void toggle(site));
}

/** Asking must be the first thing done with a click, or the browser does not ask. */
async function toggle(site: string): Promise<void> {
  const permission = { origins: [site] };
  const wanted = annotating.checked;
  const changed = await (wanted ? browser.permissions.request(permission) : browser.permissions.remove(permission));
  annotating.checked = changed ? wanted : !wanted;
}

async function takeOver(): Promise<void> {
  const pending = await takePendingText();
  if (pending === undefined) return;
  text.value = pending;
  if (pending.trim() === '') note.textContent = word('unreadable');
  else await explain();
}

fillWords(document);
elementOf('paste', HTMLFormElement).addEventListener('submit', (event) => {
  event.preventDefault();
  void explain();
});
elementOf('settings', HTMLButtonElement).addEventListener('click', () => void browser.runtime.openOptionsPage());
void offerSite();
void takeOver();
