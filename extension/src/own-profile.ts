/** What the user's settings call ours. Settings are written by hand: what cannot be read is left out and told, the rest holds. */
import { compilePack, type Knowledge, type Profile } from '@bounce-lens/shared';

export interface OwnProfile {
  readonly profile: Profile;
  readonly faults: readonly string[];
}

export function profileFrom(setting: unknown, knowledge: Knowledge): OwnProfile {
  const { domains, hosts, networks }: Readonly<Record<string, unknown>> = Object(setting);
  const lists = { domains: textsOf('domains', domains), hosts: textsOf('hosts', hosts), networks: textsOf('networks', networks) };
  const written = { domains: lists.domains.texts, hosts: lists.hosts.texts, networks: lists.networks.texts };
  const { faults } = compilePack('settings', { profile: written }, knowledge);
  const bad = new Set(faults.map(({ path }) => path.at(-1)));
  return {
    profile: { ...written, networks: written.networks.filter((_, index) => !bad.has(index)) },
    faults: [...Object.values(lists).flatMap((list) => list.faults), ...faults.map(({ message }) => message)],
  };
}

function textsOf(name: string, list: unknown): { readonly texts: readonly string[]; readonly faults: readonly string[] } {
  const members: readonly unknown[] = Array.isArray(list) ? list : [];
  const texts = members.filter((member) => typeof member === 'string');
  const isSound = list === undefined || (Array.isArray(list) && texts.length === members.length);
  return { texts, faults: isSound ? [] : [`"${name}" must be a list of texts`] };
}
