/** Whether words that were given as a text are names of files: who explains `bounce.eml` means what is in it. */
import { existsSync } from 'node:fs';

/** What they are to type instead; nothing where the words name no files. One file whose name may have blanks, or several. */
export function fileHint(text: string): string | undefined {
  if (text === '-' || text.length > 4_096) return undefined;
  const isOne = existsSync(text);
  if (!isOne && !text.split(' ').every((word) => word !== '' && existsSync(word))) return undefined;
  const path = isOne && text.includes(' ') ? `"${text}"` : text;
  const other = isOne ? ` or: bounce-lens explain - < ${path}` : '';
  return `this explains the words ${text}, which name what is on the disk; did you mean: bounce-lens triage ${path}${other}`;
}
