/** Hosts and IP addresses as logs and bounces write them. */
import type { Range } from './address.ts';

export interface FoundHost {
  readonly name?: Range & { readonly value: string };
  readonly ip?: Range & { readonly value: string };
  /** Behind the last bracket, port excluded. */
  readonly end: number;
}

const name = /[A-Za-z0-9_](?:[A-Za-z0-9._-]{0,253}[A-Za-z0-9])?\.?/y;
const bracketedIp = /\s?[[(](?:IPv6:)?([0-9A-Fa-f.:]{3,45})[\])]/y;

/**
 * Read `host[ip]`, `host [ip]`, `[ip]` or a bare host name that starts exactly at `at`.
 *
 *     relay=mx.b.example[203.0.113.5]:25
 *           ^^^^^^^^^^^^ ^^^^^^^^^^^
 */
export function hostAt(text: string, at: number): FoundHost | undefined {
  name.lastIndex = at;
  const found = name.exec(text);
  const nameEnd = at + (found?.[0].length ?? 0);
  bracketedIp.lastIndex = nameEnd;
  const ip = bracketedIp.exec(text);
  if (!found && !ip) return undefined;
  const value = ip?.[1] ?? '';
  const ipStart = nameEnd + (ip ? ip[0].indexOf(value) : 0);
  const bare = found !== null && isIp(found[0]);
  const named = found && !bare ? { value: found[0], start: at, end: nameEnd } : undefined;
  const bracketed = ip && isIp(value) ? { value, start: ipStart, end: ipStart + value.length } : undefined;
  const address = bracketed ?? (bare && !ip ? { value: found[0], start: at, end: nameEnd } : undefined);
  const end = ip ? nameEnd + ip[0].length : nameEnd;
  if (named) return address ? { name: named, ip: address, end } : { name: named, end };
  return address ? { ip: address, end } : { end };
}

const ipv4 = /^\d{1,3}(?:\.\d{1,3}){3}$/;
const ipv6 = /^[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,8}(?:\.\d{1,3}){0,3}$/;
/** Is the whole text an IPv4 or IPv6 address? */
export function isIp(text: string): boolean {
  return ipv4.test(text) || (text.includes(':') && ipv6.test(text));
}
