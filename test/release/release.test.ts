/** What is published: made twice in two places it is the same; installed in an empty folder it works; what is said of it is true. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Ajv } from 'ajv';
import { changelogFaults, tagCommit, tagFaults, versionHere } from '../../tools/release/checks.ts';
import { projectFiles, root } from '../house/sources.ts';
import { copyTree, runIn } from './copied-tree.ts';

const node = process.execPath;
const version = versionHere();

/** CycloneDX's own schemas. Formats are left to it: their checkers are packages of their own, and ours are made of names and versions. */
function bomValidator(): ReturnType<Ajv['compile']> {
  const ajv = new Ajv({ strict: false, validateFormats: false });
  const schema = (name: string): object =>
    JSON.parse(readFileSync(join(root, `node_modules/@cyclonedx/cyclonedx-library/res/schema/${name}.SNAPSHOT.schema.json`), 'utf8'));
  // The one names the others as its files are called.
  for (const name of ['spdx', 'jsf-0.82'])
    ajv.addSchema({ ...schema(name), $id: `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json` });
  return ajv.compile(schema('bom-1.5'));
}

/** A repository of its own, whose origin is one beside it. */
function commitAll(folder: string): void {
  runIn(folder, ['git', 'init', '-q', '--bare', `${folder}-origin.git`]);
  runIn(folder, ['git', 'init', '-q']);
  runIn(folder, ['git', 'config', 'user.name', 'Kim']);
  runIn(folder, ['git', 'config', 'user.email', 'kim@example.org']);
  runIn(folder, ['git', 'remote', 'add', 'origin', `${folder}-origin.git`]);
  runIn(folder, ['git', 'add', '--all']);
  runIn(folder, ['git', 'commit', '-q', '-m', 'All there is']);
  runIn(folder, ['git', 'push', '-q', 'origin', 'HEAD:main']);
}

