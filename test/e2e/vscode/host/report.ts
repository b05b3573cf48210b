/** Runs the suite with mocha in a host that has neither terminal nor page, and prints a line a test. */
import * as vscode from 'vscode';
import { type Line, mark } from './line.ts';

/** What is used of mocha's runner. */
interface Runner {
  on(event: 'pass' | 'fail', listener: (test: { readonly title: string; readonly duration?: number }, error?: Error) => void): unknown;
}

/** Reports; a suite that cannot even be loaded is reported too. @throws Error where a test failed, so that VS Code exits with 1. */
export async function report(start: (ended: (failures: number) => void) => Promise<Runner>): Promise<void> {
  print({ title: `VS Code ${vscode.version}, ${'importScripts' in globalThis ? 'web worker' : 'Node'} host` });
  const failures = await new Promise<number>((resolve) => {
    start(resolve).then(listen, (error: unknown) => {
      print({ title: 'loading the tests', error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
      resolve(1);
    });
  });
  if (failures > 0) throw new Error(`${failures} failed`);
}

function listen(runner: Runner): void {
  runner.on('pass', ({ title, duration = 0 }) => print({ title, milliseconds: duration }));
  runner.on('fail', ({ title }, error) => print({ title, error: error?.stack ?? error?.message ?? 'failed' }));
}

function print(line: Line): void {
  console.log(mark + JSON.stringify(line));
}
