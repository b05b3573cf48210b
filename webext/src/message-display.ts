/**
 * The script in a message window of Thunderbird. The whole message is read, not only what its window shows; its answer stands above it,
 * and what the shown text says is marked as on a page.
 */
import type { Diagnosis, Verdict } from '@bounce-lens/shared';
import { annotate } from './annotate.ts';
import { answersTo, worthTelling } from './answers.ts';
import { type Card, createCard } from './card.ts';
import { showMessageChip } from './message-chip.ts';
import { ask, listen } from './messages.ts';
import type { Box } from './place.ts';
import type { ReplyBoxes } from './reply-box.ts';
import { selectedIn, showAnswer } from './show-answer.ts';
import type { Summaries } from './summaries.ts';

/** Nothing is written in a message that is read. */
const boxes: ReplyBoxes = { follow: () => undefined, find: () => undefined };
/** The whole message is summed up, not what its window shows. */
const summaries: Summaries = { show: async () => undefined, place: () => undefined };

declare global {
  /** Ends the script of this extension that lives in this window, seen only by scripts of this extension. */
  var leaveMessage: (() => void) | undefined;
}

function settleIn(): void {
  globalThis.leaveMessage?.();
  const end = new AbortController();
  globalThis.leaveMessage = () => end.abort();
  live(end.signal).catch(() => end.abort());
}

async function live(signal: AbortSignal): Promise<void> {
  const card = createCard(window, boxes, signal);
  const report = ask('read-message', {});
  listen(
    {
      'show-answer': async ({ selection }) => {
        // A button of the toolbar may have the focus, and Escape must close the card.
        window.focus();
        await explainAsked(selection, await report, card);
        return true;
      },
    },
    signal,
  );
  annotate(window, { card, boxes, summaries }, signal);
  const verdicts = worthTelling({ verdicts: await report });
  const content = await answersTo(verdicts, 'page');
  if (signal.aborted || content.kind !== 'answers') return;
  const [first] = content.diagnoses;
  if (first === undefined || isDelivered(first)) return;
  const open = (button: HTMLElement) => card.open({ content, anchor: button.getBoundingClientRect(), asked: true });
  showMessageChip(document, { first, found: content.diagnoses.length }, { open, signal });
}

function isDelivered({ verdict }: Diagnosis): boolean {
  return verdict.finding.outcome === 'delivered';
}

/** A selection is explained as such; else the message, and where it reports nothing, the text that is shown. */
async function explainAsked(said: string | undefined, report: readonly Verdict[], card: Card): Promise<void> {
  const selected = (await selectedIn(window, said)).trim() !== '';
  if (selected || report.length === 0) return showAnswer(window, said, card);
  const answer = answersTo(worthTelling({ verdicts: report }), 'page').then((content) => ({ content, anchor: corner() }));
  await card.openWhen(answer, true);
}

function corner(): Box {
  return { x: window.innerWidth, y: 0, width: 0, height: 0 };
}

settleIn();
