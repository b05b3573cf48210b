/** The words by which a notice says that a mail is still being tried, and need not be sent again. */
import type { Evidence, Layer } from '../model.ts';
import type { Range } from './address.ts';

const delayedProse =
  /\b(?:warning message only|do(?:es)? not need to (?:resend|re-send)|delivery attempts will continue|will (?:continue|keep) (?:to )?try(?:ing)?|no action is required|has not yet been delivered|will be retried|will try again|continue to try to deliver|has been (?:postponed|delayed)|advisory-only)\b/gi;

/** Where in `text[start, end)` they first stand. */
export function stillTriedIn(text: string, start: number, end: number): Range | undefined {
  const [found] = text.slice(start, end).matchAll(delayedProse);
  return found && { start: start + found.index, end: start + found.index + found[0].length };
}

/** How far from a reply the words may stand that are said of it. */
const reach = 1_500;
/**
 * A refusal for now, with the notice around it, where there is one: `THIS IS A WARNING MESSAGE ONLY`, `Will keep trying until …`. The layer is that of
 * the raw text itself.
 */
export function asNotice(layer: Layer, evidence: readonly Evidence[]): readonly Evidence[] {
  const code = evidence.find(({ kind }) => kind === 'reply-code' || kind === 'enhanced-status');
  if (!code?.value.startsWith('4') || evidence.some(({ kind }) => kind === 'action')) return evidence;
  const { start, end } = code.span;
  const words = stillTriedIn(layer.text, Math.max(0, start - reach), end + reach);
  return words ? [...evidence, layer.fact('action', 'delayed', words.start, words.end)] : evidence;
}
