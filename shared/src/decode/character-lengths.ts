/** How many bytes each character takes, told by its lead byte, in the charsets of the Encoding Standard that use more than one. */

export interface CharacterLength {
  readonly length: number;
  /** An escape sequence: bytes that stand for no character. */
  readonly silent: boolean;
}
/** Reads the length of the character at an offset; offsets must be asked in order. */
export type LengthReader = (at: number) => CharacterLength;

const one: CharacterLength = { length: 1, silent: false };
const two: CharacterLength = { length: 2, silent: false };
const three: CharacterLength = { length: 3, silent: false };
const four: CharacterLength = { length: 4, silent: false };
const escapeSequence: CharacterLength = { length: 3, silent: true };

const byLead: ReadonlyMap<string, (lead: number, next: number) => CharacterLength> = new Map([
  ['utf-8', (lead: number) => (lead < 0x80 ? one : lead < 0xe0 ? two : lead < 0xf0 ? three : four)],
  ['shift_jis', (lead: number) => (lead <= 0x80 || (lead >= 0xa0 && lead < 0xe0) ? one : two)],
  ['euc-jp', (lead: number) => (lead < 0x80 ? one : lead === 0x8f ? three : two)],
  ['euc-kr', (lead: number) => (lead <= 0x80 ? one : two)],
  ['big5', (lead: number) => (lead <= 0x80 ? one : two)],
  ['gbk', gbLength],
  ['gb18030', gbLength],
]);

function gbLength(lead: number, next: number): CharacterLength {
  if (lead <= 0x80) return one;
  return next >= 0x30 && next <= 0x39 ? four : two;
}

/** A maker of readers for the charset of that name; `undefined` for charsets of one byte a character. */
export function characterLengths(name: string): ((bytes: Uint8Array) => LengthReader) | undefined {
  if (name === 'iso-2022-jp') return escapedLengths;
  const lengths = byLead.get(name);
  return lengths && ((bytes) => (at) => lengths(bytes[at] ?? 0, bytes[at + 1] ?? 0));
}

/** ISO-2022-JP: `ESC ( B` and the like switch to one byte a character, `ESC $ B` to two. */
function escapedLengths(bytes: Uint8Array): LengthReader {
  let current = one;
  return (at) => {
    if (bytes[at] !== 0x1b) return current;
    current = bytes[at + 1] === 0x24 ? two : one;
    return escapeSequence;
  };
}
