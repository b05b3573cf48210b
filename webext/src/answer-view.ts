/** An answer as elements: built with createElement and textContent only, for a mail's words are hostile. */
import type { Badge, Block, Diagnosis, Inline } from '@bounce-lens/shared';
import { type AnswerTools, actionsView } from './answer-actions.ts';
import { make } from './elements.ts';
import { word } from './words.ts';

/** The whole answer: headline, badges, body, links, and buttons that copy. The headline's id is `headline`. */
export function answerView(page: Document, diagnosis: Diagnosis, tools: AnswerTools = {}): HTMLElement {
  const view = make(page, 'article', 'answer');
  view.lang = diagnosis.language;
  view.dataset['outcome'] = diagnosis.verdict.finding.outcome;
  const headline = make(page, 'h2', 'headline', diagnosis.title);
  headline.id = 'headline';
  view.append(headline, badgesView(page, diagnosis.badges));
  view.append(make(page, 'div', 'body', ...diagnosis.body.map((block) => blockView(page, block))));
  view.append(actionsView(page, diagnosis, tools));
  return view;
}

/** Short facts beside a headline. */
export function badgesView(page: Document, badges: readonly Badge[]): HTMLElement {
  const list = make(page, 'ul', 'badges');
  list.setAttribute('aria-label', word('facts'));
  list.append(...badges.map((badge) => make(page, 'li', `badge ${badge.kind}`, badge.text)));
  return list;
}

function blockView(page: Document, block: Block): HTMLElement {
  switch (block.kind) {
    case 'heading':
      return make(page, 'h3', '', block.text);
    case 'paragraph':
      return make(page, 'p', '', ...inlineViews(page, block.content));
    case 'steps':
      return make(page, 'ol', '', ...block.items.map((item) => make(page, 'li', '', ...inlineViews(page, item))));
    case 'quote':
      return quoteView(page, block.text);
    default:
      block satisfies never;
      return make(page, 'p', '');
  }
}

/** Verbatim words of a mail; of any script, so the direction is the text's own. */
function quoteView(page: Document, text: string): HTMLElement {
  const quote = make(page, 'blockquote', '', make(page, 'code', '', text));
  quote.dir = 'auto';
  return quote;
}

function inlineViews(page: Document, content: readonly Inline[]): readonly (Node | string)[] {
  return content.map((inline) => inlineView(page, inline));
}

function inlineView(page: Document, inline: Inline): Node | string {
  switch (inline.kind) {
    case 'text':
      return inline.text;
    case 'code':
    case 'strong':
      return make(page, inline.kind, '', inline.text);
    case 'link':
      return linkView(page, inline.text, inline.href);
    default:
      inline satisfies never;
      return '';
  }
}

/** Opened only by a click, in a tab of its own that learns nothing of where it was opened from. */
function linkView(page: Document, text: string, href: string): HTMLElement {
  if (!href.startsWith('https://')) return make(page, 'span', '', text);
  const link = make(page, 'a', '', text);
  link.href = href;
  link.target = '_blank';
  link.rel = 'noopener noreferrer';
  return link;
}
