/** Follow a message: all lines of its queue id, as a peek, as references, as a list; from a report to the log. */
import { firstEvidence, type StoryStep } from '@bounce-lens/shared';
import * as vscode from 'vscode';
import { answerFor, sayInStatusBar } from '../answer-place.ts';
import type { Answers } from '../answers.ts';
import { commandIds } from '../command-ids.ts';
import type { LensKeeper } from '../lens-keeper.ts';
import { firstLineThatNames, idAt, type LogStory, linesOf, locationsOf, logsThatName, storyAt } from '../message-lines.ts';
import { placeFrom } from '../place.ts';
import { plainLabel } from '../plain-label.ts';
import { languageIds, readingOf } from '../recognise.ts';

interface Parts {
  readonly answers: Answers;
  readonly keeper: LensKeeper;
}

export function registerFollow(parts: Parts): vscode.Disposable {
  const selector = [...languageIds];
  return vscode.Disposable.from(
    vscode.commands.registerCommand(commandIds.showStory, (argument: unknown) => withStory(parts, argument, peekStory)),
    vscode.commands.registerCommand(commandIds.listStory, (argument: unknown) => withStory(parts, argument, pickStep)),
    vscode.languages.registerReferenceProvider(selector, {
      async provideReferences(document, position, _context, token) {
        const story = await storyFrom(document, position, { lens: await parts.keeper.lens(), token });
        return story && [...locationsOf(story)];
      },
    }),
    vscode.languages.registerDefinitionProvider(selector, {
      provideDefinition(document, position) {
        const id = idAt(document, position);
        if (id === undefined) return undefined;
        if (readingOf(document.languageId) === 'mail') return [...logsThatName(id, document)];
        const own = firstLineThatNames(document, id);
        return own === undefined || own.range.start.line === position.line ? [...logsThatName(id, document)] : [own];
      },
    }),
  );
}

interface Place {
  readonly document: vscode.TextDocument;
  readonly position: vscode.Position;
}
async function withStory(
  { answers, keeper }: Parts,
  argument: unknown,
  show: (story: LogStory, place: Place) => Promise<void>,
): Promise<void> {
  const place = await placeOf(argument);
  const story =
    place &&
    (await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Following the message…') },
      async () => {
        const lens = await keeper.lens();
        return (await storyFrom(place.document, place.position, { lens })) ?? (await storyByAnswer(answers, argument, lens));
      },
    ));
  if (story === undefined || place === undefined) return sayInStatusBar(vscode.l10n.t('Bounce Lens: no open log tells of this message'));
  await show(story, place);
}

async function placeOf(argument: unknown): Promise<Place | undefined> {
  const given = placeFrom(argument);
  if (given !== undefined) {
    const document = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === given.uri);
    return document && { document, position: document.positionAt(given.offset) };
  }
  const editor = vscode.window.activeTextEditor;
  return editor && { document: editor.document, position: editor.selection.active };
}

type With = Parameters<typeof storyAt>[2];
/** Of the line itself in a log; of the id under the cursor, in another log that is open, for a mail. */
async function storyFrom(document: vscode.TextDocument, position: vscode.Position, by: With): Promise<LogStory | undefined> {
  const own = readingOf(document.languageId) === 'mail' ? undefined : await storyAt(document, position.line, by);
  if (own !== undefined) return own;
  const id = idAt(document, position);
  return id === undefined ? undefined : storyOfId(id, document, by);
}
async function storyByAnswer(answers: Answers, argument: unknown, lens: With['lens']): Promise<LogStory | undefined> {
  const answer = await answerFor(answers, argument);
  const id = answer && firstEvidence(answer.diagnosis.verdict.finding.event.evidence, 'queue-id')?.value;
  return answer === undefined || id === undefined ? undefined : storyOfId(id, answer.document, { lens });
}
async function storyOfId(id: string, except: vscode.TextDocument, by: With): Promise<LogStory | undefined> {
  const [found] = logsThatName(id, except);
  const document = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === found?.uri.toString());
  return found && document && storyAt(document, found.range.start.line, by);
}

async function peekStory(story: LogStory, { document, position }: Place): Promise<void> {
  await vscode.commands.executeCommand('editor.action.peekLocations', document.uri, position, [...locationsOf(story)], 'peek');
}

const icons: Readonly<Record<StoryStep['kind'], string>> = {
  arrived: '$(arrow-right)',
  queued: '$(inbox)',
  attempt: '$(send)',
  'handed-on': '$(arrow-both)',
  refused: '$(circle-slash)',
  expired: '$(history)',
  notice: '$(mail)',
  ended: '$(check)',
  told: '$(comment)',
};
async function pickStep({ document, story }: LogStory): Promise<void> {
  const rows = linesOf(story).map((step) => ({
    label: `${icons[step.kind]} ${step.line}`,
    description: plainLabel(step.text.slice(0, 300)),
    line: step.line - 1,
  }));
  const picked = await vscode.window.showQuickPick(rows, {
    title: vscode.l10n.t('The story of {0}', plainLabel(story.queueIds.join(', '))),
    matchOnDescription: true,
  });
  if (picked === undefined) return;
  const selection = new vscode.Range(picked.line, 0, picked.line, 0);
  await vscode.window.showTextDocument(document, { selection });
}
