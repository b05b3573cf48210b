/**
 * What is ours: the user's own domains, hosts and networks. It decides which way mail went, whether a bounce is backscatter, and whose move it
 * is when the refusing server is our own. Nothing in the core guesses it.
 */
import type { Ours } from './model.ts';
import { isIp } from './scan/host.ts';
import { openTimeZone } from './time-zone.ts';

export interface Profile {
  /** Mail domains: `example.org` is also `lists.example.org`. */
  readonly domains?: readonly string[];
  /** Mail servers by name, suffixes as above. */
  readonly hosts?: readonly string[];
  /** Addresses and networks: `203.0.113.25`, `203.0.113.0/24`, `2001:db8::/32`. */
  readonly networks?: readonly string[];
  /** IANA name, `Europe/Berlin`: the zone of times that are written without one. */
  readonly timeZone?: string;
  /** What the reply to a customer ends with, line by line as it is to stand there. */
  readonly signature?: string;
  /** BCP 47 tag: the language customers are written to in, whatever the reader's own is. */
  readonly replyLanguage?: string;
}

/** What is wrong with a profile whose values have the right types, and under which key. Each message says how to mend it. */
export function profileFaults({ networks = [], timeZone, replyLanguage }: Profile): readonly ProfileFault[] {
  return [
    ...networks.flatMap((network, i) => faultOf(['networks', i], () => readNetwork(network))),
    ...(timeZone === undefined ? [] : faultOf(['timeZone'], () => openTimeZone(timeZone))),
    ...(replyLanguage === undefined ? [] : faultOf(['replyLanguage'], () => readLanguage(replyLanguage))),
  ];
}
export interface ProfileFault {
  readonly path: readonly [keyof Profile, ...number[]];
  readonly message: string;
}
function faultOf(path: ProfileFault['path'], read: () => unknown): readonly ProfileFault[] {
  try {
    read();
    return [];
  } catch (error) {
    return [{ path, message: error instanceof Error ? error.message : String(error) }];
  }
}
function readLanguage(tag: string): void {
  if (!/^[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}$/.test(tag))
    throw new RangeError(`"${tag}" is no language; write a tag as de or pt-BR`);
}

/** Ready a profile for asking. Throws a RangeError that names a network it cannot read. */
export function openProfile({ domains = [], hosts = [], networks = [] }: Profile): Ours {
  const ranges = networks.map(readNetwork);
  return {
    isAddress: (address) => domains.some((domain) => isWithin(address.slice(address.lastIndexOf('@') + 1), domain)),
    isHost: (host) => [...hosts, ...domains].some((suffix) => isWithin(host, suffix)),
    isIp: (ip) => ranges.some((range) => contains(range, ip)),
    knowsServers: hosts.length > 0 || ranges.length > 0,
  };
}

function isWithin(name: string, suffix: string): boolean {
  const [host, domain] = [name, suffix].map((n) => n.toLowerCase().replace(/^\.|[.>]$/g, ''));
  return host !== undefined && domain !== undefined && domain !== '' && (host === domain || host.endsWith(`.${domain}`));
}

interface Network {
  readonly groups: readonly number[];
  readonly bits: number;
}
function readNetwork(written: string): Network {
  const [address = '', prefix] = written.split('/');
  const groups = groupsOf(address);
  const most = groups && (groups.length === 4 ? 32 : 128);
  const bits = prefix === undefined ? most : Number(prefix);
  if (!groups || !most || bits === undefined || !(bits >= 0 && bits <= most))
    throw new RangeError(`"${written}" is no address or network; write 203.0.113.0/24 or 2001:db8::/32`);
  return { groups, bits };
}
/** Four bytes, or eight groups of sixteen bits; undefined for what is no IP address. */
function groupsOf(ip: string): readonly number[] | undefined {
  if (!isIp(ip)) return undefined;
  if (!ip.includes(':')) return ip.split('.').map(Number);
  const [head = '', tail] = ip.split('::');
  const [before, after] = [head, tail ?? ''].map((half) => (half === '' ? [] : half.split(':').map((group) => Number.parseInt(group, 16))));
  if (!before || !after) return undefined;
  const gap = tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => 0);
  return [...before, ...gap, ...after];
}
function contains({ groups, bits }: Network, ip: string): boolean {
  const other = groupsOf(ip);
  if (!other || other.length !== groups.length) return false;
  const width = groups.length === 4 ? 8 : 16;
  return groups.every((group, i) => {
    const shown = Math.max(0, Math.min(width, bits - i * width));
    return (group ^ (other[i] ?? -1)) >>> (width - shown) === 0;
  });
}
