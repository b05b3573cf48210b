/** The headline: what happened, in the customer's words, at most as long as one line of a card. */
import { type Filling, fillText } from './fill-template.ts';

const titleLength = 60;

/** Filled in; where a long address or host would burst the line, the words that stand for it are taken instead. */
export function titleOf(template: string, filling: Filling): string {
  const filled = oneLine(template, filling);
  if (filled.length <= titleLength) return filled;
  const bare = oneLine(template, { ...filling, value: () => undefined });
  return bare !== '' && bare.length < filled.length ? bare : filled;
}
function oneLine(template: string, filling: Filling): string {
  return fillText(template, filling).replace(/\s+/g, ' ');
}
