/** Which words of a log or a bounce name somebody: hosts, addresses, ids; told by their shape and by what stands around them. */

/** Endings of names on one's own network, and the old top-level domains; of two letters every one is a country's. */
const endings = new Set(
  'com net org info biz edu gov mil int name pro mobi arpa cloud app dev online shop site store email mail tech io ai local lan internal intranet home corp localdomain onmicrosoft'.split(
    ' ',
  ),
);
/** Files and abbreviations that look like names of hosts. */
const noEndings = new Set('cf db eml log txt html php py sh so pl md ts js gz ie eg rc ai'.split(' '));

const hostShape = /^(?:[\p{L}\p{N}_](?:[\p{L}\p{N}_-]{0,62})\.){1,20}(\p{L}{2,63}|xn--[a-z0-9-]{2,59})$/iu;

/** `mx1.acme.com`; not `5.1.1`, `main.cf`, nor `unknown.Please`, where a blank was forgotten. */
export function isHostName(word: string): boolean {
  const ending = hostShape.exec(word)?.[1];
  if (ending === undefined || /^\p{Lu}\p{Ll}+$/u.test(ending)) return false;
  const lower = ending.toLowerCase();
  const labels = word.split('.').length;
  if (endings.has(lower) || lower.startsWith('xn--')) return true;
  if (lower.length === 2) return labels > 2 ? !/^(?:\p{L}\.)+\p{L}+$/u.test(word) : !noEndings.has(lower);
  return labels > 2;
}

/** Times (`10:05:50`) have two colons and no empty group. */
export function isIpv6(word: string): boolean {
  if (word.length < 3) return false;
  const groups = word.split(':');
  const last = groups.at(-1) ?? '';
  const isFull = groups.length === 8 || (groups.length === 7 && last.includes('.'));
  if (!isFull && !(word.includes('::') && word.indexOf('::') === word.lastIndexOf('::') && groups.length <= 9)) return false;
  return groups.every((group, index) => /^[0-9A-Fa-f]{0,4}$/.test(group) || (index === groups.length - 1 && group.split('.').length === 4));
}

const labelled = /(?:queue-?id|queue id|qid|\bid|msgid|message-?id|queued as|internalid|session|sid|tid|envid)["']?(?: is)?[\s:=#<]{0,3}$/i;
const exim = /^\w{6}-\w{6,11}-\w{2,4}$/;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const opaque = /^[A-Za-z0-9_+.-]{10,300}$/;
/** `2026-11-21T10`, `20261121T100550Z`; and a program's error number, `0x800CCC18`. */
const dateOrError = /^(?:\d{4}-?\d{2}-?\d{2}(?:T|$)|0x[0-9a-f]{1,8}$)/i;

/** Does a word name one message, session or connection? By its label, by its place in a log line, or because nobody could pronounce it. */
export function isId(word: string, { before, after }: { readonly before: string; readonly after: string }): boolean {
  if (!/\d/.test(word) || dateOrError.test(word) || !/^[\w+.-]{4,300}$/.test(word) || /^\d{1,3}(?:\.\d{1,3}){1,3}$/.test(word))
    return false;
  if (labelled.test(before) || exim.test(word) || uuid.test(word)) return true;
  if (before.endsWith(']: ') && after === ':' && /^[0-9A-Za-z]{5,20}$/.test(word)) return true;
  const digits = word.replace(/\D/g, '').length;
  const letters = word.replace(/[^A-Za-z]/g, '').length;
  return opaque.test(word) && digits >= 3 && letters >= 3 && /[A-Za-z]\d|\d[A-Za-z]/.test(word);
}

/** The word without the punctuation around it. */
export function trimmedWord(word: string): { readonly start: number; readonly end: number } {
  let start = 0;
  let end = word.length;
  while (start < end && edge.has(word.charAt(start))) start++;
  while (end > start && edge.has(word.charAt(end - 1))) end--;
  return { start, end };
}
const edge = new Set(".'’‘_-+…。、！？");
