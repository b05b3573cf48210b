/** The line before each mail of a mailbox file: `From `, the envelope sender, and when it was delivered. */

const months: ReadonlySet<string> = new Set(['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']);
const clock = /^\d{1,2}:\d{2}(?::\d{2})?$/;
const day = /^\d{1,2},?$/;
const year = /^\d{4}$/;
const headerStart = /^(?:[\x21-\x39\x3b-\x7e]{1,200}[ \t]{0,8}:|>?From )/;

/**
 * Does this line open a mail?
 *
 *     From kim@example.com Sat Nov 21 22:59:08 2026
 *     From - Sat Nov 21 22:59:08 2026
 *     From kim@example.com  Sat Nov 21 22:59:08 +0100 2026 remote from mail
 *
 * The date tells it from prose: a sentence of a mail may begin with the word. Zones stand where they like.
 */
export function isFromLine(line: string): boolean {
  if (!line.startsWith('From ')) return false;
  const words = line
    .slice(5, 600)
    .trim()
    .split(/[ \t]{1,8}/);
  const month = words.findIndex((word) => months.has(word.slice(0, 3).toLowerCase()) && word.length <= 9);
  if (month < 0) return false;
  // `Nov 21` as C writes it, `21 Nov` as mails do.
  const near = words.slice(Math.max(0, month - 1), month + 7);
  return near.some((word) => day.test(word)) && near.some((word) => clock.test(word)) && near.some((word) => year.test(word));
}

/** Does a header, or another envelope line, begin here? */
export function isHeaderStart(text: string): boolean {
  return headerStart.test(text);
}
