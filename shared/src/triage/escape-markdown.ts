/**
 * Text of a mail into Markdown that shows exactly that text. Mail is hostile: nothing of it may become a link, a command, HTML,
 * an icon, a line of its own, or text that reads differently from what is there.
 */

import { visibleText } from '../visible-text.ts';

/** CommonMark: a backslash before any of these makes it a plain character. So no URL, address, entity or `$(icon)` forms either. */
const punctuation = /[!-/:-@[-`{-~]/g;

/** For running text: one line, every mark of Markdown taken literally. */
export function escapeMarkdown(text: string): string {
  return visibleText(text).replace(punctuation, '\\$&');
}

/** A code span that holds `text` whatever backticks it has (CommonMark §6.1); nothing, where there is nothing to show. */
export function codeSpan(text: string): string {
  const shown = visibleText(text);
  if (shown.trim() === '') return '';
  const longest = Math.max(0, ...Array.from(shown.matchAll(/`{1,1000}/g), ([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = /^[` ]|[` ]$/.test(shown) ? ' ' : '';
  return `${fence}${pad}${shown}${pad}${fence}`;
}

/** The target of a Markdown link: https only, and no character that could end the link. */
export function linkTarget(href: string): string | undefined {
  if (!/^https:\/\/[!-~]{1,2000}$/.test(href)) return undefined;
  return href.replace(/[()<>\\"'`[\]{}|^]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
