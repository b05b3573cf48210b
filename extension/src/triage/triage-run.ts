/** Reads what was chosen into the ledger, tells how far it is, and stops when it is told to. */
import type { LensParts } from '@bounce-lens/shared';
import * as vscode from 'vscode';
import type { ReadEvent, Readers, RunReader } from './job.ts';
import type { Ledger } from './ledger.ts';
import { filesOf, nameOf, type Target } from './targets.ts';

export type Choice =
  | { readonly kind: 'files'; readonly uris: readonly vscode.Uri[] }
  | { readonly kind: 'follow'; readonly uri: vscode.Uri };

/** What the records are of, in few words. */
export function sourceName(choice: Choice | undefined): string {
  if (choice === undefined) return '';
  const uris = choice.kind === 'follow' ? [choice.uri] : choice.uris;
  const [first] = uris;
  const name = first === undefined ? '' : nameOf(first);
  return uris.length > 1 ? `${name} +${uris.length - 1}` : name;
}

export interface Progress {
  /** Files that have been read to their end. */
  readonly files: number;
  /** The file that is being read, and how far: 0 to 1; absent where its length is not known. */
  readonly name: string;
  readonly share?: number | undefined;
  readonly isFollowing: boolean;
}
export interface TriageRun {
  /** Read anew. What ran before is stopped. */
  start(choice: Choice): Promise<void>;
  again(): Promise<void>;
  stop(): void;
  /** Stop, and have found nothing. */
  clear(): void;
  readonly progress: Progress | undefined;
  readonly choice: Choice | undefined;
  readonly onDidChange: vscode.Event<void>;
  dispose(): void;
}
export interface RunParts {
  readonly ledger: Ledger;
  readonly readers: Readers;
  readonly lensParts: () => Promise<LensParts>;
  readonly log: vscode.LogOutputChannel;
}

/** One at a time; a run that was stopped keeps what it has found. */
interface Running {
  isStopped: boolean;
}

export function createTriageRun({ ledger, readers, lensParts, log }: RunParts): TriageRun {
  const changed = new vscode.EventEmitter<void>();
  let running: Running | undefined;
  let progress: Progress | undefined;
  let choice: Choice | undefined;
  const tell = (next: Progress | undefined): void => {
    progress = next;
    changed.fire();
  };
  const stop = (): void => {
    if (running !== undefined) running.isStopped = true;
    running = undefined;
    tell(undefined);
  };
  const start = async (chosen: Choice): Promise<void> => {
    stop();
    const own: Running = { isStopped: false };
    running = own;
    choice = chosen;
    ledger.clear();
    tell({ files: 0, name: '', isFollowing: chosen.kind === 'follow' });
    await vscode.commands.executeCommand('setContext', 'bounceLens.triageRunning', true);
    const reader = readers.open(await lensParts());
    try {
      // What was stopped while it waited for a disk tells of no progress any more.
      const tellOwn = (next: Progress | undefined): void => (own.isStopped ? undefined : tell(next));
      await readAll(chosen, { reader, ledger, own, tell: tellOwn, readers });
    } catch (error) {
      log.error(`Triage: ${String(error)}`);
    } finally {
      reader.dispose();
      if (running === own) stop();
      await vscode.commands.executeCommand('setContext', 'bounceLens.triageRunning', running !== undefined);
    }
  };
  return {
    start,
    again: async () => {
      if (choice !== undefined) await start(choice);
    },
    stop,
    clear() {
      ledger.clear();
      choice = undefined;
      stop();
    },
    get progress() {
      return progress;
    },
    get choice() {
      return choice;
    },
    onDidChange: changed.event,
    dispose() {
      stop();
      changed.dispose();
    },
  };
}

interface Work {
  readonly reader: RunReader;
  readonly readers: Readers;
  readonly ledger: Ledger;
  readonly own: Readonly<Running>;
  tell(progress: Progress | undefined): void;
}
async function readAll(choice: Choice, work: Work): Promise<void> {
  let files = 0;
  const uris = choice.kind === 'follow' ? [choice.uri] : choice.uris;
  for await (const target of filesOf(uris)) {
    if (work.own.isStopped) return;
    await readOne(target, files, { ...work, isFollowing: choice.kind === 'follow' });
    files += 1;
  }
}
async function readOne({ uri, name }: Target, files: number, work: Work & { readonly isFollowing: boolean }): Promise<void> {
  const { reader, readers, own, isFollowing } = work;
  const key = uri.toString();
  const { size } =
    (await readers
      .source(key)
      .stat()
      .catch(() => undefined)) ?? {};
  work.tell({ files, name, isFollowing, ...(size && !isFollowing && { share: 0 }) });
  for await (const event of reader.read({ uri: key, name, isFollowed: isFollowing }, () => own.isStopped)) {
    if (own.isStopped) return;
    enter(event, { ledger: work.ledger, uri: key, name });
    const bytes = event.kind === 'found' ? event.bytes : 0;
    work.tell({ files, name, isFollowing, ...(size && !isFollowing && { share: Math.min(1, bytes / size) }) });
  }
}
function enter(event: ReadEvent, { ledger, uri, name }: { readonly ledger: Ledger; readonly uri: string; readonly name: string }): void {
  switch (event.kind) {
    case 'found':
      ledger.add(uri, event.records);
      ledger.amend(uri, event.later);
      return;
    case 'fault':
      ledger.addFault({ uri, name, fault: event.fault, detail: event.detail });
      return;
    case 'restarted':
      ledger.forget(uri);
      return;
    default:
      event satisfies never;
  }
}
