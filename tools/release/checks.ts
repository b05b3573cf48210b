/** What must be true before anything is released. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allowedLicences, noticesText, type Shipped } from './third-party.ts';

const root = join(import.meta.dirname, '..', '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** The one version. */
export function versionHere(): string {
  const { version }: { readonly version: string } = JSON.parse(read('package.json'));
  return version;
}

/** Each in words with its remedy; none where all is well. */
export function releaseFaults(shipped: readonly Shipped[]): readonly string[] {
  return [...versionFaults(), ...changelogFaults(read('CHANGELOG.md'), versionHere()), ...licenceFaults(shipped)];
}

function versionFaults(): readonly string[] {
  const { workspaces }: { readonly workspaces: readonly string[] } = JSON.parse(read('package.json'));
  return workspaces.flatMap((folder) => {
    const { version }: { readonly version?: string } = JSON.parse(read(`${folder}/package.json`));
    return version === undefined || version === versionHere()
      ? []
      : [`${folder}/package.json says ${version}, package.json ${versionHere()}: make them one`];
  });
}

/** The newest section is this version's, and says something. */
export function changelogFaults(changelog: string, version: string): readonly string[] {
  const [, newest = '', text = ''] = /^## (\S{1,40})[^\n]{0,80}\n([\s\S]{0,100000}?)(?=\n## |$(?![\s\S]))/m.exec(changelog) ?? [];
  if (newest !== version) return [`CHANGELOG.md begins with ${newest || 'no version'}, not with ${version}: write what is new`];
  return text.trim() === '' ? [`CHANGELOG.md says nothing under ${version}`] : [];
}

function licenceFaults(shipped: readonly Shipped[]): readonly string[] {
  const strange = shipped
    .filter(({ licence }) => !allowedLicences.has(licence))
    .map(({ name, licence }) => `${name} is under ${licence}: it may not be shipped`);
  const stale = read('THIRD-PARTY-NOTICES.txt') === noticesText(shipped) ? [] : ['THIRD-PARTY-NOTICES.txt is stale: npm run notices'];
  return [...strange, ...stale];
}

/** What stands against tagging the commit that `folder` has checked out; each in words with its remedy. */
export function tagFaults(folder: string, version: string): readonly string[] {
  const open = git(folder, ['status', '--porcelain']);
  if (open === undefined) return ['there is no git repository here, so there is no commit to tag'];
  const uncommitted = open.split('\n').filter((line) => line !== '');
  const tagged = git(folder, ['rev-parse', '--quiet', '--verify', `refs/tags/v${version}`]);
  return [
    ...(uncommitted.length > 0 ? [`not committed: ${uncommitted.join(', ')}`] : []),
    ...(tagged === undefined
      ? []
      : [`v${version} is tagged already: raise the version in every package.json, and say in CHANGELOG.md what is new`]),
  ];
}
/** An annotated tag, here; it is not pushed. @throws with what git says, where it cannot. */
export function tagCommit(folder: string, version: string): void {
  execFileSync('git', ['tag', '-a', `v${version}`, '-m', `Bounce Lens ${version}`], {
    cwd: folder,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}
/** What git says; nothing where it cannot do it. */
function git(folder: string, args: readonly string[]): string | undefined {
  try {
    return execFileSync('git', args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return undefined;
  }
}
