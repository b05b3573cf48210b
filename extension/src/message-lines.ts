/** The story of one message, read out of an open log; and the logs in which a mail's queue id stands. */
import { type Lens, type MessageStory, messageNameAt, type StoryStep } from '@bounce-lens/shared';
import * as vscode from 'vscode';
import { isLookedAt, readingOf } from './recognise.ts';

export interface LogStory {
  readonly document: vscode.TextDocument;
  readonly story: MessageStory;
}

/** Read at once; a longer log is read in windows, between which others are answered. In UTF-16 units. */
const wholeLength = 1_000_000;
const windowLines = 3_000;
/** A writer whose lines bear numbers only is read from some way above. */
const linesAbove = 300;

/** Of the message that the line tells of. */
export async function storyAt(
  document: vscode.TextDocument,
  line: number,
  { lens, token }: { readonly lens: Lens; readonly token?: vscode.CancellationToken },
): Promise<LogStory | undefined> {
  const first = new vscode.Position(Math.max(0, line - linesAbove), 0);
  const above = document.getText(new vscode.Range(first, document.lineAt(line).range.end));
  const name = messageNameAt(above, above.length);
  if (name === undefined) return undefined;
  const stories = await storiesOf(document, name, { lens, line, ...(token && { token }) });
  const story = stories.find(({ steps }) => steps.some((step) => step.line === line + 1)) ?? stories.at(-1);
  return story && { document, story };
}

async function storiesOf(
  document: vscode.TextDocument,
  name: string,
  { lens, line, token }: { readonly lens: Lens; readonly line: number; readonly token?: vscode.CancellationToken },
): Promise<readonly MessageStory[]> {
  if (document.offsetAt(new vscode.Position(document.lineCount, 0)) <= wholeLength) {
    const story = lens.storyIn({ text: document.getText() }, { offset: document.offsetAt(new vscode.Position(line, 0)) });
    return story === undefined ? [] : [story];
  }
  const reader = lens.followMessage(name);
  for (let from = 0; from < document.lineCount && token?.isCancellationRequested !== true && !document.isClosed; from += windowLines) {
    reader.add(document.getText(new vscode.Range(from, 0, from + windowLines, 0)));
    await new Promise<void>((resolve) => setTimeout(resolve, 0));
  }
  return reader.stories();
}

/** The steps' lines, one each, in the order of the log. */
export function locationsOf({ document, story }: LogStory): readonly vscode.Location[] {
  return linesOf(story).map(
    ({ line }) => new vscode.Location(document.uri, new vscode.Range(line - 1, 0, line - 1, lineEnd(document, line - 1))),
  );
}
export function linesOf(story: MessageStory): readonly StoryStep[] {
  return story.steps.filter(({ line }, index) => story.steps[index - 1]?.line !== line);
}
function lineEnd(document: vscode.TextDocument, line: number): number {
  return document.lineAt(Math.min(line, document.lineCount - 1)).text.length;
}

/** What may be a queue id or a Message-ID under the cursor. */
const idShape = /[A-Za-z0-9][A-Za-z0-9.$_+-]{3,120}(?:@[A-Za-z0-9.-]{1,120})?/;

export function idAt(document: vscode.TextDocument, position: vscode.Position): string | undefined {
  const range = document.getWordRangeAtPosition(position, idShape);
  const id = range && document.getText(range);
  return id !== undefined && /\d/.test(id) && !/^\d{1,3}(?:\.\d{1,3}){1,3}$/.test(id) ? id : undefined;
}

/** Lines of other open logs that name it; the first of each log. */
export function logsThatName(id: string, except: vscode.TextDocument): readonly vscode.Location[] {
  return vscode.workspace.textDocuments
    .filter((document) => document !== except && isLookedAt(document) && readingOf(document.languageId) !== 'mail')
    .flatMap((document) => firstLineThatNames(document, id) ?? []);
}
export function firstLineThatNames(document: vscode.TextDocument, id: string): vscode.Location | undefined {
  for (let line = 0; line < document.lineCount; line++) {
    const at = document.lineAt(line).text.indexOf(id);
    if (at >= 0 && isWhole(document.lineAt(line).text, at, id))
      return new vscode.Location(document.uri, new vscode.Range(line, at, line, at + id.length));
  }
  return undefined;
}
function isWhole(text: string, at: number, id: string): boolean {
  return !/\w/.test(text.charAt(at - 1)) && !/\w/.test(text.charAt(at + id.length));
}
