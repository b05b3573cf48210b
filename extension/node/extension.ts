/** The entry of the Node host: the same extension, which here reads files on the disk in a thread of its own. */
import type * as vscode from 'vscode';
import { activateWith } from '../src/extension.ts';
import { threadReaders } from './thread-readers.ts';

export function activate(context: vscode.ExtensionContext): void {
  activateWith(context, threadReaders(context.asAbsolutePath('triage-worker.js')));
}
