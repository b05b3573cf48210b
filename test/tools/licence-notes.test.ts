import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { commandLineBundle } from '../../tools/command-line-bundle.ts';
import { licenceComment, packagesIn } from '../../tools/licence-notes.ts';

describe('the licences in a bundle', () => {
  it('are those of the packages in it, whole', async function () {
    this.timeout(30_000);
    const folder = mkdtempSync(join(tmpdir(), 'bounce-lens-licences-'));
    const { metafile } = await build({ ...commandLineBundle(folder), metafile: true });
    rmSync(folder, { recursive: true });
    const packages = packagesIn(metafile);
    for (const name of ['@kenjiuno/msgreader', 'yaml', '@cfworker/json-schema']) assert.ok(packages.includes(name), name);
    assert.equal(
      packages.some((name) => name.startsWith('@bounce-lens/') || name.includes('node_modules')),
      false,
    );
    const comment = licenceComment(packages);
    assert.match(
      comment,
      /^\/\*!\n[\s\S]*@kenjiuno\/msgreader [\d.]+ \(Apache-2\.0\)[\s\S]*Apache License[\s\S]*yaml [\d.]+ \(ISC\)[\s\S]*\n\*\/\n$/,
    );
    assert.equal(comment.indexOf('*/'), comment.length - 3);
  });

  it('are none where nothing is bundled, and do not let a package in that has none', () => {
    assert.equal(licenceComment([]), '');
    assert.throws(() => licenceComment(['no-such-package']));
    assert.deepEqual(packagesIn({ inputs: {} }), []);
  });
});
