/** `bounce-lens explain`: read what was given, print the answers. */
import { createExplainer } from '@bounce-lens/shared';
import { sourceOf } from '@bounce-lens/shared/containers';
import type { Command } from './command-line.ts';
import { explainSource, toJson } from './explain.ts';
import { fileHint } from './file-hint.ts';
import { openLens } from './open-lens.ts';
import { complainAll, type Output } from './output.ts';
import { renderAnswer } from './render-answer.ts';
import { visibleLine } from './terminal-text.ts';

/** The exit status. */
export async function explainCommand({ text, format, choice }: Extract<Command, { kind: 'explain' }>, output: Output): Promise<number> {
  const opened = await openLens(choice, createExplainer);
  if ('faults' in opened) return complainAll(opened.faults, output);
  const { texts } = opened;
  const { bytes, faults } = text === '-' ? await piped() : { bytes: Buffer.from(text), faults: [] };
  const explained = explainSource({ ...opened, source: sourceOf(bytes, '-'), now: new Date() });
  if (format === 'json') await output.print(`${JSON.stringify(explained.map(toJson), null, 2)}\n`);
  else
    await output.print(answersText(explained.map(({ diagnosis }) => renderAnswer(diagnosis, texts, Math.min(100, output.columns ?? 80)))));
  for (const fault of faults) output.complain(`-: ${fault}`);
  const hint = fileHint(text);
  if (hint !== undefined) output.complain(visibleLine(hint));
  return faults.length === 0 ? 0 : 1;
}
/** What unpacks is loaded where something is piped in. */
async function piped() {
  const { readPiped } = await import('./piped.ts');
  return readPiped(process.stdin);
}
function answersText(answers: readonly string[]): string {
  return answers.length === 0 ? 'No bounce, reply or code was found in this text.\n' : `${answers.join('\n\n────\n\n')}\n`;
}
