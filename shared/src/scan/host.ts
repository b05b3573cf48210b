/** Hosts and IP addresses as logs and bounces write them. */
import type { Range } from './address.ts';
import { isDigitAt, isSpaceAt } from './characters.ts';

export interface FoundHost {
  readonly name?: Range & { readonly value: string };
  readonly ip?: Range & { readonly value: string };
  /** Behind the last bracket, port excluded. */
  readonly end: number;
}

const name = /[A-Za-z0-9_](?:[A-Za-z0-9._-]{0,253}[A-Za-z0-9])?\.?/y;
const bracketedIp = /[[(](?:IPv6:)?[0-9A-Fa-f.:]{3,45}[\])]/y;

/**
 * Read `host[ip]`, `host [ip]`, `[ip]` or a bare host name that starts exactly at `at`.
 *
 *     relay=mx.b.example[203.0.113.5]:25
 *           ^^^^^^^^^^^^ ^^^^^^^^^^^
 */
export function hostAt(text: string, at: number): FoundHost | undefined {
  name.lastIndex = at;
  const nameEnd = name.test(text) ? name.lastIndex : at;
  const ip = bracketedIpAt(text, nameEnd);
  if (nameEnd === at && !ip) return undefined;
  const found = { value: text.slice(at, nameEnd), start: at, end: nameEnd };
  const end = ip?.end ?? nameEnd;
  const address = ip && isIp(ip.value) ? { value: ip.value, start: ip.start, end: ip.start + ip.value.length } : undefined;
  if (nameEnd > at && !isIp(found.value)) return address ? { name: found, ip: address, end } : { name: found, end };
  if (address) return { ip: address, end };
  return ip ? { end } : { ip: found, end };
}
/** `[203.0.113.5]`, perhaps behind a blank; the end is that of the bracket. */
function bracketedIpAt(text: string, at: number): { readonly value: string; readonly start: number; readonly end: number } | undefined {
  const open = isSpaceAt(text, at) ? at + 1 : at;
  bracketedIp.lastIndex = open;
  if (!bracketedIp.test(text)) return undefined;
  const end = bracketedIp.lastIndex;
  const start = open + (text.startsWith('IPv6:', open + 1) ? '[IPv6:'.length : '['.length);
  return { value: text.slice(start, end - 1), start, end };
}

const ipv4 = /^\d{1,3}(?:\.\d{1,3}){3}$/;
const ipv6 = /^[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,8}(?:\.\d{1,3}){0,3}$/;
/** Is the whole text an IPv4 or IPv6 address? */
export function isIp(text: string): boolean {
  return (isDigitAt(text, 0) && ipv4.test(text)) || (text.includes(':') && ipv6.test(text));
}
