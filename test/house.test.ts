/** The laws of the house as assertions. Each message tells what to do. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { importFault } from './house/imports.ts';
import {
  functionLengths,
  importsOf,
  lineCount,
  nodesOf,
  placeOf,
  projectFiles,
  quantile,
  readProjectFile,
  root,
  type SourceFile,
  sourcesOf,
} from './house/sources.ts';

/** What a user runs. */
const shipped = ['shared/src/', 'shared/view/', 'cli/src/', 'extension/', 'webext/src/'];

function assertNone(faults: readonly string[], advice: string): void {
  assert.equal(faults.length, 0, `${advice}\n  ${faults.join('\n  ')}`);
}

/** Places of the nodes that `isFault` names. */
function findNodes(sources: readonly SourceFile[], isFault: (node: ts.Node) => boolean): readonly string[] {
  return sources.flatMap((source) =>
    [...nodesOf(source)].filter(isFault).map((node) => `${placeOf(source, node)} ${node.getText(source.tree).slice(0, 60)}`),
  );
}

describe('the rooms', () => {
  it('import only what the table allows', () => {
    const faults = sourcesOf(...shipped).flatMap((source) => importsOf(source).map((specifier) => importFault(source.path, specifier)));
    assertNone(
      faults.filter((fault) => fault !== undefined),
      'See the import table in ARCHITECTURE.md.',
    );
  });

  it('are imported by hosts through the one door', () => {
    assert.equal(importFault('cli/src/main.ts', '../../shared/src/judge.ts') === undefined, false, 'the table must refuse deep paths');
    assert.equal(importFault('cli/src/main.ts', '@bounce-lens/shared'), undefined, 'the table must let a host import the core');
    assert.equal(
      importFault('shared/src/dialects/dsn.ts', './postfix.ts') === undefined,
      false,
      'the table must refuse one dialect to another',
    );
  });

  it('have a sample for every dialect', () => {
    const dialects = readdirSync(join(root, 'shared/src/dialects'))
      .filter((name) => name.endsWith('.ts') && name !== 'dialect.ts')
      .map((name) => name.slice(0, -3));
    assert.ok(dialects.length > 0, 'no dialect was found: has the shape of the rooms changed?');
    const without = dialects.filter((dialect) => sampleCount(dialect) === 0);
    assertNone(without, 'Add test/samples/<dialect>/<what-happened>.eml or .log and its .expected.txt for:');
  });
});

function sampleCount(dialect: string): number {
  const folder = join(root, 'test/samples', dialect);
  return existsSync(folder) ? readdirSync(folder).filter((name) => !name.endsWith('.expected.txt')).length : 0;
}

describe('the size of things', () => {
  const sources = sourcesOf(...shipped, 'tools/');
  const functions = sources.flatMap(functionLengths);
  const lengths = functions.map((one) => one.lines);

  it('no function is longer than 60 lines', () => {
    assertNone(
      functions.filter((one) => one.lines > 60).map((one) => `${one.place}: ${one.lines} lines`),
      'Split by what it does, one verb a function:',
    );
  });

  it('half of the functions have at most 10 lines, nine of ten at most 30', () => {
    assert.ok(quantile(lengths, 0.5) <= 10, `the median function has ${quantile(lengths, 0.5)} lines: split the longest`);
    assert.ok(quantile(lengths, 0.9) <= 30, `one function of ten has more than 30 lines (${quantile(lengths, 0.9)}): split the longest`);
  });

  it('no file is longer than 400 lines', () => {
    const long = sources.filter((source) => lineCount(source) > 400).map((source) => `${source.path}: ${lineCount(source)} lines`);
    assertNone(long, 'Split by noun; data belongs into YAML or JSON:');
  });

  it('nine files of ten have at most 250 lines', () => {
    const p90 = quantile(sources.map(lineCount), 0.9);
    assert.ok(p90 <= 250, `one file of ten has more than 250 lines (${p90}): split the longest`);
  });
});

describe('the checks themselves', () => {
  const probe = `let state = 0;\nfunction f(x: any) {\n  document.write(x);\n  box.innerHTML = fetch;\n  fetch(browser.runtime.getURL(x));\n  fetch(x, { mode: 'same-origin' }); fetch(x, { mode: 'same-origin', body: x });\n}\nexport * from './a.ts';\nconst later = () => import('./b.ts');\ntype T = import('./c.ts').T;`;
  const source = { path: 'probe.ts', text: probe, tree: ts.createSourceFile('probe.ts', probe, ts.ScriptTarget.ES2022, true) };

  it('see what they look for', () => {
    assert.deepEqual(importsOf(source), ['./a.ts', './b.ts', './c.ts']);
    assert.deepEqual(functionLengths(source), [{ place: 'probe.ts:2 f', lines: 6 }]);
    assert.equal(findNodes([source], (node) => isUseOf(node, new Set(['innerHTML', 'fetch']))).length, 5);
    assert.equal(findNodes([source], isReadingOwnFile).length, 1, 'a fetch of anything else is no reading of an own file');
    assert.equal(findNodes([source], isSameOriginGet).length, 1, 'a request that carries something is no mere question');
    assert.equal(findNodes([source], isDocumentWrite).length, 1);
    assert.equal(findNodes([source], isModuleLevelLet).length, 1);
    assert.equal(findNodes([source], (node) => node.kind === ts.SyntaxKind.AnyKeyword).length, 1);
  });
});

