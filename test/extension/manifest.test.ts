/** The manifest and the code say the same. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandIds } from '../../extension/src/command-ids.ts';
import { languageIds } from '../../extension/src/recognise.ts';
import { triageCommandIds } from '../../extension/src/triage/command-ids.ts';

const folder = join(import.meta.dirname, '..', '..', 'extension');
const readText = (name: string): string => readFileSync(join(folder, name), 'utf8');
const readJson = (name: string): Record<string, unknown> => Object(JSON.parse(readText(name)));

const manifest = readText('package.json');
const { activationEvents, contributes, capabilities, main, browser, engines } = readJson('package.json');
const { commands, colors, languages, menus, grammars, configuration } = Object(contributes);
const sources = readdirSync(join(folder, 'src'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
const code = sources.map((name) => readText(join('src', name))).join('\n');

/** Contrast of two colours (WCAG 2.2); the first may be translucent and lies on the second. */
function contrast(colour: string, background: string): number {
  const [red = 0, green = 0, blue = 0, alpha = 255] = channels(colour);
  const below = channels(background);
  const mixed = [red, green, blue].map((value, index) => (value * alpha + (below[index] ?? 0) * (255 - alpha)) / 255);
  const [a, b] = [luminance(mixed), luminance(below)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}
function channels(hex: string): readonly number[] {
  return [...hex.matchAll(/[0-9a-f]{2}/gi)].map(([pair]) => Number.parseInt(pair, 16));
}
function luminance(rgb: readonly number[]): number {
  const [red = 0, green = 0, blue = 0] = rgb.map((value) =>
    value <= 10.31475 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const idsOf = (list: readonly { readonly id?: string; readonly command?: string }[]): readonly string[] =>
  list.map(({ id, command }) => id ?? command ?? '').sort();

describe("the extension's manifest", () => {
  it('contributes the commands that the code registers, and no other', () => {
    const all = [...Object.values(commandIds), ...Object.values(triageCommandIds)].sort();
    assert.deepEqual(idsOf(commands), all);
    assert.deepEqual(idsOf(menus.commandPalette), all);
    for (const [name, id] of Object.entries({ ...commandIds, ...triageCommandIds }))
      assert.match(code, new RegExp(`(?:registerCommand|copy)\\(\\s*(?:commandIds|triageCommandIds)\\.${name}\\b`), id);
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

  it('draws lines that stand out from the background of every kind of theme (WCAG 1.4.11: 3 to 1)', () => {
    for (const { id, defaults } of colors) {
      if (id.endsWith('Background')) continue;
      for (const [kind, background] of Object.entries({
        dark: '#1f1f1f',
        light: '#ffffff',
        highContrast: '#000000',
        highContrastLight: '#ffffff',
      })) {
        // What went well is muted on purpose.
        const least = id === 'bounceLens.delivered' ? 1.5 : 3;
        const ratio = contrast(defaults[kind], background);
        assert.ok(ratio >= least, `${id}, ${kind}: ${ratio.toFixed(2)}`);
      }
    }
  });

  it('wakes the extension for its languages, and where there are packs to check', () =>
    assert.deepEqual(activationEvents, [...languageIds.map((id) => `onLanguage:${id}`), 'workspaceContains:.bounce-lens']));

  it('contributes the settings that the code reads', () => {
    const read = [...code.matchAll(/getConfiguration\('bounceLens'\)\.get\('(\w+)'\)/g)].map(([, name]) => `bounceLens.${name}`);
    assert.deepEqual(Object.keys(configuration.properties), [...new Set(read)].sort());
  });

  it('says every text in package.nls.json, and no text there is idle', () => {
    const used = [...new Set([...manifest.matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key ?? ''))].sort();
    assert.deepEqual(used, Object.keys(readJson('package.nls.json')).sort());
  });

  it('says every text in every language', () => {
    const tags = readdirSync(folder).flatMap((file) => /^package\.nls\.([\w-]{2,8})\.json$/.exec(file)?.[1] ?? []);
    assert.deepEqual(tags.sort(), ['de', 'es', 'fr', 'it', 'ja', 'nl', 'pt-br']);
    const keys = (file: string): readonly string[] => Object.keys(readJson(file)).sort();
    for (const tag of tags) {
      assert.deepEqual(keys(`package.nls.${tag}.json`), keys('package.nls.json'), `package.nls.${tag}.json`);
      assert.deepEqual(keys(`l10n/bundle.l10n.${tag}.json`), keys('l10n/bundle.l10n.json'), `l10n/bundle.l10n.${tag}.json`);
    }
  });

  it('has every text of the code in the bundle for translators', () => {
    const said = [...code.matchAll(/(?:l10n\.t|translate)\(\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")/g)]
      .map(([, single, double]) => single ?? double ?? '')
      .sort();
    assert.deepEqual([...new Set(said)], Object.keys(readJson('l10n/bundle.l10n.json')).sort());
  });

  it('runs in Restricted Mode, in virtual workspaces, in both hosts, and since VS Code 1.91', () => {
    assert.deepEqual(
      { capabilities, main, browser, engines },
      {
        capabilities: {
          untrustedWorkspaces: { supported: 'limited', description: '%trust%', restrictedConfigurations: ['bounceLens.profile'] },
          virtualWorkspaces: true,
        },
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
        assert.doesNotThrow(() => new RegExp(source.replace(/^\(\?i\)/, '').replace(/^\\A/, '^'), 'u'), source);
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
