/** What an organisation has set for its people by the browser's policies; they can see it and not change it. Nothing of it is ours to write. */
import { browser } from './browser.ts';
import { managedPattern, matchesSite } from './site-pattern.ts';

export interface ManagedPack {
  readonly name: string;
  /** The pack as JSON, with the keys of a pack's file. */
  readonly text: string;
}
export interface Managed {
  /** Match patterns of the sites where bounces are to be annotated; the browser still asks for each. */
  readonly sites: readonly string[];
  /** Are other sites out of question? */
  readonly onlyTheseSites: boolean;
  /** BCP 47 tag of the language of the answers. */
  readonly language?: string;
  readonly packs: readonly ManagedPack[];
}

/** What is not set, or set to something else than it should be, is not there. */
export async function managedSettings(): Promise<Managed> {
  const { sites, onlyTheseSites, language, packs } = await setByPolicy();
  return {
    sites: listOf(sites).flatMap((site) => (typeof site === 'string' ? (managedPattern(site) ?? []) : [])),
    onlyTheseSites: onlyTheseSites === true,
    ...(typeof language === 'string' && language !== '' ? { language } : {}),
    packs: listOf(packs).filter(isPack),
  };
}

/** May bounces be annotated on `site`, as far as the organisation is asked? */
export function allows({ sites, onlyTheseSites }: Managed, site: string): boolean {
  return !onlyTheseSites || sets({ sites }, site);
}

/** Does the organisation want bounces annotated on `site`? */
export function sets({ sites }: Pick<Managed, 'sites'>, site: string): boolean {
  return sites.some((pattern) => matchesSite(pattern, site));
}

/** A browser without policies rejects, or has no such storage. */
async function setByPolicy(): Promise<Readonly<Record<string, unknown>>> {
  try {
    return await browser.storage.managed.get();
  } catch {
    return {};
  }
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isPack(value: unknown): value is ManagedPack {
  if (typeof value !== 'object' || value === null || !('name' in value && 'text' in value)) return false;
  return typeof value.name === 'string' && typeof value.text === 'string';
}
