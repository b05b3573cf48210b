/** Mail addresses as logs and bounces write them; not the whole of RFC 5322, which nobody writes. */

/** A half-open range of the scanned text. */
export interface Range {
  readonly start: number;
  readonly end: number;
}
export interface FoundAddress extends Range {
  readonly address: string;
}

const address =
  /(?:"[^"\r\n]{1,64}"|[^\s<>()[\]{}"',;:@\\|“”„«»‹›‘（）「」『』【】《》〈〉、，。：；！？]{1,128})@(?:\[[0-9A-Fa-f:.]{3,60}\]|[\p{L}\p{N}_](?:[\p{L}\p{N}._-]{0,250}[\p{L}\p{N}])?)/uy;
const before = /[^\s<>()[\]{}"',;:@\\|“”„«»‹›‘（）「」『』【】《》〈〉、，。：；！？]/;

/** Read an address that starts exactly at `at`. */
export function addressAt(text: string, at: number): FoundAddress | undefined {
  address.lastIndex = at;
  const found = address.exec(text);
  return found ? { address: found[0], start: at, end: at + found[0].length } : undefined;
}

/** The addresses of `text[start, end)`, in order; linear: each `@` is looked at once. */
export function addressesIn(text: string, start: number, end: number): readonly FoundAddress[] {
  const all: FoundAddress[] = [];
  let from = start;
  for (let sign = text.indexOf('@', from); sign >= 0 && sign < end; sign = text.indexOf('@', Math.max(from, sign + 1))) {
    const found = addressAt(text, localPartStart(text, sign, from));
    if (!found || found.end > end) continue;
    all.push(found);
    from = found.end;
  }
  return all;
}
/** Where the local part of the address with that `@` begins: at most 128 characters back. */
function localPartStart(text: string, sign: number, from: number): number {
  const earliest = Math.max(from, sign - 128);
  if (text.charAt(sign - 1) === '"') {
    const quote = text.lastIndexOf('"', sign - 2);
    if (quote >= earliest) return quote;
  }
  let at = sign;
  while (at > earliest && before.test(text.charAt(at - 1))) at--;
  return at;
}

const inAngles = /<[^<>\r\n]{1,320}>/y;
/** What stands in angle brackets at `at`, `<kim@example.com>`; the range is that of the inside. */
export function inAnglesAt(text: string, at: number): FoundAddress | undefined {
  inAngles.lastIndex = at;
  if (!inAngles.test(text)) return undefined;
  const end = inAngles.lastIndex - 1;
  return { address: text.slice(at + 1, end), start: at + 1, end };
}
