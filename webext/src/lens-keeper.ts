/** The lens in the reader's language and with the packs of their team: made at the first use, and anew after they changed something. */

import { languages } from 'bounce-lens:languages';
import { createLens, type Lens, type Pack, withPacks } from '@bounce-lens/shared';
import knowledge from '@bounce-lens/shared/knowledge.json';
import { browser } from './browser.ts';
import { pickLanguage } from './languages.ts';
import { loadTexts } from './load-texts.ts';
import { chosenLanguage, keptPacks } from './settings.ts';
import { browserLanguage } from './words.ts';

/** Must run while the background starts: it listens for changed settings. */
export function keepLens(): () => Promise<Lens> {
  const kept: { lens?: Promise<Lens> } = {};
  browser.storage.onChanged.addListener((_changes, area) => {
    if (area === 'local') delete kept.lens;
  });
  return () => {
    const lens = kept.lens ?? openLens();
    kept.lens = lens;
    lens.catch(() => kept.lens === lens && delete kept.lens);
    return lens;
  };
}

async function openLens(): Promise<Lens> {
  const [chosen, packs] = await Promise.all([chosenLanguage(), keptPacks()]);
  const language = pickLanguage([...(chosen === undefined ? [] : [chosen]), browserLanguage()], languages);
  return createLens(withPacks(knowledge, await loadTexts(language), packs.map(({ pack }) => pack).filter(fits)));
}

const reasons = new Set(knowledge.reasons.map(({ id }) => id));
/** A pack of before an update may speak of a reason that is gone; the settings tell so. */
function fits({ rules }: Pack): boolean {
  return rules.every(({ reason }) => reasons.has(reason));
}
