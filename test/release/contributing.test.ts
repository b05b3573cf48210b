/** CONTRIBUTING.md, done: each recipe followed by hand in a copy of the project, with nothing but what it says. */
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readProjectFile } from '../house/sources.ts';
import { copyTree, runIn } from './copied-tree.ts';

const node = process.execPath;
const guide = readProjectFile('CONTRIBUTING.md');

describe('a contributor, in a clone of their own,', function () {
  this.timeout(300_000);
  const clone = { folder: '' };
  const at = (path: string): string => join(clone.folder, path);
  const edit = (path: string, change: (text: string) => string): void => writeFileSync(at(path), change(readFileSync(at(path), 'utf8')));
  const generate = (): string => runIn(clone.folder, ['npm', 'run', '-s', 'generate']);
  const explain = (...args: readonly string[]): string =>
    runIn(clone.folder, [node, '--import', 'tsx', 'cli/src/main.ts', 'explain', ...args]);
  const mocha = (file: string, env: Readonly<Record<string, string>> = {}, ...more: readonly string[]): string =>
    runIn(
      clone.folder,
      [node, 'node_modules/mocha/bin/mocha.js', '--no-config', '--node-option', 'import=tsx', '--timeout', '60000', file, ...more],
      env,
    );

  before(() => {
    clone.folder = copyTree('clone');
    generate();
  });
  after(() => rmSync(dirname(clone.folder), { recursive: true, force: true }));

  it('adds a rule by the command, and its sample proves it', () => {
    const reply = "550 5.2.1 The account's ink has dried up entirely";
    runIn(clone.folder, ['npm', 'run', '-s', 'new:rule', '--', 'google/dried-up', 'mailbox-disabled', reply]);
    edit('shared/knowledge/rules/google.yml', (text) =>
      text.replace(/sources: \[\](?![\s\S]*sources: \[\])/, 'sources: ["https://support.google.com/mail/answer/22370"]'),
    );
    generate();
    mocha('test/rules.test.ts', {}, '-g', 'google');
    assert.match(explain('--format', 'json', `host gmail-smtp-in.l.google.com said: ${reply} - gsmtp`), /"rule": "google\/dried-up"/);
  });

  it('begins a new writer by the same command', () => {
    const reply = '550 5.7.1 Turned away by the glass harmonica filter';
    runIn(clone.folder, ['npm', 'run', '-s', 'new:rule', '--', 'glass-harmonica/turned-away', 'policy', reply]);
    generate();
    mocha('test/rules.test.ts', {}, '-g', 'glass-harmonica');
    assert.match(explain('--format', 'json', reply), /"rule": "glass-harmonica\/turned-away"/);
  });

  it('adds a reason in one file; the languages name what they lack', () => {
    const like = readFileSync(at('shared/knowledge/reasons/mailbox-disabled.yml'), 'utf8');
    writeFileSync(at('shared/knowledge/reasons/ink-dried-up.yml'), like.replace(/^title: .*/m, "title: The recipient's ink has dried up"));
    edit('shared/knowledge/rules/google.yml', (text) =>
      text.replace(/(id: dried-up[\s\S]{1,400}?reason: )mailbox-disabled/, '$1ink-dried-up'),
    );
    generate();
    mocha('test/reasons.test.ts', {}, '-g', 'ink-dried-up');
    assert.match(
      explain("host gmail-smtp-in.l.google.com said: 550 5.2.1 The account's ink has dried up entirely - gsmtp"),
      /ink has dried up/,
    );
    assert.throws(() => mocha('test/languages.test.ts'), /ink-dried-up: title is missing/);
    rmSync(at('shared/knowledge/reasons/ink-dried-up.yml'));
    edit('shared/knowledge/rules/google.yml', (text) => text.replace('reason: ink-dried-up', 'reason: mailbox-disabled'));
    generate();
  });

  it('adds a language in one file; what it lacks is English, and is listed', () => {
    const dutch = readFileSync(at('shared/knowledge/languages/nl.yml'), 'utf8');
    writeFileSync(
      at('shared/knowledge/languages/af.yml'),
      dutch
        .replace(/^title: .*/m, 'title: Afrikaans')
        .replace(/^ {2}heading-steps: .*/m, '  heading-steps: Doen dit so')
        .replace(/^ {2}heading-why: .*\n/m, ''),
    );
    generate();
    const answer = explain('--lang', 'af', '552 5.2.2 Mailbox full');
    assert.match(answer, /Doen dit so/);
    assert.match(answer, /Why this answer/);
    assert.throws(() => mocha('test/languages.test.ts'), /label heading-why is missing/);
    rmSync(at('shared/knowledge/languages/af.yml'));
    generate();
  });

  it("writes a team's pack, as the guide shows it", () => {
    const [, shown = ''] = /## A team pack[\s\S]*?```yaml\n([\s\S]*?)```/.exec(guide) ?? [];
    writeFileSync(at('acme.yml'), shown);
    assert.match(explain('--pack', 'acme.yml', '550 Account is on ice'), /Call Ann in billing\./);
    assert.match(
      explain('--pack', 'acme.yml', '552 5.2.2 <kim@example.com>: mailbox full'),
      /call our service desk about kim@example\.com/,
    );
  });

  it('adds a dialect in one file, with a sample whose golden is written', () => {
    writeFileSync(
      at('shared/src/dialects/quill.ts'),
      `/** Quill's log: \`quill: kim@example.com refused 550 5.1.1 User unknown\`. */
import { readReply } from '../scan/reply.ts';
import type { LineDialect } from './dialect.ts';

const begins = /^quill: ([^\\s]{1,320}) refused /;

const quill: LineDialect = {
  title: 'Quill log',
  reads: 'line',
  hints: { telling: ['\\nquill: '] },
  recognizes: (line) => begins.test(line),
  *read(line) {
    const [head = '', recipient = ''] = begins.exec(line.text) ?? [];
    const start = 'quill: '.length;
    yield [line.fact('final-recipient', recipient, start, start + recipient.length), ...readReply(line, head.length, line.text.length)];
  },
};
export default quill;
`,
    );
    mkdirSync(at('test/samples/quill'));
    writeFileSync(
      at('test/samples/quill/refused.log'),
      'quill: kim@example.com refused 550 5.1.1 User unknown\nquill: lee@example.org refused 552 5.2.2 Mailbox full\n',
    );
    generate();
    mocha('test/samples.test.ts', { UPDATE_GOLDENS: '1' }, '-g', 'quill');
    const golden = readFileSync(at('test/samples/quill/refused.expected.txt'), 'utf8');
    assert.match(golden, /kim@example\.com 550 5\.1\.1[\s\S]*user-unknown[\s\S]*mailbox-full/);
    mocha('test/samples.test.ts', {}, '-g', 'quill');
    runIn(clone.folder, [node, 'node_modules/typescript/bin/tsc', '-b', 'shared']);
    assert.match(
      runIn(clone.folder, [node, '--import', 'tsx', 'cli/src/main.ts', 'triage', '--format', 'ndjson', 'test/samples/quill/refused.log']),
      /"dialect":"quill"/,
    );
  });

  it('adds an adapter in one file, and the extension has it', () => {
    const like = readFileSync(at('webext/src/adapters/roundcube.ts'), 'utf8');
    writeFileSync(
      at('webext/src/adapters/quill-mail.ts'),
      like
        .replaceAll('Roundcube', 'Quill Mail')
        .replaceAll('#messagebody', '#quill-body')
        .replaceAll('#message-header', '#quill-header')
        .replaceAll('#messagecontframe', '#quill-frame'),
    );
    cpSync(at('test/samples/webmail/roundcube-message.html'), at('test/samples/webmail/quill-mail-message.html'));
    edit('test/samples/webmail/quill-mail-message.html', (text) =>
      text.replaceAll('id="messagebody"', 'id="quill-body"').replaceAll('id="message-header"', 'id="quill-header"'),
    );
    runIn(clone.folder, [
      node,
      '--import',
      'tsx',
      '-e',
      "const { buildWebExtensions } = await import('./tools/webext-build.ts'); await buildWebExtensions('dist');",
      '--input-type=module',
    ]);
    const scripts = readdirSync(at('dist/webext/chromium')).filter((name) => name.endsWith('.js'));
    assert.ok(scripts.some((name) => readFileSync(at(`dist/webext/chromium/${name}`), 'utf8').includes('Quill Mail')));
  });
});
