/**
 * `npm run release` makes all that is published, into dist/release/, and checks what can be checked; it publishes nothing. `-- --tag` also tags the
 * commit, where everything is committed. The same commit makes the same bytes, with the same Node.
 */
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildAll } from './build.ts';
import { endChildrenOnSignal, step } from './progress.mjs';
import { releaseFaults, tagCommit, tagFaults, versionHere } from './release/checks.ts';
import { makeNpmPackage, packNpmPackage } from './release/npm-package.ts';
import { gatherStoreFiles } from './release/store.ts';
import { billOfMaterials, type Shipped, shippedPackages } from './release/third-party.ts';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');
const release = join(dist, 'release');

/** `bounce-lens.vsix` → `bounce-lens-0.1.0.vsix` */
function copyNamed(version: string): void {
  const products = readdirSync(dist).filter((name) => /\.(?:vsix|zip)$/.test(name));
  for (const name of products) copyFileSync(join(dist, name), join(release, name.replace(/\.(?=\w{1,8}$)/, `-${version}.`)));
}

/** In the form that `sha256sum --check` reads. */
function writeChecksums(): void {
  const files = readdirSync(release).filter((name) => name !== 'SHA256SUMS' && statSync(join(release, name)).isFile());
  const sums = files.sort().map(
    (name) =>
      `${createHash('sha256')
        .update(readFileSync(join(release, name)))
        .digest('hex')}  ${name}\n`,
  );
  writeFileSync(join(release, 'SHA256SUMS'), sums.join(''));
}

async function makeRelease(version: string, shipped: readonly Shipped[]): Promise<void> {
  rmSync(release, { recursive: true, force: true });
  mkdirSync(release, { recursive: true });
  copyNamed(version);
  await step('packing the npm package', async () => {
    await makeNpmPackage(join(dist, 'npm'), dist);
    await packNpmPackage(join(dist, 'npm'), release);
  });
  copyFileSync(join(root, 'THIRD-PARTY-NOTICES.txt'), join(release, 'THIRD-PARTY-NOTICES.txt'));
  writeFileSync(join(release, `bounce-lens-${version}.cdx.json`), billOfMaterials(version, shipped));
  gatherStoreFiles(join(release, 'store'));
  writeChecksums();
}

function tellPublishing(version: string, isTagged: boolean): void {
  console.log(`
${readFileSync(join(release, 'SHA256SUMS'), 'utf8')}
Nothing was published. To publish, from ${release}, with the keys of each place:
  npm publish bounce-lens-${version}.tgz
  npx vsce publish --packagePath bounce-lens-${version}.vsix
  npx ovsx publish bounce-lens-${version}.vsix
  bounce-lens-chromium-${version}.zip       Chrome Web Store and Edge Add-ons, by their dashboards
  bounce-lens-firefox-${version}.zip        addons.mozilla.org; bounce-lens-thunderbird-${version}.zip: addons.thunderbird.net
  store/                                    texts and pictures for them${isTagged ? `\n  git push origin v${version}` : ''}`);
}

function refuse(faults: readonly string[]): 1 {
  console.error(`No release:\n  ${faults.join('\n  ')}`);
  return 1;
}

async function main(args: readonly string[]): Promise<number> {
  const version = versionHere();
  const tags = args.includes('--tag');
  // Told before anything is made.
  const untaggable = tags ? tagFaults(root, version) : [];
  if (untaggable.length > 0) return refuse(untaggable);
  await buildAll();
  const shipped = await step('looking for what of others is in it', shippedPackages);
  const faults = releaseFaults(shipped);
  if (faults.length > 0) return refuse(faults);
  await makeRelease(version, shipped);
  if (tags) tagCommit(root, version);
  tellPublishing(version, tags);
  return 0;
}

endChildrenOnSignal();
process.exitCode = await main(process.argv.slice(2));
