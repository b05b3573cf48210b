/** `bounce-lens story`: read the logs, print the story. */
import { createLens } from '@bounce-lens/shared';
import type { Command } from './command-line.ts';
import { openLens } from './open-lens.ts';
import { complainAll, type Output } from './output.ts';
import { readStories, storyJson, storyText } from './story.ts';
import { visibleLine } from './terminal-text.ts';

/** The exit status. */
export async function storyCommand({ name, paths, format, choice }: Extract<Command, { kind: 'story' }>, output: Output): Promise<number> {
  const opened = await openLens(choice, createLens);
  if ('faults' in opened) return complainAll(opened.faults, output);
  const read = await readStories({ opened, name, paths, stdin: process.stdin });
  const { stories, faults } = read;
  if (format === 'json')
    await output.print(
      `${JSON.stringify(
        stories.map((one) => storyJson(one, read, opened)),
        null,
        2,
      )}\n`,
    );
  else if (stories.length === 0) await output.print(`No line names ${visibleLine(name)}.\n`);
  else await output.print(`${stories.map((one) => storyText(one, read, opened.lens)).join('\n\n────\n\n')}\n`);
  for (const { name: file, fault } of faults) output.complain(visibleLine(`${file}: ${fault}`));
  return faults.length === 0 ? 0 : 1;
}
