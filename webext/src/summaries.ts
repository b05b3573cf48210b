/** The chips of a page: one for each message with a bounce, one for each attached report of a message without. */
import type { Analysis, Diagnosis } from '@bounce-lens/shared';
import { answersTo, countOf, worthTelling } from './answers.ts';
import { type AttachedLink, attachedLinks } from './attached-links.ts';
import type { Card } from './card.ts';
import { type Chip, createChips } from './chips.ts';
import { firstBox } from './drawn.ts';
import { inOutermost } from './frames.ts';
import { limits } from './limits.ts';
import { ask } from './messages.ts';
import type { Box } from './place.ts';
import type { ReadPage, ReadRoot } from './read-pages.ts';
import { showAttached } from './show-attached.ts';
import { languageOfWords, word } from './words.ts';

export interface AnalyzedRoot extends ReadRoot {
  readonly analysis: Analysis;
}
export interface Summaries {
  /** Show chips for what was read now. */
  show(pages: readonly ReadPage[], roots: readonly AnalyzedRoot[]): Promise<void>;
  /** The page was scrolled. */
  place(): void;
}

export function createSummaries(outer: Window, card: Card, signal: AbortSignal): Summaries {
  const chips = createChips(outer, signal);
  const headlines = new WeakMap<Analysis, Promise<Diagnosis | undefined>>();
  const headlineOf = (analysis: Analysis) => {
    const asked = headlines.get(analysis) ?? firstDiagnosis(analysis);
    headlines.set(analysis, asked);
    return asked;
  };
  return {
    show: async (pages, roots) => {
      const told = roots.filter(({ analysis }) => analysis.marks.length > 0).slice(0, limits.chips);
      const links = told.length > 0 ? [] : pages.flatMap(linksIn).slice(0, limits.attachedLinks);
      const summaries = await Promise.all(told.map(async (root) => chipOf(root, await headlineOf(root.analysis), card)));
      if (signal.aborted) return;
      chips.show([...summaries.filter((one) => one !== undefined), ...links.map((link) => chipOfLink(link, card, signal))]);
    },
    place: chips.place,
  };
}

async function firstDiagnosis(analysis: Analysis): Promise<Diagnosis | undefined> {
  const [diagnosis] = await ask('explain', { verdicts: worthTelling(analysis).slice(0, 1) });
  return diagnosis;
}

function chipOf(root: AnalyzedRoot, diagnosis: Diagnosis | undefined, card: Card): Chip | undefined {
  if (diagnosis === undefined) return undefined;
  const { analysis, text } = root;
  const verdicts = worthTelling(analysis);
  const owner = diagnosis.badges.find(({ kind }) => kind === 'owner')?.text;
  const count = countOf(verdicts);
  const says = count > 1 ? `${word('bounceCount', String(count))} · ${diagnosis.title}` : diagnosis.title;
  const end = count > 1 || owner === undefined ? {} : { end: owner };
  return {
    of: root.root,
    text: says,
    ...end,
    label: word('markLabel', [says, ...Object.values(end)].join(' · ')),
    language: diagnosis.language,
    outcome: diagnosis.verdict.finding.outcome,
    stands: 'on',
    at: () => boxOf(root),
    choose: (anchor) => {
      const answer = answersTo(verdicts, 'page').then((content) => ({ content: { ...content, source: text.text }, anchor }));
      void card.openWhen(answer, true);
    },
  };
}

/** Of a page that is read whole, the block that the first marked words stand in. */
function boxOf({ root, text, analysis }: AnalyzedRoot): Box | undefined {
  const view = root.ownerDocument.defaultView;
  const [mark] = analysis.marks;
  const ranges = mark === undefined ? [] : text.rangesOf(mark.span);
  const block = root === root.ownerDocument.body && view?.frameElement === null ? blockAround(ranges[0]) : root;
  if (block === undefined || (ranges.length > 0 && firstBox({ ranges }) === undefined)) return undefined;
  const box = block.getBoundingClientRect();
  return box.width > 0 && box.height > 0 ? inOutermost(box, view) : undefined;
}

function blockAround(range: Range | undefined): Element | undefined {
  return range?.startContainer.parentElement?.closest('pre, p, blockquote, td, li, article, section, div') ?? undefined;
}

/** Where the adapter says they are, else in the message. */
function linksIn({ page, look }: ReadPage): readonly AttachedLink[] {
  const { attachments } = look.adapter;
  const areas = attachments === undefined ? [] : [...page.querySelectorAll(attachments)];
  return attachedLinks([...areas, ...look.roots]);
}

function chipOfLink({ element, address, name }: AttachedLink, card: Card, signal: AbortSignal): Chip {
  return {
    of: element,
    text: word('explainAttached', name),
    label: word('explainAttached', name),
    language: languageOfWords(),
    outcome: 'attached',
    stands: 'after',
    at: () =>
      element.getClientRects().length === 0 ? undefined : inOutermost(element.getBoundingClientRect(), element.ownerDocument.defaultView),
    choose: (anchor) => void showAttached({ address, anchor }, card, signal),
  };
}
