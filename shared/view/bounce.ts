/** A bounce as a page: the mail's headers, and a card for each recipient. */
import type { Block, BounceCard, BouncePage, Inline } from '@bounce-lens/shared';
import { type Child, element } from './element.ts';

export interface BounceEvents {
  /** The reply of that card is wanted; without it there is no button. */
  readonly onCopy?: (card: number) => void;
}

export function renderBounce(document: Document, page: BouncePage, { onCopy }: BounceEvents = {}): HTMLElement {
  const headers = page.headers.flatMap(([name, value]) => [
    element(document, 'dt', { children: [name] }),
    element(document, 'dd', { children: [value] }),
  ]);
  return element(document, 'main', {
    attributes: { class: 'bl-bounce', lang: page.language },
    children: [
      element(document, 'h1', { children: [page.title] }),
      element(document, 'dl', { attributes: { class: 'bl-headers' }, children: headers }),
      ...(page.cards.length === 0 ? [element(document, 'p', { children: [page.words.nothing] })] : []),
      ...page.cards.map((card, index) => renderCard(document, card, page, onCopy && (() => onCopy(index)))),
    ],
  });
}

function renderCard(document: Document, card: BounceCard, { words }: BouncePage, onCopy: (() => void) | undefined): HTMLElement {
  return element(document, 'article', {
    attributes: { class: `bl-card bl-card-${card.outcome}` },
    children: [
      element(document, 'h2', { children: [card.title] }),
      ...(card.recipient === undefined
        ? []
        : [element(document, 'p', { attributes: { class: 'bl-recipient' }, children: [card.recipient] })]),
      element(document, 'p', { attributes: { class: 'bl-badges' }, children: [card.badges.join(' · ')] }),
      ...card.body.map((block) => renderBlock(document, block)),
      ...(card.reply === '' ? [] : [renderReply(document, card.reply, words, onCopy)]),
    ],
  });
}

function renderReply(document: Document, reply: string, words: BouncePage['words'], onCopy: (() => void) | undefined): HTMLElement {
  const button = element(document, 'button', { attributes: { type: 'button', class: 'bl-copy' }, children: [words.copy] });
  button.addEventListener('click', () => onCopy?.());
  return element(document, 'details', {
    children: [
      element(document, 'summary', { children: [words.reply] }),
      element(document, 'blockquote', { children: [reply] }),
      ...(onCopy === undefined ? [] : [button]),
    ],
  });
}

function renderBlock(document: Document, block: Block): HTMLElement {
  switch (block.kind) {
    case 'heading':
      return element(document, 'h3', { children: [block.text] });
    case 'paragraph':
      return element(document, 'p', { children: renderInlines(document, block.content) });
    case 'steps':
      return element(document, 'ol', {
        children: block.items.map((item) => element(document, 'li', { children: renderInlines(document, item) })),
      });
    case 'quote':
      return element(document, 'blockquote', { children: [block.text] });
    default:
      return block satisfies never;
  }
}
function renderInlines(document: Document, content: readonly Inline[]): readonly Child[] {
  return content.map((inline) => renderInline(document, inline));
}
function renderInline(document: Document, inline: Inline): Child {
  switch (inline.kind) {
    case 'text':
      return inline.text;
    case 'code':
      return element(document, 'code', { children: [inline.text] });
    case 'strong':
      return element(document, 'strong', { children: [inline.text] });
    case 'link':
      return inline.href.startsWith('https://')
        ? element(document, 'a', { attributes: { href: inline.href, rel: 'noreferrer' }, children: [inline.text] })
        : inline.text;
    default:
      return inline satisfies never;
  }
}

/** The same variables of a theme as the report's. */
export const bounceStyle = `
.bl-bounce {
  --text: var(--bl-text, CanvasText); --background: var(--bl-background, Canvas); --muted: var(--bl-muted, color-mix(in srgb, var(--text) 72%, var(--background)));
  --border: var(--bl-border, color-mix(in srgb, var(--text) 25%, transparent)); --accent: var(--bl-accent, LinkText); --focus: var(--bl-focus, var(--accent));
  color: var(--text); background: var(--background); font-family: var(--bl-font, system-ui, sans-serif); line-height: 1.5; max-width: 52rem; margin: 0 auto; padding: 1rem 1.5rem 2rem;
}
.bl-bounce h1 { font-size: 1.4em; font-weight: 600; margin: .3em 0 .6em; overflow-wrap: anywhere; }
.bl-headers { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; margin: 0 0 1.2rem; }
.bl-headers dt { color: var(--muted); }
.bl-headers dd { margin: 0; overflow-wrap: anywhere; }
.bl-card { border: 1px solid var(--border); border-inline-start-width: .35rem; border-radius: 4px; padding: .6rem 1.2rem .9rem; margin: 0 0 1rem; }
.bl-card-permanent-failure { border-inline-start-color: var(--bl-undelivered, #c42b1c); }
.bl-card-deferral { border-inline-start-color: var(--bl-delivered-later, #9a6700); border-inline-start-style: dashed; }
.bl-card-delayed-notice { border-inline-start-color: var(--bl-inbound-reject, #1a5fb4); border-inline-start-style: dotted; }
.bl-card h2 { font-size: 1.2em; font-weight: 600; margin: .2em 0; }
.bl-card h3 { font-size: 1em; font-weight: 600; margin: 1.1em 0 .3em; }
.bl-card p { margin: .4em 0; }
.bl-card ol { margin: .4em 0; padding-inline-start: 1.6em; }
.bl-recipient { font-weight: 600; overflow-wrap: anywhere; }
.bl-badges { color: var(--muted); }
.bl-bounce code, .bl-bounce blockquote { font-family: var(--bl-code-font, ui-monospace, monospace); font-size: .95em; }
.bl-bounce blockquote { margin: .4em 0; padding: .2em 0 .2em .8em; border-inline-start: 2px solid var(--border); white-space: pre-wrap; overflow-wrap: anywhere; }
.bl-bounce details { margin-top: .8em; }
.bl-bounce summary { cursor: pointer; width: fit-content; min-height: 24px; }
.bl-copy { font: inherit; color: var(--text); background: var(--bl-control, var(--background)); border: 1px solid var(--border); border-radius: 3px; padding: .25rem .8rem; min-height: 24px; cursor: pointer; }
.bl-bounce a { color: var(--accent); }
.bl-bounce :focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
`;
