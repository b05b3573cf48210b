/** The settings: the sites where bounces are annotated, each revocable; the language of the answers; the team's packs. */

import { browser } from './browser.ts';
import { make, makeButton } from './elements.ts';
import { elementOf } from './extension-page.ts';
import { offerLanguages, showLanguages } from './language-setting.ts';
import { managedSettings, sets } from './managed.ts';
import { offerTriage } from './offer-triage.ts';
import { offerPacks, showPacks } from './pack-setting.ts';
import { offerProfile } from './profile-setting.ts';
import { matchesSite, nameOf } from './site-pattern.ts';
import { enabledSites } from './sites.ts';
import { fillWords, word } from './words.ts';

const sites = elementOf('sites', HTMLUListElement);
const none = elementOf('none', HTMLElement);
const status = elementOf('status', HTMLElement);
const managedNote = elementOf('managed-note', HTMLElement);

async function show(): Promise<void> {
  const [enabled, managed] = await Promise.all([enabledSites(), managedSettings()]);
  const waiting = managed.sites.filter((site) => !enabled.some((one) => matchesSite(one, site)));
  none.hidden = enabled.length + waiting.length > 0;
  sites.hidden = !none.hidden;
  sites.replaceChildren(...enabled.map((site) => (sets(managed, site) ? managedView(site) : siteView(site))), ...waiting.map(waitingView));
  managedNote.textContent = [waiting.length > 0 ? word('managedSites') : '', managed.onlyTheseSites ? word('managedOnly') : '']
    .join(' ')
    .trim();
}

function siteView(site: string): HTMLElement {
  const remover = makeButton(document, word('sitesRemove'), () => void remove(site));
  remover.setAttribute('aria-label', word('sitesRemoveLabel', nameOf(site)));
  return make(document, 'li', '', make(document, 'span', '', nameOf(site)), remover);
}

function managedView(site: string): HTMLElement {
  return make(document, 'li', '', make(document, 'span', '', nameOf(site)), make(document, 'span', 'hint', word('managedHint')));
}

/** Wanted by the organisation, and not yet allowed: the browser asks its user, and nobody else. */
function waitingView(site: string): HTMLElement {
  const allow = makeButton(document, word('managedAllow'), () => void browser.permissions.request({ origins: [site] }));
  allow.setAttribute('aria-label', word('managedAllowLabel', nameOf(site)));
  return make(document, 'li', '', make(document, 'span', '', nameOf(site)), make(document, 'span', 'hint', word('managedHint')), allow);
}

async function remove(site: string): Promise<void> {
  await browser.permissions.remove({ origins: [site] });
  status.textContent = word('sitesRemoved', nameOf(site));
  await show();
  elementOf('title', HTMLElement).focus();
}

fillWords(document);
const withSites = (browser.runtime.getManifest().optional_host_permissions ?? []).length > 0;
// In Thunderbird there are messages and no sites.
if (!withSites) elementOf('sites-part', HTMLElement).remove();
else {
  browser.permissions.onAdded.addListener(() => void show());
  browser.permissions.onRemoved.addListener(() => void show());
  void show();
}
// A policy comes some time after the browser started, and may change while the page is open.
browser.storage.onChanged.addListener((_changes, area) => {
  if (area !== 'managed') return;
  if (withSites) void show();
  void showLanguages();
  void showPacks();
});
void offerLanguages();
void offerProfile();
void offerPacks();
offerTriage();
