#!/usr/bin/env node
/** The command line of Bounce Lens: what was asked for is loaded, run, and left with the right status. */
import packageFile from '../package.json' with { type: 'json' };
import { type Command, readCommand } from './command-line.ts';
import { type Output, openStandardOutput } from './output.ts';

async function run(command: Command, output: Output): Promise<number> {
  switch (command.kind) {
    case 'help':
      await output.print(await help());
      return 0;
    case 'version':
      await output.print(`${packageFile.version}\n`);
      return 0;
    case 'wrong':
      output.complain(`${command.message} bounce-lens --help tells more.`);
      return 2;
    case 'explain':
      return (await import('./explain-command.ts')).explainCommand(command, output);
    case 'triage':
      return (await import('./log-commands.ts')).triageCommand(command, output);
    case 'merge':
      return (await import('./log-commands.ts')).mergeCommand(command, output);
    case 'story':
      return (await import('./log-commands.ts')).storyCommand(command, output);
    case 'knowledge':
      return (await import('./knowledge.ts')).printKnowledge(output);
    default:
      return command satisfies never;
  }
}
async function help(): Promise<string> {
  return (await import('./help.ts')).helpText;
}

run(readCommand(process.argv.slice(2)), openStandardOutput()).then((status) => {
  process.exitCode = status;
});
