/** A diagnosis as text on a terminal. Words from the mail are shown with their control characters escaped. */
import type { Block, Diagnosis, Inline, Texts } from '@bounce-lens/shared';
import { visibleLine, visibleLines, wrapped } from './terminal-text.ts';

/** The answer in the order of its anatomy, broken at `columns`; what is there to be copied is broken only where it breaks itself. */
export function renderAnswer(diagnosis: Diagnosis, { labels }: Texts, columns: number): string {
  const badges = diagnosis.badges.map(({ text }) => text).join(' · ');
  const heading = (key: string): string => `${labels[key] ?? key}:\n`;
  const body = diagnosis.body.map((block) => `${renderBlock(block, columns)}${block.kind === 'heading' ? '\n' : '\n\n'}`).join('');
  return [
    `${visibleLine(diagnosis.title)}\n${visibleLine(badges)}`,
    body.trimEnd(),
    heading('heading-customer-reply') + indented(diagnosis.customerReply),
    heading('heading-escalation') + indented(diagnosis.escalation),
  ].join('\n\n');
}

function renderBlock(block: Block, columns: number): string {
  switch (block.kind) {
    case 'heading':
      return `${visibleLine(block.text)}:`;
    case 'paragraph':
      return `  ${wrapped(flat(block.content), columns - 2, '  ')}`;
    case 'steps':
      return block.items.map((item, index) => `  ${index + 1}. ${wrapped(flat(item), columns - 5, '     ')}`).join('\n');
    case 'quote':
      return indented(block.text);
    default:
      return block satisfies never;
  }
}
function flat(content: readonly Inline[]): string {
  return content.map((inline) => visibleLine(inline.kind === 'link' ? `${inline.text}: ${inline.href}` : inline.text)).join('');
}
function indented(text: string): string {
  const lines = visibleLines(text).split('\n');
  return lines.map((line) => (line === '' ? '' : `  ${line}`)).join('\n');
}
