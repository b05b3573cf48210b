/**
 * Single characters, asked by their code unit: where one is asked for every reply, or every character of it, an expression costs ten times
 * as much. Beyond the text nothing is anything.
 */

/** As `\s`: also U+00A0 and the blanks of other scripts. */
export function isSpaceAt(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit === 0x20 || (unit >= 0x09 && unit <= 0x0d) || (unit >= 0xa0 && otherSpace.test(text.charAt(at)));
}
const otherSpace = /\s/;

/** As `\d`. */
export function isDigitAt(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0x30 && unit <= 0x39;
}

/** As `\w`. */
export function isWordAt(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x30 && unit <= 0x39) || (unit >= 0x41 && unit <= 0x5a) || unit === 0x5f;
}

/** At the beginning or behind a blank, the usual place of a word. */
export function isBehindBlank(text: string, at: number): boolean {
  return at === 0 || text.charCodeAt(at - 1) === 0x20;
}
