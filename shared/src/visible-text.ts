/**
 * Text of strangers that is to be read by people: what is not seen, or turns the direction of writing, is named, so that nothing reads differently
 * from what is there. `‹U+202E›` stands for the character that writes the rest of a line backwards.
 */

/**
 * Controls, format characters (bidirectional, zero width, tags), line separators. But the joiners (U+200C, U+200D), without which Persian, Indic
 * words and emoji fall apart; and the signs that Arabic and its neighbours put before numbers, which are seen.
 */
const unseen = /(?!\u200c|\u200d|[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;
/** Behind a Latin letter, a digit or a mark of ASCII a joiner joins nothing: it makes one name look like another. */
const idleJoiner = /(?<![\u0300-\u{10ffff}])(?:\u200c|\u200d)/gu;
/** As most texts are: nothing in it is unseen, and the expressions that know Unicode's classes are not compiled for it. */
const isPlain = /^[ -~]*$/;
const softHyphen = /\u00ad/g;
const whiteSpace = /[\t\n\v\f\r\u0085]/g;

/** One line: white space folded to blanks, what is unseen named; a soft hyphen, which is a hint and no letter, left out. */
export function visibleText(text: string): string {
  return isPlain.test(text) ? text : namedUnseen(text.replace(whiteSpace, ' '));
}

/** The same with its lines kept, which `\n` ends. */
export function visibleLines(text: string): string {
  return text.replace(/\r\n?/g, '\n').split('\n').map(visibleText).join('\n');
}

function namedUnseen(text: string): string {
  return text.replace(softHyphen, '').replace(unseen, nameOf).replace(idleJoiner, nameOf);
}
function nameOf(character: string): string {
  return `‹U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}›`;
}
