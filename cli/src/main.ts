/** The command line of Bounce Lens: compose, run, leave with the right status. */
import { createLens } from '@bounce-lens/shared';
import knowledge from '@bounce-lens/shared/knowledge.json' with { type: 'json' };
import texts from '@bounce-lens/shared/texts/en.json' with { type: 'json' };
import packageFile from '../package.json' with { type: 'json' };
import { type Command, readCommand } from './command-line.ts';
import { explainSource, toJson } from './explain.ts';
import { help } from './help.ts';
import { knowledgeLines } from './knowledge.ts';
import { type Output, openOutput } from './output.ts';
import { readPiped } from './piped.ts';
import { renderAnswer } from './render-answer.ts';
import { sourceOf } from './source-of.ts';
import { triage } from './triage.ts';

async function run(command: Command, output: Output): Promise<number> {
  switch (command.kind) {
    case 'help':
      await output.print(help);
      return 0;
    case 'version':
      await output.print(`${packageFile.version}\n`);
      return 0;
    case 'wrong':
      output.complain(`${command.message} bounce-lens --help tells more.`);
      return 2;
    case 'triage': {
      const reader = { lens: createLens({ knowledge, texts }), knowledge, all: command.all };
      return triage({ ...command, reader, stdin: process.stdin }, output);
    }
    case 'explain':
      return explain(command, output);
    case 'knowledge':
      for (const line of knowledgeLines(knowledge, texts)) await output.print(`${line}\n`);
      return 0;
    default:
      return command satisfies never;
  }
}

async function explain({ text, format }: Extract<Command, { kind: 'explain' }>, output: Output): Promise<number> {
  const { bytes, faults } = text === '-' ? await readPiped(process.stdin) : { bytes: Buffer.from(text), faults: [] };
  const explained = explainSource({ lens: createLens({ knowledge, texts }), knowledge, source: sourceOf(bytes, '-'), now: new Date() });
  if (format === 'json') await output.print(`${JSON.stringify(explained.map(toJson), null, 2)}\n`);
  else
    await output.print(answersText(explained.map(({ diagnosis }) => renderAnswer(diagnosis, texts, Math.min(100, output.columns ?? 80)))));
  for (const fault of faults) output.complain(`-: ${fault}`);
  return faults.length === 0 ? 0 : 1;
}
function answersText(answers: readonly string[]): string {
  return answers.length === 0 ? 'No bounce, reply or code was found in this text.\n' : `${answers.join('\n\n────\n\n')}\n`;
}

/** A reader that has seen enough (`| head`) is no error; a full disk is. */
function leave(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit();
  process.stderr.write(`bounce-lens: the output could not be written: ${error.message}\n`);
  process.exit(1);
}
process.stdout.on('error', leave);
// Nobody is left to tell.
process.stderr.on('error', () => process.exit(1));
process.exitCode = await run(readCommand(process.argv.slice(2)), openOutput(process.stdout, process.stderr));
