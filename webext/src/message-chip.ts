/** What a message says, in short, at the upper edge of its window: one button that opens the card. The mail's own nodes are not touched. */
import type { Diagnosis } from '@bounce-lens/shared';
import { createStyler } from './adopt-style.ts';
import { make, makeButton } from './elements.ts';
import { addOwnHost } from './own-host.ts';
import chipStyle from './styles/message-chip.css';
import roomStyle from './styles/message-chip-room.css';
import { word } from './words.ts';

/** Show it until `signal`. `found`: how many answers there are, of which `first` is the first. `open` is given the button. */
export function showMessageChip(
  page: Document,
  { first, found }: { readonly first: Diagnosis; readonly found: number },
  { open, signal }: { readonly open: (button: HTMLElement) => void; readonly signal: AbortSignal },
): void {
  createStyler(roomStyle)(page);
  const { root } = addOwnHost(page, chipStyle, signal);
  const button = makeButton(page, '', open);
  button.className = 'chip';
  button.dataset['outcome'] = first.verdict.finding.outcome;
  button.append(make(page, 'strong', '', first.title), make(page, 'span', '', shortOf(first, found)));
  button.lang = first.language;
  root.append(button);
}

/** Whose move it is; of several bounces, how many there are. */
function shortOf({ badges }: Diagnosis, found: number): string {
  const owner = badges.find(({ kind }) => kind === 'owner')?.text ?? '';
  const count = found > 1 ? word('foundTitle', String(found)) : '';
  return [owner, count].filter((part) => part !== '').join(' · ');
}
