/** The manifest and the code say the same. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandIds } from '../../extension/src/command-ids.ts';
import { languageIds } from '../../extension/src/recognise.ts';

const folder = join(import.meta.dirname, '..', '..', 'extension');
const readText = (name: string): string => readFileSync(join(folder, name), 'utf8');
const readJson = (name: string): Record<string, unknown> => Object(JSON.parse(readText(name)));

const manifest = readText('package.json');
const { activationEvents, contributes, capabilities, main, browser, engines } = readJson('package.json');
const { commands, colors, languages, menus, grammars } = Object(contributes);
const sources = readdirSync(join(folder, 'src'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
const code = sources.map((name) => readText(join('src', name))).join('\n');

const idsOf = (list: readonly { readonly id?: string; readonly command?: string }[]): readonly string[] =>
  list.map(({ id, command }) => id ?? command ?? '').sort();

describe("the extension's manifest", () => {
  it('contributes the commands that the code registers, and no other', () => {
    assert.deepEqual(idsOf(commands), Object.values(commandIds).sort());
    assert.deepEqual(idsOf(menus.commandPalette), Object.values(commandIds).sort());
    for (const [name, id] of Object.entries(commandIds))
      assert.match(code, new RegExp(`(?:registerCommand|copy)\\(commandIds\\.${name}\\b`), id);
  });

  it('contributes the colours that the code draws with, for all four kinds of theme', () => {
    const drawn = [
      ...new Set(
        [...code.matchAll(/'(bounceLens\.(?:permanentFailure|deferral|delayedNotice|delivered)(?:Background)?)'/g)].map(
          ([, id]) => id ?? '',
        ),
      ),
    ].sort();
    assert.deepEqual(idsOf(colors), drawn);
    for (const { id, defaults } of colors)
      assert.deepEqual(Object.keys(defaults).sort(), ['dark', 'highContrast', 'highContrastLight', 'light'], id);
  });

  it('wakes the extension for its languages only', () =>
    assert.deepEqual(
      activationEvents,
      languageIds.map((id) => `onLanguage:${id}`),
    ));

  it('says every text in package.nls.json, and no text there is idle', () => {
    const used = [...manifest.matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key ?? '').sort();
    assert.deepEqual(used, Object.keys(readJson('package.nls.json')).sort());
  });

  it('has every text of the code in the bundle for translators', () => {
    const said = [...code.matchAll(/(?:l10n\.t|translate)\('((?:[^'\\]|\\.)*)'/g)].map(([, text]) => text ?? '').sort();
    assert.deepEqual([...new Set(said)], Object.keys(readJson('l10n/bundle.l10n.json')).sort());
  });

  it('runs in Restricted Mode, in virtual workspaces, in both hosts, and since VS Code 1.91', () => {
    assert.deepEqual(
      { capabilities, main, browser, engines },
      {
        capabilities: { untrustedWorkspaces: { supported: true }, virtualWorkspaces: true },
        main: './extension.js',
        browser: './web.js',
        engines: { vscode: '^1.91.0' },
      },
    );
  });

  it('has a grammar for each of its languages, of patterns that compile', () => {
    assert.deepEqual(
      grammars.map(({ language }: { language: string }) => language),
      languages.map(({ id }: { id: string }) => id),
    );
    for (const { path } of grammars) {
      for (const [, pattern] of readText(path).matchAll(/"(?:match|begin|end)": ("(?:[^"\\]|\\.)*")/g)) {
        const source = String(JSON.parse(pattern ?? '""'));
        assert.doesNotThrow(() => new RegExp(source.replace(/^\(\?i\)/, ''), 'u'), source);
      }
    }
  });
});

describe("the extension's code", () => {
  it('imports nothing of Node', () => assert.doesNotMatch(code, /from '(?:node:|fs|path|os)/));
  it('never shows a dialog', () => assert.doesNotMatch(code, /show(?:Information|Warning|Error)Message/));
  it('trusts hovers only for a list of commands, without HTML', () => {
    assert.equal(
      [...code.matchAll(/isTrusted = /g)].length,
      [...code.matchAll(/isTrusted = \{ enabledCommands: Object\.values\(commandIds\) \}/g)].length,
    );
    assert.doesNotMatch(code, /supportHtml = true/);
  });
});
