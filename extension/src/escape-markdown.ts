/** Text of a mail into Markdown that shows exactly that text: the core's, which its Markdown exports use too. */
export { codeSpan, escapeMarkdown, linkTarget, visibleText } from '@bounce-lens/shared';