describe('what nobody writes', () => {
  const everywhere = sourcesOf(...shipped, 'tools/', 'test/');
  const inProduct = everywhere.filter((source) => shipped.some((folder) => source.path.startsWith(folder)));

  it('any', () => {
    assertNone(
      findNodes(everywhere, (node) => node.kind === ts.SyntaxKind.AnyKeyword),
      'Say what it is, or `unknown` and look:',
    );
  });

  it('module-level let, in the core', () => {
    assertNone(findNodes(sourcesOf('shared/src/'), isModuleLevelLet), 'Two analyses must not see each other. Pass it, return it:');
  });

  it('text that becomes markup or code', () => {
    const banned = new Set([
      'innerHTML',
      'outerHTML',
      'insertAdjacentHTML',
      'setHTMLUnsafe',
      'createContextualFragment',
      'eval',
      'Function',
    ]);
    const faults = findNodes(inProduct, (node) => isUseOf(node, banned) || isDocumentWrite(node));
    assertNone(faults, 'Mail is hostile: build nodes with createElement and textContent, pass functions and not text:');
  });

  it('anything that fetches', () => {
    const banned = new Set(['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'sendBeacon', 'importScripts']);
    assertNone(
      findNodes(inProduct, (node) => isUseOf(node, banned) && !isReadingOwnFile(node) && !isSameOriginGet(node)),
      'Nothing is fetched and nothing leaves. Bundle the data:',
    );
  });

  it('a second place that reads files of the own package', () => {
    const places = findNodes(inProduct, (node) => isUseOf(node, new Set(['fetch'])) && isReadingOwnFile(node));
    assert.deepEqual(
      places.map((place) => place.replace(/:\d.*/, '')),
      ['webext/src/load-texts.ts'],
      'The languages of the answers are read there, and nothing else is.',
    );
  });

  it('a second request to a page’s site', () => {
    const places = findNodes(inProduct, (node) => isUseOf(node, new Set(['fetch'])) && isSameOriginGet(node));
    assert.deepEqual(
      places.map((place) => place.replace(/:\d.*/, '')),
      ['webext/src/read-attached.ts'],
      'An attachment is read there, when its reader clicks; nothing else is asked for.',
    );
  });

  it('paths of one machine, words of one workplace', () => {
    const words = [
      ['/wor', 'k/'],
      ['/ro', 'ot/'],
      ['/tmp/', 'bl/'],
      ['Cla', 'ude'],
      ['Anth', 'ropic'],
      ['Chat', 'GPT'],
      ['house', '.md'],
    ].map((parts) => parts.join(''));
    const faults = projectFiles()
      .filter(isText)
      .flatMap((path) => words.filter((word) => readProjectFile(path).includes(word)).map((word) => `${path}: ${word}`));
    assertNone(faults, 'Say it so that it is true in any clone:');
  });
});

function isText(path: string): boolean {
  return !/\.(?:png|ico|woff2|zip|vsix|mbox)$/.test(path) && path !== 'package-lock.json';
}

function isModuleLevelLet(node: ts.Node): boolean {
  return ts.isVariableStatement(node) && ts.isSourceFile(node.parent) && (node.declarationList.flags & ts.NodeFlags.Let) !== 0;
}

/** A value used under that name, as identifier or property; type names and keys of our own objects are not uses. */
function isUseOf(node: ts.Node, names: ReadonlySet<string>): boolean {
  if (!ts.isIdentifier(node) || !names.has(node.text)) return false;
  const holder = node.parent;
  const isType = ts.isTypeReferenceNode(holder) || ts.isInterfaceDeclaration(holder) || ts.isPropertySignature(holder);
  return !isType;
}

/** `fetch(browser.runtime.getURL(…))`, of which no address but one of the extension's own files can come. */
function isReadingOwnFile(node: ts.Node): boolean {
  if (!ts.isIdentifier(node)) return false;
  const call = node.parent;
  if (!ts.isCallExpression(call) || call.expression !== node || call.arguments.length !== 1) return false;
  const [address] = call.arguments;
  return address !== undefined && ts.isCallExpression(address) && address.expression.getText() === 'browser.runtime.getURL';
}

/** `fetch(address, { mode: 'same-origin', … })` that sends nothing but the question: the browser refuses it any other origin. */
function isSameOriginGet(node: ts.Node): boolean {
  if (!ts.isIdentifier(node)) return false;
  const call = node.parent;
  if (!ts.isCallExpression(call) || call.expression !== node) return false;
  const [, options] = call.arguments;
  if (options === undefined || !ts.isObjectLiteralExpression(options)) return false;
  const said = options.properties.map((property) => property.getText());
  return said.includes("mode: 'same-origin'") && said.every((one) => /^(?:mode|credentials|signal): /.test(one));
}

function isDocumentWrite(node: ts.Node): boolean {
  return ts.isPropertyAccessExpression(node) && /^write(?:ln)?$/.test(node.name.text) && node.expression.getText() === 'document';
}
