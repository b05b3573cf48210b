/** Which writers a dialect or the name of a host gives away. */
import type { Writer } from '../knowledge.ts';
import { openMemory } from './memory.ts';

/** The ids of the writers that a dialect, or the name of a host, gives away; in the order of the knowledge. */
export type WriterNamer = (dialect: string, host: string | undefined) => readonly string[];

/** By dialect, or by a suffix of the host's name: `mx.google.com` is `google.com`'s. */
export function nameWriters(writers: readonly Writer[]): WriterNamer {
  const byDialect = placesBy(writers, (writer) => writer.dialects);
  const byHost = placesBy(writers, (writer) => writer.hosts);
  const hashes = new Set([...byHost.keys()].map(hashOf));
  const memory = openMemory<readonly string[]>(rememberedSets);
  const idsOf = (places: readonly number[]): readonly string[] =>
    memory(places.join(), () => [...new Set(places)].sort((a, b) => a - b).flatMap((place) => writers[place]?.id ?? []));
  const byDialectAlone = new Map([...byDialect].map(([dialect, places]) => [dialect, idsOf(places)]));
  return (dialect, host) => {
    const places = host === undefined ? none : placesOf(host, hashes, byHost);
    return places.length === 0 ? (byDialectAlone.get(dialect) ?? none) : idsOf([...(byDialect.get(dialect) ?? none), ...places]);
  };
}
const none: readonly never[] = [];
/** Most hosts are nobody's, and the others few writers'. */
const rememberedSets = 500;

type Places = ReadonlyMap<string, readonly number[]>;
function placesBy(writers: readonly Writer[], names: (writer: Writer) => readonly string[]): Places {
  const places = new Map<string, number[]>();
  for (const [place, writer] of writers.entries()) for (const name of names(writer)) places.set(name, [...(places.get(name) ?? []), place]);
  return places;
}
/** Of all suffixes; from the end of the name on, so that the hash of each grows out of that of the one before. */
function placesOf(host: string, hashes: ReadonlySet<number>, byHost: Places): readonly number[] {
  const end = host.endsWith('.') ? host.length - 1 : host.length;
  let places = none as readonly number[];
  let hash = 0;
  for (let at = end - 1; at >= -1; at--) {
    const isStart = at < 0 || host.charCodeAt(at) === dot;
    if (isStart && hashes.has(hash)) places = [...places, ...(byHost.get(host.slice(at + 1, end).toLowerCase()) ?? none)];
    if (at >= 0) hash = nextHash(hash, host.charCodeAt(at));
  }
  return places;
}
const dot = 46;
function hashOf(name: string): number {
  let hash = 0;
  for (let at = name.length - 1; at >= 0; at--) hash = nextHash(hash, name.charCodeAt(at));
  return hash;
}
/** Capitals count as small letters. */
function nextHash(hash: number, unit: number): number {
  return (Math.imul(hash, 0x9e37) + (unit | 32)) | 0;
}
