/** The settings: the sites where bounces are annotated, each revocable; the language of the answers; the team's packs. */
import { make, makeButton } from './answer-view.ts';
import { browser } from './browser.ts';
import { elementOf } from './extension-page.ts';
import { offerLanguages } from './language-setting.ts';
import { offerPacks } from './pack-setting.ts';
import { nameOf } from './site-pattern.ts';
import { enabledSites } from './sites.ts';
import { fillWords, word } from './words.ts';

const sites = elementOf('sites', HTMLUListElement);
const none = elementOf('none', HTMLElement);
const status = elementOf('status', HTMLElement);

async function show(): Promise<void> {
  const enabled = await enabledSites();
  none.hidden = enabled.length > 0;
  sites.hidden = enabled.length === 0;
  sites.replaceChildren(...enabled.map(siteView));
}

function siteView(site: string): HTMLElement {
  const remover = makeButton(document, word('sitesRemove'), () => void remove(site));
  remover.setAttribute('aria-label', word('sitesRemoveLabel', nameOf(site)));
  return make(document, 'li', '', make(document, 'span', '', nameOf(site)), remover);
}

async function remove(site: string): Promise<void> {
  await browser.permissions.remove({ origins: [site] });
  status.textContent = word('sitesRemoved', nameOf(site));
  await show();
  elementOf('title', HTMLElement).focus();
}

fillWords(document);
// In Thunderbird there are messages and no sites.
if (browser.runtime.getManifest().optional_host_permissions === undefined) elementOf('sites-part', HTMLElement).remove();
else {
  browser.permissions.onAdded.addListener(() => void show());
  browser.permissions.onRemoved.addListener(() => void show());
  void show();
}
void offerLanguages();
void offerPacks();
