/** The answer as Markdown; whatever a mail says, it is shown and never obeyed. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { codeSpan, escapeMarkdown, linkTarget } from '../../extension/src/escape-markdown.ts';
import { placeFrom } from '../../extension/src/place.ts';
import { renderAnswer, type Translate } from '../../extension/src/render-markdown.ts';
import type { Diagnosis } from '../../shared/src/index.ts';
import { lens } from '../knowledge.ts';

const place = { uri: "file:///tmp/it's (a) log.log", offset: 12 };
const translate: Translate = (message) => message;

function diagnose(text: string): Diagnosis {
  const [verdict] = lens.analyze({ text }, { as: 'text' }).verdicts;
  assert.ok(verdict, text);
  return lens.explain(verdict);
}

/** Undo backslash escapes as CommonMark does; what is left must be what the mail said. */
const withoutEscapes = (markdown: string): string => markdown.replace(/\\([!-/:-@[-`{-~])/g, '$1');

describe('escaping for a hover', () => {
  for (const hostile of [
    '[a](command:workbench.action.quit)',
    '![x](https://evil.example/p.png)',
    '<img src=x onerror=alert(1)>',
    '&lt;b&gt;',
    '$(bug)',
    '`code`',
    '**b** __i__ ~~s~~',
    '# h',
    '- item',
    '1. item',
    '> quote',
    '| a | b |',
    'https://evil.example/',
    'www.evil.example',
    'a@evil.example',
    '\\[x\\](command:y)',
  ]) {
    it(`takes ${hostile} literally`, () => {
      assert.doesNotMatch(escapeMarkdown(hostile), /(?<!\\)(?:\\\\)*[!-/:-@[\]^-`{-~]/);
      assert.equal(withoutEscapes(escapeMarkdown(hostile)), hostile);
    });
  }

  it('keeps everything on one line and names what reorders or hides text', () => {
    assert.equal(escapeMarkdown('a\r\nb\tc'), 'a  b c');
    for (const character of ['\u202E', '\u2066', '\u200F', '\u061C', '\u200B', '\uFEFF', '\u0000', '\u001B', '\u2028']) {
      assert.match(escapeMarkdown(`x${character}y`), /^x‹U\\\+[0-9A-F]{4}›y$/, JSON.stringify(character));
    }
  });

  it('leaves no mark of Markdown active in any text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const escaped = escapeMarkdown(text);
        assert.doesNotMatch(escaped, /[\r\n]/);
        assert.doesNotMatch(escaped.replace(/\\[!-/:-@[-`{-~]/g, ''), /[!-/:-@[-`{-~]/);
      }),
    );
  });

  it('closes a code span only at its end', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[`a \n<>[\]()]{0,30}$/), (text) => {
        const span = codeSpan(text);
        if (span === '') return;
        const fence = /^`+/.exec(span)?.[0] ?? '';
        assert.ok(span.endsWith(fence));
        assert.doesNotMatch(span, /\n/);
        const inside = span.slice(fence.length, -fence.length);
        const runs: readonly string[] = inside.match(/`+/g) ?? [];
        assert.ok(!runs.includes(fence), span);
      }),
    );
  });

  it('links to https only, and to nothing that could end the link', () => {
    assert.equal(linkTarget('https://example.com/a_(b)?q="x"'), 'https://example.com/a_%28b%29?q=%22x%22');
    for (const href of [
      'http://example.com/',
      'javascript:alert(1)',
      'command:x',
      'https://exa mple.com/',
      'https://example.com/\n',
      'file:///etc/passwd',
    ])
      assert.equal(linkTarget(href), undefined, href);
  });
});

describe('the answer as Markdown', () => {
  const hostile = diagnose('550 5.1.1 <img src=x onerror=alert(1)> [click](command:evil) $(bug) `x` user unknown');
  const markdown = renderAnswer(hostile, place, translate);

  it('stands in the order of the anatomy', () => {
    const order = ['### ', 'permanent failure', '1. ', 'Copy reply for the customer', '---', '> `'].map((part) => markdown.indexOf(part));
    assert.ok(
      order.every((at, index) => at >= 0 && at > (order[index - 1] ?? -1)),
      `${order}\n${markdown}`,
    );
  });

  it('has no links but our commands and https', () => {
    const targets = [...markdown.matchAll(/(?<!\\)\]\(([^)]*)\)/g)].map(([, target]) => target ?? '');
    const outsideCode = targets.filter((target) => target !== 'command:evil');
    assert.ok(outsideCode.length >= 3);
    for (const target of outsideCode) assert.match(target, /^(?:command:bounceLens\.[a-zA-Z]+\?[\w%.~-]+|https:\/\/\S+)$/);
  });

  it('quotes the mail only inside code spans or escaped', () => {
    const withoutCode = markdown.replace(/(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, '');
    assert.doesNotMatch(withoutCode, /<img|command:evil|\$\(bug\)/);
  });

  it('carries the place in its commands', () => {
    const [, argument = ''] = /command:bounceLens\.copySummary\?([^)]*)\)/.exec(markdown) ?? [];
    const [sent]: unknown[] = JSON.parse(decodeURIComponent(argument));
    assert.deepEqual(placeFrom(sent), place);
  });
});

describe("a command's argument", () => {
  for (const argument of [
    undefined,
    null,
    'x',
    7,
    [],
    {},
    { uri: 'a' },
    { offset: 1 },
    { uri: 1, offset: 1 },
    { uri: 'a', offset: '1' },
    { uri: 'a', offset: -1 },
    { uri: 'a', offset: 1.5 },
    { uri: 'a', offset: Number.NaN },
  ]) {
    it(`${JSON.stringify(argument)} is no place`, () => assert.equal(placeFrom(argument), undefined));
  }
});