describe('a release', function () {
  this.timeout(600_000);
  const made: { here: string; there: string; told: string } = { here: '', there: '', told: '' };
  const released = (name: string): string => join(made.here, 'dist/release', name);

  before(() => {
    made.here = copyTree('a');
    made.told = runIn(made.here, [node, '--import', 'tsx', 'tools/release.ts'], { TZ: 'UTC' });
    made.there = copyTree('somewhere-else-altogether');
    // Somebody careful: nobody else may read what is checked out or made.
    for (const path of projectFiles()) chmodSync(join(made.there, path), 0o600);
    commitAll(made.there);
    runIn(made.there, ['sh', '-c', 'umask 077; exec "$0" "$@"', node, '--import', 'tsx', 'tools/release.ts', '--tag'], {
      TZ: 'Asia/Tokyo',
      LANG: 'ja_JP.UTF-8',
    });
  });
  after(() => {
    for (const folder of [made.here, made.there].filter((path) => path !== '')) rmSync(dirname(folder), { recursive: true, force: true });
  });

  it('is of the same bytes wherever and whenever it is made', () => {
    const [here, there] = [made.here, made.there].map((folder) => readFileSync(join(folder, 'dist/release/SHA256SUMS'), 'utf8'));
    assert.equal(here, there);
    assert.equal(
      (here ?? '').trim().split('\n').length,
      readdirSync(join(made.here, 'dist/release')).length - 2,
      'all files but the sums and the store folder',
    );
  });

  it('tags the commit it was made of where it is asked to, and pushes nothing', () => {
    const tag = `v${version}`;
    assert.equal(runIn(made.there, ['git', 'cat-file', '-t', tag]).trim(), 'tag', 'an annotated one');
    assert.equal(runIn(made.there, ['git', 'rev-parse', `${tag}^{commit}`]), runIn(made.there, ['git', 'rev-parse', 'HEAD']));
    assert.equal(runIn(made.there, ['git', 'ls-remote', '--tags', 'origin']), '');
    assert.equal(runIn(made.there, ['git', 'status', '--porcelain']), '', 'and changes no file that is checked in');
  });

  it('has checksums that are true', () => {
    for (const line of readFileSync(released('SHA256SUMS'), 'utf8').trim().split('\n')) {
      const [sum = '', name = ''] = line.split('  ');
      assert.equal(
        createHash('sha256')
          .update(readFileSync(released(name)))
          .digest('hex'),
        sum,
        name,
      );
    }
  });

  it('publishes nothing by itself', () => assert.match(made.told, /Nothing was published/));

  it('has a package for every place, and texts and pictures for the stores', () => {
    const names = readdirSync(join(made.here, 'dist/release'));
    for (const ending of ['.tgz', '.vsix', '.cdx.json'])
      assert.ok(names.includes(`bounce-lens-${version}${ending}`), `${ending} among ${names}`);
    for (const target of ['chromium', 'firefox', 'thunderbird']) assert.ok(names.includes(`bounce-lens-${target}-${version}.zip`), target);
    assert.ok(readdirSync(released('store/pictures')).length > 3);
    assert.ok(readdirSync(released('store/vscode-marketplace')).includes('README.md'));
  });

  it('names nothing of the machine it was made on', () => {
    for (const name of [
      'dist/bounce-lens.cjs',
      'dist/extension/extension.js',
      'dist/npm/index.js',
      'dist/npm/package.json',
      'dist/webext/chromium/background.js',
    ])
      assert.ok(!readFileSync(join(made.here, name), 'utf8').includes(dirname(made.here)), name);
  });

  it('has a bill of materials by its standard', () => {
    const isSound = bomValidator();
    const file = readFileSync(released(`bounce-lens-${version}.cdx.json`), 'utf8');
    assert.ok(isSound(JSON.parse(file)), JSON.stringify(isSound.errors));
    assert.equal(isSound(JSON.parse(file.replace('"type": "library"', '"type": "book"'))), false);
    assert.equal(isSound(JSON.parse(file.replace('"id": "MIT"', '"id": "MTI"'))), false, 'licences are those of SPDX');
  });

  it('has a bill of materials and notices of the same packages', () => {
    const bom: { readonly components: readonly { readonly name: string; readonly version: string }[]; readonly serialNumber: string } =
      JSON.parse(readFileSync(released(`bounce-lens-${version}.cdx.json`), 'utf8'));
    const notices = readFileSync(released('THIRD-PARTY-NOTICES.txt'), 'utf8');
    assert.ok(bom.components.length > 3);
    assert.match(bom.serialNumber, /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
    for (const { name, version: of } of bom.components) assert.ok(notices.includes(`${name} ${of} (`), name);
    assert.equal(notices, readFileSync(join(root, 'THIRD-PARTY-NOTICES.txt'), 'utf8'), 'npm run notices');
  });

  describe('its npm package, installed in an empty folder', () => {
    const folder = mkdtempSync(join(tmpdir(), 'bounce-lens-installed-'));
    before(() => {
      writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
      runIn(folder, ['npm', 'install', '--offline', '--no-audit', '--no-fund', '--ignore-scripts', released(`bounce-lens-${version}.tgz`)]);
    });
    after(() => rmSync(folder, { recursive: true, force: true }));

    it('comes alone', () =>
      assert.deepEqual(
        readdirSync(join(folder, 'node_modules')).filter((name) => !name.startsWith('.')),
        ['bounce-lens'],
      ));

    it('runs', () => {
      const bin = join(folder, 'node_modules/.bin/bounce-lens');
      assert.equal(runIn(folder, [bin, '--version']).trim(), version);
      assert.match(runIn(folder, [bin, 'explain', '552 5.2.2 Mailbox full']), /mailbox is full/);
      writeFileSync(
        join(folder, 'mail.log'),
        'Nov 21 10:05:50 mx postfix/smtp[1]: 4F5501: to=<kim@example.com>, relay=mx.example.com[192.0.2.5]:25, dsn=5.1.1, status=bounced (host mx.example.com[192.0.2.5] said: 550 5.1.1 User unknown (in reply to RCPT TO command))\n',
      );
      assert.match(runIn(folder, [bin, 'triage', '--format', 'ndjson', 'mail.log']), /"reason":"user-unknown"/);
    });

    it('is a library, as its README shows', () => {
      const readme = readFileSync(join(folder, 'node_modules/bounce-lens/README.md'), 'utf8');
      const example = /```js\n([\s\S]{1,4000}?)```/.exec(readme)?.[1] ?? '';
      writeFileSync(join(folder, 'example.js'), example);
      assert.match(runIn(folder, [node, 'example.js']), /^mailbox-full recipient /);
    });

    it('exports what its README says', () => {
      const readme = readFileSync(join(folder, 'node_modules/bounce-lens/README.md'), 'utf8');
      const table = readme.slice(readme.indexOf('| Import'));
      const named = [
        ...table.matchAll(
          /`(createLens|toRecord|csvHeader|csvLine|tellStories|attemptOf|visibleText|escapeMarkdown|compilePack|withPacks)\b/g,
        ),
      ].map(([, name = '']) => name);
      assert.ok(new Set(named).size >= 9, String(named));
      writeFileSync(join(folder, 'names.js'), "import * as door from 'bounce-lens';\nconsole.log(Object.keys(door).join(' '));");
      const exported = runIn(folder, [node, 'names.js']).trim().split(' ');
      for (const name of named) assert.ok(exported.includes(name), name);
    });

    it('has types that a strict compiler takes', () => {
      writeFileSync(
        join(folder, 'uses.ts'),
        "import { createLens, type Analysis } from 'bounce-lens';\nimport { english, knowledge } from 'bounce-lens/knowledge';\nimport { readPackFile } from 'bounce-lens/pack-file';\nimport german from 'bounce-lens/texts/de.json' with { type: 'json' };\nconst analysis: Analysis = createLens({ knowledge, texts: english }).analyze({ text: '550' });\nexport const title: string = createLens({ knowledge, texts: german }).explain(analysis.verdicts[0]!).title;\nexport const faults: number = readPackFile('x', '', knowledge).faults.length;\n",
      );
      const tsc = join(root, 'node_modules/typescript/bin/tsc');
      runIn(folder, [node, tsc, '--strict', '--noEmit', '--module', 'nodenext', '--target', 'es2022', '--resolveJsonModule', 'uses.ts']);
      writeFileSync(join(folder, 'wrong.ts'), "import { createLens } from 'bounce-lens';\ncreateLens({ knowledge: 1 });\n");
      assert.throws(() => runIn(folder, [node, tsc, '--strict', '--noEmit', '--module', 'nodenext', '--target', 'es2022', 'wrong.ts']));
    });
  });
});

describe('the changelog', () => {
  it('begins with this version', () => {
    assert.deepEqual(changelogFaults('# Changelog\n\n## 1.2.0\n\n- x\n\n## 1.1.0\n', '1.2.0'), []);
    assert.match(changelogFaults('# Changelog\n\n## 1.1.0\n\n- x\n', '1.2.0').join(), /begins with 1\.1\.0/);
    assert.match(changelogFaults('# Changelog\n\n## 1.2.0\n\n## 1.1.0\n\n- x\n', '1.2.0').join(), /says nothing/);
    assert.match(changelogFaults('', '1.2.0').join(), /no version/);
  });
});

describe('a tag', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bounce-lens-tag-'));
  after(() => {
    for (const path of [folder, `${folder}-origin.git`]) rmSync(path, { recursive: true, force: true });
  });

  it('is refused where there is no repository, something is not committed, or it is there', () => {
    assert.match(tagFaults(folder, '1.2.0').join(), /no git repository/);
    writeFileSync(join(folder, 'a.txt'), 'a');
    commitAll(folder);
    assert.deepEqual(tagFaults(folder, '1.2.0'), []);
    writeFileSync(join(folder, 'b.txt'), 'b');
    assert.match(tagFaults(folder, '1.2.0').join(), /not committed: .*b\.txt/);
    rmSync(join(folder, 'b.txt'));
    tagCommit(folder, '1.2.0');
    assert.match(tagFaults(folder, '1.2.0').join(), /v1\.2\.0 is tagged already/);
    assert.deepEqual(tagFaults(folder, '1.3.0'), []);
  });
});
