/** What a store asks for besides the package: texts and pictures, gathered from where they are kept. */
import { cpSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

/** Where from, and what it is called among the release's files. */
const sources: readonly (readonly [from: string, to: string])[] = [
  ['docs/images', 'pictures'],
  ['docs/store', 'browser-stores'],
  ['extension/README.md', 'vscode-marketplace/README.md'],
  ['CHANGELOG.md', 'vscode-marketplace/CHANGELOG.md'],
];

/** The names of what was gathered. */
export function gatherStoreFiles(into: string): readonly string[] {
  mkdirSync(into, { recursive: true });
  for (const [from, to] of sources.filter(([path]) => existsSync(join(root, path))))
    cpSync(join(root, from), join(into, to), { recursive: true });
  return readdirSync(into).sort();
}
