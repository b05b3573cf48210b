/** What the user's settings call ours. Settings are written by hand: what cannot be read is left out and told, the rest holds. */
import { compilePack, type Knowledge, type Profile } from '@bounce-lens/shared';

export interface OwnProfile {
  readonly profile: Profile;
  readonly faults: readonly string[];
}

export function profileFrom(setting: unknown, knowledge: Knowledge): OwnProfile {
  const { domains, hosts, networks, ...single }: Readonly<Record<string, unknown>> = Object(setting);
  const lists = { domains: textsOf('domains', domains), hosts: textsOf('hosts', hosts), networks: textsOf('networks', networks) };
  const words = singleKeys.map((key) => [key, textOf(key, single[key])] as const);
  const written = {
    domains: lists.domains.texts,
    hosts: lists.hosts.texts,
    networks: lists.networks.texts,
    ...Object.fromEntries(words.flatMap(([key, { text }]) => (text === undefined ? [] : [[key, text]]))),
  };
  const isEmpty = Object.values(written).every(({ length }) => length === 0);
  const faults = isEmpty ? [] : compilePack('settings', { profile: written }, knowledge).faults;
  const bad = new Set(faults.map(({ path }) => path.at(-1)));
  const sound = Object.entries(written).filter(([key]) => !bad.has(key));
  return {
    profile: { ...Object.fromEntries(sound), networks: written.networks.filter((_, index) => !bad.has(index)) },
    faults: [
      ...Object.values(lists).flatMap((list) => list.faults),
      ...words.flatMap(([, word]) => word.faults),
      ...faults.map(({ message }) => message),
    ],
  };
}

const singleKeys = ['timeZone', 'signature', 'replyLanguage'] as const;
function textOf(name: string, value: unknown): { readonly text?: string; readonly faults: readonly string[] } {
  if (value === undefined || value === '') return { faults: [] };
  return typeof value === 'string' ? { text: value, faults: [] } : { faults: [`"${name}" must be a text`] };
}

function textsOf(name: string, list: unknown): { readonly texts: readonly string[]; readonly faults: readonly string[] } {
  const members: readonly unknown[] = Array.isArray(list) ? list : [];
  const texts = members.filter((member) => typeof member === 'string');
  const isSound = list === undefined || (Array.isArray(list) && texts.length === members.length);
  return { texts, faults: isSound ? [] : [`"${name}" must be a list of texts`] };
}
