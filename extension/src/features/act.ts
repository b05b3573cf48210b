/** What can be done with an answer besides copying it: in another language, redacted, looked up, or told to be wrong. */
import { groupName, type Verdict } from '@bounce-lens/shared';
import * as vscode from 'vscode';
import { addressesOf } from '../addresses-of.ts';
import { answerFor, type PlacedAnswer, sayInStatusBar, sayNothingThere } from '../answer-place.ts';
import type { Answers } from '../answers.ts';
import { commandIds } from '../command-ids.ts';
import type { LensKeeper } from '../lens-keeper.ts';
import { ourKnowledge } from '../our-data.ts';
import { plainLabel } from '../plain-label.ts';
import { idFrom, ruleSkeleton } from '../rule-skeleton.ts';
import { redactedReplyOf, redactedSampleOf } from '../sample-of.ts';
import { packFolder } from '../team-packs.ts';

export function registerActs(answers: Answers, keeper: LensKeeper): vscode.Disposable {
  const withAnswer = (act: (answer: PlacedAnswer) => Promise<void>) => async (argument: unknown) => {
    const answer = await answerFor(answers, argument);
    if (answer === undefined) return sayNothingThere();
    await act(answer);
  };
  return vscode.Disposable.from(
    vscode.commands.registerCommand(
      commandIds.copyReplyIn,
      withAnswer((answer) => copyReplyIn(answer, keeper)),
    ),
    vscode.commands.registerCommand(commandIds.copyRedactedSample, withAnswer(copyRedacted)),
    vscode.commands.registerCommand(commandIds.lookUpAddress, withAnswer(lookUp)),
    vscode.commands.registerCommand(
      commandIds.startTeamRule,
      withAnswer((answer) => startRule(answer, keeper)),
    ),
  );
}

async function copyReplyIn({ diagnosis }: PlacedAnswer, keeper: LensKeeper): Promise<void> {
  const rows = keeper
    .languages()
    .map((tag) => ({ label: new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag, description: tag }));
  const picked = await vscode.window.showQuickPick(rows, { title: vscode.l10n.t('Language of the reply'), matchOnDescription: true });
  if (picked === undefined) return;
  const inLanguage = (await keeper.lensIn(picked.description)).explain(diagnosis.verdict);
  await vscode.env.clipboard.writeText(inLanguage.customerReply);
  sayInStatusBar(vscode.l10n.t('$(check) Copied: {0}', plainLabel(inLanguage.title)));
}

async function copyRedacted(answer: PlacedAnswer): Promise<void> {
  await vscode.env.clipboard.writeText(redactedSampleOf(answer.diagnosis.verdict, lineOf(answer), await ourKnowledge()));
  sayInStatusBar(vscode.l10n.t('$(check) Copied: {0}', vscode.l10n.t('a redacted sample')));
}
/** Of a log, whose line tells all. */
function lineOf({ document, range, kind }: PlacedAnswer): string | undefined {
  return kind === 'log' ? document.lineAt(range.start.line).text : undefined;
}

/** Pages where anybody may ask about an address; the answer's own links come first. */
const lookups = [
  { title: 'Spamhaus', before: 'https://check.spamhaus.org/results?query=' },
  { title: 'MultiRBL', before: 'https://multirbl.valli.org/lookup/' },
  { title: 'RDAP', before: 'https://rdap.org/ip/' },
] as const;

async function lookUp({ diagnosis }: PlacedAnswer): Promise<void> {
  const addresses = addressesOf(diagnosis.verdict);
  const own = diagnosis.links.filter(({ href }) => addresses.some((ip) => href.includes(ip)));
  const rows = [
    ...own.map(({ title, href }) => ({ label: title, description: href })),
    ...addresses.flatMap((ip) =>
      lookups.map(({ title, before }) => ({ label: `${title}: ${ip}`, description: before + encodeURIComponent(ip) })),
    ),
  ];
  if (rows.length === 0) return sayInStatusBar(vscode.l10n.t('Bounce Lens: there is no IP address in this answer'));
  const picked = await vscode.window.showQuickPick(rows, {
    title: vscode.l10n.t('Opens in your browser; nothing is asked before'),
    matchOnDescription: true,
  });
  if (picked !== undefined) await vscode.env.openExternal(vscode.Uri.parse(picked.description, true));
}

async function startRule({ diagnosis }: PlacedAnswer, keeper: LensKeeper): Promise<void> {
  const { verdict } = diagnosis;
  const reason = await pickReason(verdict, keeper);
  if (reason === undefined) return;
  const name = await vscode.window.showInputBox({
    title: vscode.l10n.t('Name of the team rule'),
    value: idFrom(reason),
    validateInput: (text) => (text === idFrom(text) ? undefined : vscode.l10n.t('Lower case letters, digits and hyphens only')),
  });
  if (name === undefined) return;
  const sample = redactedReplyOf(verdict, await ourKnowledge());
  const comment = vscode.l10n.t(
    'Check the phrase: it must stand in every bounce of this kind and in no other. Nothing of the sample names anybody.',
  );
  const { dialect } = verdict.finding.event;
  const facts = { id: name, writer: name, sample, reason, comment, ...(dialect !== 'plain' && { dialect }) };
  await openSkeleton(name, ruleSkeleton(facts));
}

async function pickReason({ reason }: Verdict, keeper: LensKeeper): Promise<string | undefined> {
  const [texts, knowledge] = await Promise.all([keeper.texts(), ourKnowledge()]);
  const rows = knowledge.reasons.map(({ id }) => ({ label: plainLabel(groupName('reason', id, texts)), description: id }));
  const ordered = [
    ...rows.filter(({ description }) => description === reason),
    ...rows.filter(({ description }) => description !== reason),
  ];
  const picked = await vscode.window.showQuickPick(ordered, {
    title: vscode.l10n.t('What does this text really mean?'),
    matchOnDescription: true,
  });
  return picked?.description;
}

/** Into the workspace's folder of packs, under a name that is free; without a workspace, or one that is not trusted, into a new editor. */
async function openSkeleton(name: string, content: string): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const isWritable =
    folder !== undefined && vscode.workspace.isTrusted && vscode.workspace.fs.isWritableFileSystem(folder.scheme) !== false;
  const file = folder && isWritable ? await freeName(vscode.Uri.joinPath(folder, packFolder), name) : undefined;
  if (file === undefined) {
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: 'yaml', content }));
    return;
  }
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(content));
  await vscode.window.showTextDocument(file);
}
async function freeName(folder: vscode.Uri, name: string): Promise<vscode.Uri> {
  for (let number = 1; ; number++) {
    const file = vscode.Uri.joinPath(folder, `${name}${number === 1 ? '' : `-${number}`}.yml`);
    const isTaken = await vscode.workspace.fs.stat(file).then(
      () => true,
      () => false,
    );
    if (!isTaken) return file;
  }
}
