/** What the user has set, in the browser's own storage: the language of the answers, what is theirs, the packs of their team. */
import type { Pack, Profile } from '@bounce-lens/shared';
import { browser } from './browser.ts';

const keys = { language: 'language', packs: 'packs', profile: 'profile' } as const;

/** A pack as it was imported, and what was made of it: the background has no parser. */
export interface KeptPack {
  readonly id: string;
  readonly text: string;
  readonly pack: Pack;
}

/** Undefined where the browser's language is to be taken. */
export async function chosenLanguage(): Promise<string | undefined> {
  const { [keys.language]: language }: Record<string, unknown> = await browser.storage.local.get(keys.language);
  return typeof language === 'string' ? language : undefined;
}

export async function chooseLanguage(language: string | undefined): Promise<void> {
  await (language === undefined ? browser.storage.local.remove(keys.language) : browser.storage.local.set({ [keys.language]: language }));
}

export async function keptPacks(): Promise<readonly KeptPack[]> {
  const { [keys.packs]: packs }: Record<string, unknown> = await browser.storage.local.get(keys.packs);
  return Array.isArray(packs) ? packs.filter(isKept) : [];
}

/** In place of an earlier one of the same name; they are laid over our knowledge in the order of their names. Rejects where the browser has no room for it. */
export async function keepPack(kept: KeptPack): Promise<void> {
  const others = (await keptPacks()).filter(({ id }) => id !== kept.id);
  await browser.storage.local.set({ [keys.packs]: [...others, kept].sort((a, b) => (a.id < b.id ? -1 : 1)) });
}

export async function dropPack(id: string): Promise<void> {
  await browser.storage.local.set({ [keys.packs]: (await keptPacks()).filter((kept) => kept.id !== id) });
}

/** What is the reader's own: domains, hosts, networks, and how they answer. */
export async function keptProfile(): Promise<Profile | undefined> {
  const { [keys.profile]: profile }: Record<string, unknown> = await browser.storage.local.get(keys.profile);
  return isProfile(profile) ? profile : undefined;
}

export async function keepProfile(profile: Profile): Promise<void> {
  const isEmpty = Object.keys(profile).length === 0;
  await (isEmpty ? browser.storage.local.remove(keys.profile) : browser.storage.local.set({ [keys.profile]: profile }));
}

/** As below. */
function isProfile(value: unknown): value is Profile {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Only our own pages write here; a look at the shape is enough. */
function isKept(value: unknown): value is KeptPack {
  if (typeof value !== 'object' || value === null || !('id' in value && 'text' in value && 'pack' in value)) return false;
  return typeof value.id === 'string' && typeof value.text === 'string' && typeof value.pack === 'object' && value.pack !== null;
}
