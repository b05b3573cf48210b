/** What is built: small enough, the same every time, without a foreign address; and what the store's own linter says of it. */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import linter from 'addons-linter';
import { drawIcon } from '../../tools/draw-icon.ts';
import { type BuiltWebext, buildWebExtensions } from '../../tools/webext-build.ts';
import english from '../../webext/_locales/en/messages.json' with { type: 'json' };
import { texts } from '../knowledge.ts';

const webext = join(import.meta.dirname, '../../webext');
const generatedTexts = join(import.meta.dirname, '../../shared/src/generated/texts');
const englishTitle = texts.reasons['mailbox-full']?.title ?? '';

describe('the built extension', function () {
  this.timeout(120_000);
  let out: string;
  let built: readonly BuiltWebext[];
  before(async () => {
    out = mkdtempSync(join(tmpdir(), 'bounce-lens-build-'));
    built = await buildWebExtensions(out);
  });
  after(() => rmSync(out, { recursive: true, force: true }));
  const sizeOf = (folder: string, name: string) => gzipSync(readFileSync(join(folder, name))).length;

  it('is one for each browser, and for Thunderbird', () =>
    assert.deepEqual(
      built.map(({ target }) => target),
      ['chromium', 'firefox', 'thunderbird'],
    ));

  it('keeps to the budgets: 60 KB for the script in pages, 250 KB for the background with its rules, 60 KB a language', () => {
    for (const { target, folder } of built) {
      const script = target === 'thunderbird' ? 'message-display.js' : 'content.js';
      assert.ok(sizeOf(folder, script) <= 60 * 1024, `${target} ${script}: ${sizeOf(folder, script)} bytes gzipped`);
      assert.ok(sizeOf(folder, 'background.js') <= 250 * 1024, `${target} background.js: ${sizeOf(folder, 'background.js')} bytes gzipped`);
      for (const file of readdirSync(join(folder, 'texts'))) {
        const size = sizeOf(folder, join('texts', file));
        assert.ok(size <= 60 * 1024, `${target} texts/${file}: ${size} bytes gzipped`);
      }
    }
  });

  it('has the answers in every language there is', () => {
    for (const { folder } of built) {
      const there = readdirSync(join(folder, 'texts')).sort();
      assert.deepEqual(there, readdirSync(generatedTexts).sort());
      assert.ok(there.includes('en.json') && there.length > 1, there.join(', '));
      const background = readFileSync(join(folder, 'background.js'), 'utf8');
      assert.ok(!background.includes(englishTitle), 'no language is inside the background');
    }
  });

  it('is packed to the same bytes again', async () => {
    const again = join(out, 'again');
    for (const [index, { zip }] of (await buildWebExtensions(again)).entries())
      assert.ok(readFileSync(zip).equals(readFileSync(built[index]?.zip ?? '')), zip);
  });

  it('loads nothing from elsewhere', () => {
    for (const { folder } of built) {
      for (const file of readdirSync(folder).filter((name) => /\.(?:html|css)$/.test(name)))
        assert.doesNotMatch(readFileSync(join(folder, file), 'utf8'), /https?:|url\(|@import/, file);
      for (const file of readdirSync(folder).filter((name) => name.endsWith('.js')))
        assert.doesNotMatch(
          readFileSync(join(folder, file), 'utf8'),
          /XMLHttpRequest|WebSocket|sendBeacon|EventSource|importScripts|innerHTML\b|\beval\(|new Function/,
          file,
        );
      for (const file of readdirSync(folder).filter((name) => name.endsWith('.js'))) {
        const fetches = readFileSync(join(folder, file), 'utf8').match(/\bfetch\b\(?.{0,80}/g) ?? [];
        const texts = /^fetch\([\w.]{1,60}\.runtime\.getURL\(`texts\//;
        const attachment = /^fetch\(\w{1,20}, \{ mode: "same-origin", credentials: "same-origin", signal: \w{1,20} \}\)/;
        const wanted: Readonly<Record<string, readonly RegExp[]>> = { 'background.js': [texts], 'content.js': [attachment] };
        assert.equal(fetches.length, wanted[file]?.length ?? 0, `${file}: ${fetches.join('; ')}`);
        for (const [index, form] of (wanted[file] ?? []).entries()) assert.match(fetches[index] ?? '', form, file);
      }
    }
  });

  it('names the licence of what it contains', () => {
    for (const { folder } of built) {
      assert.match(readFileSync(join(folder, 'THIRD-PARTY-LICENSES.txt'), 'utf8'), /^webextension-polyfill [\d.]+ \(MPL-2\.0\)$/m);
      assert.match(readFileSync(join(folder, 'LICENSE'), 'utf8'), /MIT/);
    }
  });

  it('has its icons, drawn the same every time', () => {
    for (const { folder } of built) {
      for (const size of [16, 32, 48, 128]) assert.ok(readFileSync(join(folder, `icons/${size}.png`)).equals(drawIcon(size)));
    }
  });

  it('passes the linter of Firefox’s store without a word', async () => assert.deepEqual(await complaintsAbout('firefox'), []));

  it('passes it for Thunderbird too, but for what no browser has: it knows Firefox’s permissions only', async () =>
    assert.deepEqual(await complaintsAbout('thunderbird'), [
      'manifest.json: MANIFEST_PERMISSIONS /permissions: Invalid permissions "messagesModify" at 1.',
      'manifest.json: MANIFEST_PERMISSIONS /permissions: Invalid permissions "messagesRead" at 2.',
    ]));

  async function complaintsAbout(wanted: string): Promise<readonly string[]> {
    const folder = built.find(({ target }) => target === wanted)?.folder ?? '';
    const config = {
      _: [folder],
      logLevel: 'fatal',
      stack: false,
      pretty: false,
      warningsAsErrors: false,
      metadata: false,
      output: 'none',
      boring: true,
      selfHosted: false,
      shouldScanFile: () => true,
    };
    const { errors, warnings, notices } = await linter.createInstance({ config, runAsBinary: false }).run();
    return [...errors, ...warnings, ...notices].map(({ code, message, file }) => `${file}: ${code} ${message.replace(/ See https.*/, '')}`);
  }
});

describe('the extension’s words', () => {
  const known: Readonly<Record<string, { readonly message: string }>> = english;
  const sources = readdirSync(join(webext, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(webext, 'src', file), 'utf8'))
    .join('\n');
  const pages = readdirSync(join(webext, 'pages'))
    .map((file) => readFileSync(join(webext, 'pages', file), 'utf8'))
    .join('\n');

  it('stand in the pages as they are in English', () => {
    const found = [...pages.matchAll(/data-word="(\w+)">([^<]*)</g)];
    assert.ok(found.length > 5);
    for (const [, name = '', text] of found) assert.equal(text, known[name]?.message, name);
  });
  it('are there in every language, with the same fillings', () => {
    const fillings = (text: string) => [...text.matchAll(/\$[A-Z]+\$/g)].map(([filling]) => filling).sort();
    for (const language of readdirSync(join(webext, '_locales'))) {
      const words: typeof known = JSON.parse(readFileSync(join(webext, '_locales', language, 'messages.json'), 'utf8'));
      assert.deepEqual(Object.keys(words).sort(), Object.keys(known).sort(), `the words of _locales/${language}`);
      for (const [name, { message }] of Object.entries(words))
        assert.deepEqual(fillings(message), fillings(known[name]?.message ?? ''), `_locales/${language}: ${name}`);
    }
  });
  it('are all used', () => {
    for (const name of Object.keys(known))
      assert.ok(sources.includes(`'${name}'`) || pages.includes(`"${name}"`) || sources.includes(`__MSG_${name}__`), name);
  });
});
