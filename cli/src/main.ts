/** The command line of Bounce Lens: compose, run, leave with the right status. */
import { isMainThread } from 'node:worker_threads';
import { allTexts } from '@bounce-lens/shared/all-texts';
import { sourceOf } from '@bounce-lens/shared/containers';
import knowledge from '@bounce-lens/shared/knowledge.json' with { type: 'json' };
import english from '@bounce-lens/shared/texts/en.json' with { type: 'json' };
import packageFile from '../package.json' with { type: 'json' };
import { type Command, readCommand } from './command-line.ts';
import { explainSource, toJson } from './explain.ts';
import { fileHint } from './file-hint.ts';
import { helpIn } from './help.ts';
import { faultOf } from './inputs.ts';
import { knowledgeLines } from './knowledge.ts';
import { merge } from './merge.ts';
import { openLens } from './open-lens.ts';
import { type Output, openOutput } from './output.ts';
import { openOutputFile } from './output-file.ts';
import { readPiped } from './piped.ts';
import { renderAnswer } from './render-answer.ts';
import { readStories, storyJson, storyText } from './story.ts';
import { triagePart } from './tally-part.ts';
import { visibleLine } from './terminal-text.ts';
import { triage } from './triage.ts';
import { serve } from './worker.ts';

async function run(command: Command, output: Output): Promise<number> {
  switch (command.kind) {
    case 'help':
      await output.print(helpIn(Object.keys(allTexts)));
      return 0;
    case 'version':
      await output.print(`${packageFile.version}\n`);
      return 0;
    case 'wrong':
      output.complain(`${command.message} bounce-lens --help tells more.`);
      return 2;
    case 'triage': {
      const opened = await openLens(command.choice);
      if ('faults' in opened) return complainAll(opened.faults, output);
      const { part, paths } = command;
      const job = { ...command, reader: { ...opened, all: command.all }, stdin: process.stdin };
      return intoFile(command.output, output, (to) => (part ? triagePart({ ...job, part, path: paths[0] ?? '-' }, to) : triage(job, to)));
    }
    case 'merge':
      return intoFile(command.output, output, (to) => merge({ ...command, stdin: process.stdin }, to));
    case 'explain':
      return explain(command, output);
    case 'story':
      return story(command, output);
    case 'knowledge':
      for (const line of knowledgeLines(knowledge, english)) await output.print(`${line}\n`);
      return 0;
    default:
      return command satisfies never;
  }
}

/** `--output`: the file has its name when all is in it, and not before. */
async function intoFile(path: string | undefined, output: Output, write: (to: Output) => Promise<number>): Promise<number> {
  if (path === undefined) return write(output);
  try {
    const file = openOutputFile(path);
    file.stream.on('error', leave);
    const status = await write(openOutput(file.stream, process.stderr));
    // A merge that failed has written nothing: there is nothing to keep.
    if (status === 0 || file.stream.bytesWritten + file.stream.writableLength > 0) await file.keep();
    return status;
  } catch (error) {
    output.complain(visibleLine(`${path}: ${faultOf(error)}`));
    return 1;
  }
}

/** Wrong usage: nothing is read. */
function complainAll(faults: readonly string[], output: Output): 2 {
  for (const fault of faults) output.complain(visibleLine(fault));
  return 2;
}

async function explain({ text, format, choice }: Extract<Command, { kind: 'explain' }>, output: Output): Promise<number> {
  const opened = await openLens(choice);
  if ('faults' in opened) return complainAll(opened.faults, output);
  const { texts } = opened;
  const { bytes, faults } = text === '-' ? await readPiped(process.stdin) : { bytes: Buffer.from(text), faults: [] };
  const explained = explainSource({ ...opened, source: sourceOf(bytes, '-'), now: new Date() });
  if (format === 'json') await output.print(`${JSON.stringify(explained.map(toJson), null, 2)}\n`);
  else
    await output.print(answersText(explained.map(({ diagnosis }) => renderAnswer(diagnosis, texts, Math.min(100, output.columns ?? 80)))));
  for (const fault of faults) output.complain(`-: ${fault}`);
  const hint = fileHint(text);
  if (hint !== undefined) output.complain(visibleLine(hint));
  return faults.length === 0 ? 0 : 1;
}
async function story({ name, paths, format, choice }: Extract<Command, { kind: 'story' }>, output: Output): Promise<number> {
  const opened = await openLens(choice);
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
if (isMainThread) process.exitCode = await run(readCommand(process.argv.slice(2)), openOutput(process.stdout, process.stderr));
else await serve();
