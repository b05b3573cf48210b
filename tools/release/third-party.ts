/** What of others is in what we ship: found by bundling every product, as notices for people and as a bill of materials for programs. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { licenceOf, packageFile, packagesIn } from '../licence-notes.ts';

const root = join(import.meta.dirname, '..', '..');

/** Each product with where its code begins; a folder stands for all files in it that a bundle may begin with. */
const entries: Readonly<Record<string, readonly string[]>> = {
  'bounce-lens (npm)': ['cli/src/main.ts', 'shared/src/index.ts', 'shared/src/pack-file.ts'],
  'bounce-lens.vsix': ['extension/src/extension.ts', 'extension/src/web.ts', ...filesIn('extension/node'), ...filesIn('extension/webview')],
  'browser extensions': filesIn('webext/src'),
};
function filesIn(folder: string): readonly string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.d.ts'))
    .map(({ name }) => `${folder}/${name}`)
    .sort();
}

export interface Shipped {
  readonly name: string;
  readonly version: string;
  /** An SPDX expression. */
  readonly licence: string;
  readonly products: readonly string[];
}

/** Sorted by name; the knowledge must have been generated. */
export async function shippedPackages(): Promise<readonly Shipped[]> {
  const found = new Map<string, string[]>();
  for (const [product, files] of Object.entries(entries))
    for (const name of await packagesOf(files)) found.set(name, [...(found.get(name) ?? []), product]);
  return [...found]
    .map(([name, products]) => ({ name, version: packageFile(name).version, licence: packageFile(name).license ?? 'NONE', products }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
async function packagesOf(entryPoints: readonly string[]): Promise<readonly string[]> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [...entryPoints],
    outdir: 'nowhere',
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'esm',
    loader: { '.css': 'text' },
    // No product carries it: each has its host's charsets instead.
    alias: { 'iconv-lite': join(root, 'tools/charsets-of-the-host.ts') },
    external: ['vscode', 'bounce-lens:*'],
    logLevel: 'error',
  });
  return packagesIn(metafile);
}

/** Licences under which others' work may be part of ours. */
export const allowedLicences: ReadonlySet<string> = new Set([
  'MIT',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'MPL-2.0',
  '0BSD',
]);

/** `THIRD-PARTY-NOTICES.txt` */
export function noticesText(shipped: readonly Shipped[]): string {
  const list = shipped.map(({ name, version, licence, products }) => `${name} ${version} (${licence}), in ${products.join(', ')}`);
  const texts = shipped.map(({ name, version }) => `${'='.repeat(100)}\n${name} ${version}\n\n${licenceOf(name)}`);
  return `Bounce Lens contains work of others. "npm run notices" writes this file; a test holds it true.\n\n${list.join('\n')}\n\n${texts.join('\n\n')}\n`;
}

/** A bill of materials, CycloneDX 1.5; of the same packages the same bytes. */
export function billOfMaterials(version: string, shipped: readonly Shipped[]): string {
  const reference = (name: string, of: string): string => `pkg:npm/${name.replace('@', '%40')}@${of}`;
  const components = shipped.map(({ name, version: of, licence, products }) => ({
    type: 'library',
    'bom-ref': reference(name, of),
    name,
    version: of,
    licenses: [{ license: { id: licence } }],
    purl: reference(name, of),
    properties: [{ name: 'bounce-lens:products', value: products.join(', ') }],
  }));
  const own = {
    type: 'application',
    'bom-ref': reference('bounce-lens', version),
    name: 'bounce-lens',
    version,
    licenses: [{ license: { id: 'MIT' } }],
  };
  const dependencies = [{ ref: own['bom-ref'], dependsOn: components.map((one) => one['bom-ref']) }];
  const hash = createHash('sha256')
    .update(JSON.stringify([own, components]))
    .digest('hex');
  const serialNumber = `urn:uuid:${hash.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*/, '$1-$2-5$3-a$4-$5')}`;
  const bom = {
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    serialNumber,
    version: 1,
    metadata: { component: own },
    components,
    dependencies,
  };
  return `${JSON.stringify(bom, undefined, 2)}\n`;
}
