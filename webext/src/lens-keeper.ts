/** The lens in the reader's language and with the packs of their team: made at the first use, and anew after they changed something. */

import { languages } from 'bounce-lens:languages';
import { createLens, type Lens, mergedProfile, type Pack, type Profile, type Texts, withPacks } from '@bounce-lens/shared';
import knowledge from '@bounce-lens/shared/knowledge.json';
import { browser } from './browser.ts';
import { pickLanguage } from './languages.ts';
import { loadTexts } from './load-texts.ts';
import { type Managed, managedSettings } from './managed.ts';
import { compileManaged } from './managed-packs.ts';
import { chosenLanguage, keptPacks, keptProfile } from './settings.ts';
import { browserLanguage } from './words.ts';

/** The lens, and one that writes to customers in another language. */
export type LensFor = (replyLanguage?: string) => Promise<Lens>;

/** Must run while the background starts: it listens for changed settings. */
export function keepLens(): LensFor {
  const kept = new Map<string, Promise<Lens>>();
  browser.storage.onChanged.addListener((_changes, area) => {
    if (area === 'local' || area === 'managed') kept.clear();
  });
  return (replyLanguage) => {
    const key = replyLanguage ?? '';
    const lens = kept.get(key) ?? openLens(replyLanguage);
    kept.set(key, lens);
    lens.catch(() => kept.get(key) === lens && kept.delete(key));
    return lens;
  };
}

async function openLens(replyLanguage: string | undefined): Promise<Lens> {
  const { texts, packs, profile } = await lensParts();
  const extended = { ...withPacks(knowledge, texts, packs), ...(profile && { profile }) };
  const wanted = replyLanguage ?? profile?.replyLanguage;
  const ofReply = wanted === undefined ? texts.language : pickLanguage([wanted], languages);
  if (ofReply === texts.language) return createLens(extended);
  return createLens({ ...extended, replyTexts: withPacks(knowledge, await loadTexts(ofReply), packs).texts });
}

/** What a lens is made of beside our knowledge. */
export interface LensParts {
  /** In the reader's language, the team's words over ours. */
  readonly texts: Texts;
  readonly packs: readonly Pack[];
  /** What is ours: what the packs say, and over it what the reader says. */
  readonly profile?: Profile;
}

export async function lensParts(): Promise<LensParts> {
  const [chosen, kept, own, managed] = await Promise.all([chosenLanguage(), keptPacks(), keptProfile(), managedSettings()]);
  const packs = [...kept.map(({ pack }) => pack), ...managedPacks(managed)].filter(fits);
  const wished = [managed.language, chosen, browserLanguage()].filter((one) => one !== undefined);
  const language = pickLanguage(wished, languages);
  const { texts, profile } = withPacks(knowledge, await loadTexts(language), packs);
  const profiles = [profile, own].filter((one) => one !== undefined);
  return { texts, packs, ...(profiles.length > 0 && { profile: mergedProfile(profiles) }) };
}

/** The organisation's go over those of the user. One with a fault is left out; the settings name the fault. */
function managedPacks({ packs }: Managed): readonly Pack[] {
  return packs.flatMap((one) => compileManaged(one).pack ?? []);
}

const reasons = new Set(knowledge.reasons.map(({ id }) => id));
/** A pack of before an update may speak of a reason that is gone; the settings tell so. */
function fits({ rules }: Pack): boolean {
  return rules.every(({ reason }) => reasons.has(reason));
}
