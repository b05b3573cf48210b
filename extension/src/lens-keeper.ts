/** The lens that documents are read by: our knowledge in the user's language, with the workspace's packs and what is ours. */
import {
  createLens,
  type Knowledge,
  type Lens,
  type LensParts,
  mergedProfile,
  type Profile,
  type Texts,
  withPacks,
} from '@bounce-lens/shared';
import * as vscode from 'vscode';
import { loadTexts, shippedLanguages } from './load-texts.ts';
import { englishTexts, ourKnowledge } from './our-data.ts';
import { profileFrom } from './own-profile.ts';
import { packFolder, readTeamPacks, type TeamPacks } from './team-packs.ts';

export interface LensKeeper extends vscode.Disposable {
  /** The same promise until something the lens is made of has changed. It never rejects. */
  lens(): Promise<Lens>;
  /** What that lens is made of, for one in another thread. */
  parts(): Promise<LensParts>;
  /** The texts it answers in. */
  texts(): Promise<Texts>;
  /** The same answers in another language. */
  lensIn(language: string): Promise<Lens>;
  /** Tags of the languages there are answers in. */
  languages(): readonly string[];
  /** Of a pack as it is typed; once it is saved, it is read by the lens itself. */
  tellFaults(file: vscode.Uri, faults: readonly vscode.Diagnostic[]): void;
  /** There is another lens; what was read by the old one may be read again. */
  readonly onDidChange: vscode.Event<void>;
}

/** Files are saved in bursts. */
const quietMilliseconds = 100;

export function createLensKeeper(context: vscode.ExtensionContext, log: vscode.LogOutputChannel): LensKeeper {
  const changed = new vscode.EventEmitter<void>();
  const problems = vscode.languages.createDiagnosticCollection('bounce-lens');
  const start = (): Started => {
    const made = make(context, log);
    const started: Started = {
      lens: made.then(({ lens }) => lens),
      parts: made.then(({ parts }) => parts),
      texts: made.then(({ texts }) => texts),
      lensIn: async (language) => (await made).lensIn(language),
    };
    void made.then(({ faults }) => {
      // A later one is being made, and will tell.
      if (current !== started) return;
      problems.clear();
      for (const [file, diagnostics] of faults) problems.set(file, diagnostics);
      changed.fire();
    });
    return started;
  };
  let current = start();
  let timer: number | undefined;
  const renew = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      current = start();
    }, quietMilliseconds);
  };
  const held = vscode.Disposable.from(changed, problems, ...watch(renew), new vscode.Disposable(() => clearTimeout(timer)));
  return {
    lens: () => current.lens,
    parts: () => current.parts,
    texts: () => current.texts,
    lensIn: (language) => current.lensIn(language),
    languages: () => shippedLanguages(context),
    tellFaults: (file, faults) => problems.set(file, faults),
    onDidChange: changed.event,
    dispose: () => {
      held.dispose();
    },
  };
}

/** One making of a lens. */
interface Started {
  readonly lens: Promise<Lens>;
  readonly parts: Promise<LensParts>;
  readonly texts: Promise<Texts>;
  readonly lensIn: (language: string) => Promise<Lens>;
}

const lensSettings = ['bounceLens.language', 'bounceLens.profile'];
/** Whatever a lens is made of. */
function watch(renew: () => void): readonly vscode.Disposable[] {
  // The folder itself too: of what is in a folder that goes, nothing else is told.
  const watchers = [`**/${packFolder}`, `**/${packFolder}/*.{yml,yaml}`].map((glob) => vscode.workspace.createFileSystemWatcher(glob));
  return [
    ...watchers.flatMap((watcher) => [watcher, watcher.onDidCreate(renew), watcher.onDidChange(renew), watcher.onDidDelete(renew)]),
    vscode.workspace.onDidGrantWorkspaceTrust(renew),
    vscode.workspace.onDidChangeWorkspaceFolders(renew),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (lensSettings.some((name) => change.affectsConfiguration(name))) renew();
    }),
  ];
}

interface Made extends Pick<TeamPacks, 'faults'> {
  readonly lens: Lens;
  readonly parts: LensParts;
  readonly texts: Texts;
  /** The same in another language. */
  readonly lensIn: (language: string) => Promise<Lens>;
}
async function make(context: vscode.ExtensionContext, log: vscode.LogOutputChannel): Promise<Made> {
  const knowledge = await ourKnowledge();
  try {
    const [plain, { packs, faults }] = await Promise.all([loadTexts(context, log), readTeamPacks(knowledge, log)]);
    const { profile: packsOwn, ...extended } = withPacks(knowledge, plain, packs);
    const profile = mergedProfile([...(packsOwn ? [packsOwn] : []), settingsProfile(knowledge, log)]);
    const textsIn = async (tag: string): Promise<Texts> => withPacks(knowledge, await loadTexts(context, log, tag), packs).texts;
    const lensIn = async (tag: string): Promise<Lens> =>
      createLens({ ...extended, texts: await textsIn(tag), profile: withoutReplyLanguage(profile) });
    const replyTexts = profile.replyLanguage === undefined ? undefined : await textsIn(profile.replyLanguage);
    const parts = { ...extended, profile, ...(replyTexts && { replyTexts }) };
    return { lens: createLens(parts), parts, texts: extended.texts, lensIn, faults };
  } catch (error) {
    log.error(`Our own answers only: ${String(error)}`);
    const english = await englishTexts();
    const parts = { knowledge, texts: english };
    const lens = createLens(parts);
    return { lens, parts, texts: english, lensIn: async () => lens, faults: [] };
  }
}
function withoutReplyLanguage({ replyLanguage: _, ...profile }: Profile): Profile {
  return profile;
}

function settingsProfile(knowledge: Knowledge, log: vscode.LogOutputChannel): ReturnType<typeof profileFrom>['profile'] {
  const { profile, faults } = profileFrom(vscode.workspace.getConfiguration('bounceLens').get('profile'), knowledge);
  if (faults.length > 0) log.warn(`bounceLens.profile, what is left out of it: ${faults.join('; ')}`);
  return profile;
}
