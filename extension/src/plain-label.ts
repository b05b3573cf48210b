/** Text of a mail in a label: one visible line, of which nothing becomes an icon. */
import { visibleText } from './escape-markdown.ts';

/** VS Code draws `$(name)` in labels as an icon; a backslash before it is its own way to say that none is meant. */
export function plainLabel(text: string): string {
  return visibleText(text).replaceAll('$(', '\\$(');
}
