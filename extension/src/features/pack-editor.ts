/** Writing a team's pack: faults as it is typed, completion from the schema, and a lens that tries each rule on its samples. */
import { createLens, type Texts, withPacks } from '@bounce-lens/shared';
import * as vscode from 'vscode';
import { sayInStatusBar } from '../answer-place.ts';
import { commandIds } from '../command-ids.ts';
import type { LensKeeper } from '../lens-keeper.ts';
import { ourKnowledge } from '../our-data.ts';
import { plainLabel } from '../plain-label.ts';
import { diagnosticOf, packFolder, packReader } from '../team-packs.ts';
import { suggestionsAt, yamlPlace } from '../yaml-place.ts';

const selector: vscode.DocumentSelector = { pattern: `**/${packFolder}/*.{yml,yaml}` };
const quietMilliseconds = 300;
/** Lines looked at to tell where the cursor stands. */
const linesAbove = 400;

export function registerPackEditor({ extensionUri }: vscode.ExtensionContext, keeper: LensKeeper): vscode.Disposable {
  const schema = once(async () => {
    const file = vscode.Uri.joinPath(extensionUri, 'schemas', 'pack.schema.json');
    const read: unknown = JSON.parse(new TextDecoder().decode(await vscode.workspace.fs.readFile(file)));
    return read;
  });
  return vscode.Disposable.from(
    checkWhileTyped(keeper),
    vscode.languages.registerCompletionItemProvider(
      selector,
      {
        provideCompletionItems: async (document, position) =>
          completions({ document, position, schema: await schema(), texts: await keeper.texts() }),
      },
      ' ',
      '-',
    ),
    vscode.languages.registerCodeLensProvider(selector, { provideCodeLenses: (document) => lensesOf(document) }),
    vscode.commands.registerCommand(commandIds.testTeamRule, (rule: unknown) => testRule(keeper, rule)),
  );
}
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

function checkWhileTyped(keeper: LensKeeper): vscode.Disposable {
  const timers = new Map<string, number>();
  const check = async (document: vscode.TextDocument): Promise<void> => {
    const { packIds, readPackFile } = await packReader();
    const knowledge = await ourKnowledge();
    if (document.isClosed) return;
    const { faults } = readPackFile(idOf(document, packIds), document.getText(), knowledge);
    keeper.tellFaults(document.uri, faults.map(diagnosticOf));
  };
  return vscode.Disposable.from(
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (vscode.languages.match(selector, document) === 0) return;
      clearTimeout(timers.get(document.uri.toString()));
      timers.set(
        document.uri.toString(),
        setTimeout(() => void check(document), quietMilliseconds),
      );
    }),
    new vscode.Disposable(() => {
      for (const timer of timers.values()) clearTimeout(timer);
    }),
  );
}
function idOf({ uri }: vscode.TextDocument, packIds: (files: readonly string[]) => readonly string[]): string {
  return packIds([uri.path])[0] ?? 'pack';
}

interface Asked {
  readonly document: vscode.TextDocument;
  readonly position: vscode.Position;
  readonly schema: unknown;
  /** Tell what a reason means. */
  readonly texts: Texts;
}
/** Names in packs have hyphens, at which a word of YAML ends. */
const nameShape = /[a-z0-9][a-z0-9-]{0,80}/i;

/** Where there is an extension for YAML, it completes from the same schema. */
function completions({ document, position, schema, texts }: Asked): vscode.CompletionItem[] {
  if (vscode.extensions.getExtension('redhat.vscode-yaml') !== undefined) return [];
  const first = Math.max(0, position.line - linesAbove);
  const above = Array.from({ length: position.line - first }, (_, index) => document.lineAt(first + index).text);
  const place = yamlPlace(above, document.lineAt(position.line).text.slice(0, position.character));
  const written = document.getWordRangeAtPosition(position, nameShape);
  const isReason = place.at === 'value' && place.path.at(-1) === 'reason';
  return suggestionsAt(schema, place).map(({ text, description }) => {
    const title = isReason ? texts.reasons[text]?.title : undefined;
    const item = new vscode.CompletionItem(
      title === undefined ? text : { label: text, description: title },
      place.at === 'key' ? vscode.CompletionItemKind.Property : vscode.CompletionItemKind.EnumMember,
    );
    if (place.at === 'key') item.insertText = `${text}: `;
    if (description !== '') item.documentation = description;
    if (written !== undefined) item.range = { inserting: written.with({ end: position }), replacing: written };
    return item;
  });
}

const ruleLine = /^\s{0,8}- {1,4}id: {1,4}["']?([a-z0-9][a-z0-9-]{0,80})["']?\s{0,4}(?:#|$)/;
function lensesOf(document: vscode.TextDocument): vscode.CodeLens[] {
  return Array.from({ length: document.lineCount }, (_, line) => line).flatMap((line) => {
    const rule = ruleLine.exec(document.lineAt(line).text)?.[1];
    if (rule === undefined) return [];
    const command = { title: vscode.l10n.t('Test this rule'), command: commandIds.testTeamRule, arguments: [rule] };
    return [new vscode.CodeLens(new vscode.Range(line, 0, line, 0), command)];
  });
}

/** Each sample of the rule, and what explains it when this file, as it stands in the editor, is the only pack. */
async function testRule(keeper: LensKeeper, rule: unknown): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (document === undefined || vscode.languages.match(selector, document) === 0) return;
  const [{ packIds, readPackFile, samplesIn }, knowledge] = await Promise.all([packReader(), ourKnowledge()]);
  const text = document.getText();
  const { pack, faults } = readPackFile(idOf(document, packIds), text, knowledge);
  keeper.tellFaults(document.uri, faults.map(diagnosticOf));
  if (pack === undefined) return sayInStatusBar(vscode.l10n.t('Bounce Lens: first mend the faults of this file'));
  const lens = createLens(withPacks(knowledge, await keeper.texts(), [pack]));
  const wanted = [...samplesIn(text)].filter(([id]) => typeof rule !== 'string' || id === rule);
  const rows = wanted.flatMap(([id, samples]) =>
    samples.map((sample) => {
      const verdict = lens.analyze({ text: sample }, { as: 'text' }).verdicts[0];
      const isFound = verdict?.rule === `${pack.id}/${id}`;
      const by = verdict === undefined ? vscode.l10n.t('not recognised') : verdict.rule;
      return { label: `${isFound ? '$(pass)' : '$(error)'} ${plainLabel(by)}`, description: plainLabel(sample.slice(0, 300)) };
    }),
  );
  await vscode.window.showQuickPick(rows, { title: vscode.l10n.t('What explains each sample'), matchOnDescription: true });
}
