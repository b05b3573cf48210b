/** The popup: paste any text and read the answer; enable annotation on the site in front. Also opened as a tab, for pages that cannot be read. */

import { answersTo, worthTelling } from './answers.ts';
import { browser } from './browser.ts';
import { showContent } from './content-view.ts';
import { make } from './elements.ts';
import { elementOf } from './extension-page.ts';
import { allows, type Managed, managedSettings, sets } from './managed.ts';
import { ask } from './messages.ts';
import { offerTriage } from './offer-triage.ts';
import { takePendingText } from './pending-text.ts';
import { checksIn, checkView } from './self-check-view.ts';
import { nameOf, siteOf } from './site-pattern.ts';
import { enabledSites } from './sites.ts';
import { fillWords, word } from './words.ts';

const text = elementOf('text', HTMLTextAreaElement);
const answer = elementOf('answer', HTMLElement);
const note = elementOf('note', HTMLElement);
const annotating = elementOf('annotating', HTMLInputElement);
const annotatingLabel = elementOf('annotating-label', HTMLElement);
const annotatingHint = elementOf('annotating-hint', HTMLElement);
const check = elementOf('check', HTMLElement);

async function explain(): Promise<void> {
  answer.replaceChildren();
  const pasted = text.value;
  if (pasted.trim() === '') {
    note.textContent = word('pasteEmpty');
    return text.focus();
  }
  note.textContent = '';
  const analysis = await ask('analyze', { text: pasted, purpose: 'picked' });
  const content = { ...(await answersTo(worthTelling(analysis), 'selection')), source: pasted };
  showContent(answer, content, { changed: () => answer.focus() });
  answer.focus();
}

async function offerSite(): Promise<void> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  const site = siteOf(tab?.url);
  if (tab?.id === undefined || site === undefined) {
    annotatingLabel.textContent = word('annotateNever');
    annotatingHint.hidden = true;
    return;
  }
  const managed = await managedSettings();
  annotatingLabel.textContent = word('annotateSite', nameOf(site));
  annotating.checked = await isEnabled(site);
  annotating.disabled = !allows(managed, site) || (sets(managed, site) && annotating.checked);
  if (!allows(managed, site)) annotatingHint.textContent = word('managedOnly');
  else if (sets(managed, site)) annotatingHint.textContent = word('managedHint');
  annotating.addEventListener('change', () => void toggle(annotating, site));
  await tellCheck(tab.id, managed);
}

async function isEnabled(site: string): Promise<boolean> {
  return (await browser.permissions.contains({ origins: [site] })) || (await enabledSites()).includes(site);
}

/** Which adapter reads the page and whether it fits; and a box to tick for each large frame that is another site. */
async function tellCheck(tabId: number, managed: Managed): Promise<void> {
  const checks = await checksIn(tabId);
  const frames = [...new Set(checks.flatMap((check) => check.frames.flatMap((address) => siteOf(address) ?? [])))];
  const offers = await Promise.all(frames.filter((site) => allows(managed, site)).map(offerFrame));
  check.replaceChildren(...checkView(document, checks), ...offers);
}

async function offerFrame(site: string): Promise<HTMLElement> {
  const box = make(document, 'input', '');
  box.type = 'checkbox';
  box.checked = await isEnabled(site);
  box.addEventListener('change', () => void toggle(box, site));
  return make(document, 'label', 'frame', box, make(document, 'span', '', word('annotateFrame', nameOf(site))));
}

/** Asking must be the first thing done with a click, or the browser does not ask. */
async function toggle(box: HTMLInputElement, site: string): Promise<void> {
  const permission = { origins: [site] };
  const wanted = box.checked;
  const changed = await (wanted ? browser.permissions.request(permission) : browser.permissions.remove(permission));
  box.checked = changed ? wanted : !wanted;
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
offerTriage();
void offerSite();
void takeOver();
