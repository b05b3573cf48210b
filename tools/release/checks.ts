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

/** What git knows that is not committed; nothing where there is no git. */
export function uncommitted(): readonly string[] {
  try {
    const told = execFileSync('git', ['status', '--porcelain'], { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return told.split('\n').filter((line) => line !== '');
  } catch {
    return [];
  }
}
