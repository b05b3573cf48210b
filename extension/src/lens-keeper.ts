/** The lens that documents are read by: our knowledge in the user's language, with the workspace's packs and what is ours. */
import { createLens, type Lens, mergedProfile, withPacks } from '@bounce-lens/shared';
import knowledge from '@bounce-lens/shared/knowledge.json' with { type: 'json' };
import english from '@bounce-lens/shared/texts/en.json' with { type: 'json' };
import * as vscode from 'vscode';
import { loadTexts } from './load-texts.ts';
import { profileFrom } from './own-profile.ts';
import { packFolder, readTeamPacks, type TeamPacks } from './team-packs.ts';

export interface LensKeeper extends vscode.Disposable {
  /** The same promise until something the lens is made of has changed. It never rejects. */
  lens(): Promise<Lens>;
  /** There is another lens; what was read by the old one may be read again. */
  readonly onDidChange: vscode.Event<void>;
}

/** Files are saved in bursts. */
const quietMilliseconds = 100;

export function createLensKeeper(context: vscode.ExtensionContext, log: vscode.LogOutputChannel): LensKeeper {
  const changed = new vscode.EventEmitter<void>();
  const problems = vscode.languages.createDiagnosticCollection('bounce-lens');
  const start = (): Promise<Lens> => {
    const made = make(context, log);
    const shown = made.then(({ lens, faults }) => {
      // A later one is being made, and will tell.
      if (current !== shown) return lens;
      problems.clear();
      for (const [file, diagnostics] of faults) problems.set(file, diagnostics);
      changed.fire();
      return lens;
    });
    return shown;
  };
  let current: Promise<Lens> = start();
  let timer: number | undefined;
  const renew = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      current = start();
    }, quietMilliseconds);
  };
  const held = vscode.Disposable.from(changed, problems, ...watch(renew), new vscode.Disposable(() => clearTimeout(timer)));
  return {
    lens: () => current,
    onDidChange: changed.event,
    dispose: () => {
      held.dispose();
    },
  };
}

/** Whatever a lens is made of. */
function watch(renew: () => void): readonly vscode.Disposable[] {
  // The folder itself too: of what is in a folder that goes, nothing else is told.
  const watchers = [`**/${packFolder}`, `**/${packFolder}/*.{yml,yaml}`].map((glob) => vscode.workspace.createFileSystemWatcher(glob));
  return [
    ...watchers.flatMap((watcher) => [watcher, watcher.onDidCreate(renew), watcher.onDidChange(renew), watcher.onDidDelete(renew)]),
    vscode.workspace.onDidGrantWorkspaceTrust(renew),
    vscode.workspace.onDidChangeWorkspaceFolders(renew),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('bounceLens')) renew();
    }),
  ];
}

interface Made extends Pick<TeamPacks, 'faults'> {
  readonly lens: Lens;
}
async function make(context: vscode.ExtensionContext, log: vscode.LogOutputChannel): Promise<Made> {
  try {
    const [texts, { packs, faults }] = await Promise.all([loadTexts(context, log), readTeamPacks(knowledge, log)]);
    const { profile: packsOwn, ...extended } = withPacks(knowledge, texts, packs);
    const profile = mergedProfile([...(packsOwn ? [packsOwn] : []), settingsProfile(log)]);
    return { lens: createLens({ ...extended, profile }), faults };
  } catch (error) {
    log.error(`Our own answers only: ${String(error)}`);
    return { lens: createLens({ knowledge, texts: english }), faults: [] };
  }
}

function settingsProfile(log: vscode.LogOutputChannel): ReturnType<typeof profileFrom>['profile'] {
  const { profile, faults } = profileFrom(vscode.workspace.getConfiguration('bounceLens').get('profile'), knowledge);
  if (faults.length > 0) log.warn(`bounceLens.profile, what is left out of it: ${faults.join('; ')}`);
  return profile;
}
