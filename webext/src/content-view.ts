/** What a card or the popup shows: an answer, a list of answers to choose from, or that there is none. */
import type { Diagnosis } from '@bounce-lens/shared';
import { answerView } from './answer-view.ts';
import { make, makeButton } from './elements.ts';
import { limits } from './limits.ts';
import { recipientTable } from './recipient-table.ts';
import { preparePanel } from './side-panel.ts';
import { word } from './words.ts';

/** What was looked at. */
export type Asked = 'selection' | 'page' | 'attachment';
export type Content = (
  | { readonly kind: 'answers'; readonly diagnoses: readonly Diagnosis[]; readonly more: boolean }
  | { readonly kind: 'nothing'; readonly where: Asked }
  /** Something else to say: why there is no answer. */
  | { readonly kind: 'told'; readonly title: string; readonly text: string }
) & {
  /** The text that was read, for what else can be made of it. */
  readonly source?: string;
};

export interface Showing {
  /** Called when the reader goes on to another answer. */
  readonly changed: () => void;
  readonly insert?: (text: string) => boolean;
}

/** Put `content` into `into`, in place of what was there. */
export function showContent(into: HTMLElement, content: Content, showing: Showing): void {
  const page = into.ownerDocument;
  const { changed, insert } = showing;
  const tools = { ...(content.source !== undefined && { source: content.source }), ...(insert && { insert }) };
  if (content.kind === 'told') return into.replaceChildren(toldView(page, content.title, content.text));
  if (content.kind === 'nothing') return into.replaceChildren(nothingView(page, content.where));
  const [only, ...others] = content.diagnoses;
  if (only === undefined) return into.replaceChildren(nothingView(page, 'selection'));
  if (others.length === 0) return into.replaceChildren(answerView(page, only, tools), panelView(page, content.diagnoses));
  const back = () => {
    showContent(into, content, showing);
    changed();
  };
  const open = (diagnosis: Diagnosis) => {
    into.replaceChildren(makeButton(page, word('back'), back), answerView(page, diagnosis, tools));
    changed();
  };
  into.replaceChildren(listView(page, content.diagnoses, open));
  into.append(panelView(page, content.diagnoses));
  if (content.more) into.append(make(page, 'p', 'hint', word('foundMore', String(limits.listed))));
}

/** On to the panel, for longer work. */
function panelView(page: Document, diagnoses: readonly Diagnosis[]): HTMLElement {
  const open = preparePanel();
  const button = makeButton(page, word('openInPanel'), () => void open(diagnoses.map(({ verdict }) => verdict)));
  return make(page, 'p', 'onward', button);
}

/** A table whose caption names the card. */
function listView(page: Document, diagnoses: readonly Diagnosis[], open: (diagnosis: Diagnosis) => void): HTMLElement {
  const table = recipientTable(page, diagnoses, open);
  const caption = table.querySelector('caption');
  if (caption !== null) {
    caption.id = 'headline';
    caption.className = 'headline';
  }
  return table;
}

function toldView(page: Document, title: string, text: string): HTMLElement {
  return make(page, 'section', '', titleView(page, title), make(page, 'p', '', text));
}

const nothingIn = { selection: 'nothingInSelection', page: 'nothingOnPage', attachment: 'nothingInAttachment' } as const;

function nothingView(page: Document, where: Asked): HTMLElement {
  const looked = word(nothingIn[where]);
  return make(
    page,
    'section',
    '',
    titleView(page, word('nothingTitle')),
    make(page, 'p', '', looked),
    make(page, 'p', 'hint', word('nothingHint')),
  );
}

function titleView(page: Document, text: string): HTMLElement {
  const title = make(page, 'h2', 'headline', text);
  title.id = 'headline';
  return title;
}
