/** The licences of what a bundle contains besides our own, so that the bundle may be passed on alone. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

/** `@kenjiuno/msgreader`, of each file of a package that was bundled. */
export function packagesIn({ inputs }: { readonly inputs: Readonly<Record<string, unknown>> }): readonly string[] {
  const names = Object.keys(inputs).flatMap((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules\/)/.exec(path)?.[1] ?? []);
  // The workspaces are linked there; they are ours.
  return [...new Set(names)].filter((name) => !name.startsWith('@bounce-lens/')).sort();
}

/** A comment with name, version and licence of each; it throws where a package has none, because then it may not be bundled. */
export function licenceComment(packages: readonly string[]): string {
  const notes = packages.map((name) => `${titleOf(name)}\n\n${licenceOf(name)}`);
  return notes.length === 0 ? '' : `/*!\nThis file contains:\n\n${notes.join('\n\n').replaceAll('*/', '* /')}\n*/\n`;
}
interface PackageFile {
  readonly version: string;
  readonly license?: string;
  readonly author?: string | { readonly name: string };
}
/** The `package.json` of an installed package. */
export function packageFile(name: string): PackageFile {
  return JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8'));
}
function titleOf(name: string): string {
  const { version, license } = packageFile(name);
  if (license === undefined) throw new Error(`${name} states no licence: it cannot be bundled`);
  return `${name} ${version} (${license})`;
}
/** The texts; of a package that only states which licence, who gives it. */
export function licenceOf(name: string): string {
  const folder = join(root, 'node_modules', name);
  const files = readdirSync(folder).filter((file) => /^(?:licen[cs]e|notice|copying)/i.test(file));
  if (files.length > 0) return files.map((file) => readFileSync(join(folder, file), 'utf8').trim()).join('\n\n');
  const { author = name } = packageFile(name);
  return `Copyright (c) ${typeof author === 'string' ? author : author.name}`;
}
