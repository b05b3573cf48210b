/** A diagnosis as text on a terminal. Words from the mail are shown with their control characters escaped. */
import { type Block, type Diagnosis, type Inline, inlineText, type Texts } from '@bounce-lens/shared';
import { visibleLine, visibleLines, wrapped } from './terminal-text.ts';

/** The answer in the order of its anatomy, broken at `columns`. */
export function renderAnswer(diagnosis: Diagnosis, { labels }: Texts, columns: number): string {
  const badges = diagnosis.badges.map(({ text }) => text).join(' · ');
  const said = (heading: string, text: string): string => `${labels[heading] ?? heading}:\n${indented(text, columns)}`;
  return [
    `${visibleLine(diagnosis.title)}\n${visibleLine(badges)}`,
    ...diagnosis.body.map((block) => renderBlock(block, columns)),
    said('heading-customer-reply', diagnosis.customerReply),
    said('heading-escalation', diagnosis.escalation),
  ].join('\n\n');
}

function renderBlock(block: Block, columns: number): string {
  switch (block.kind) {
    case 'heading':
      return `${visibleLine(block.text)}:`;
    case 'paragraph':
      return wrapped(flat(block.content), columns);
    case 'steps':
      return block.items.map((item, index) => `  ${index + 1}. ${wrapped(flat(item), columns - 5, '     ')}`).join('\n');
    case 'quote':
      return indented(block.text, columns);
    default:
      return block satisfies never;
  }
}
function flat(content: readonly Inline[]): string {
  return content.map((inline) => visibleLine(inline.kind === 'link' ? `${inline.text}: ${inline.href}` : inlineText([inline]))).join('');
}
function indented(text: string, columns: number): string {
  return visibleLines(text)
    .split('\n')
    .map((line) => (line === '' ? '' : `  ${wrapped(line, columns - 2, '  ')}`))
    .join('\n');
}
