/** Our own sources, parsed: what the laws of the house are checked against. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

export const root = join(import.meta.dirname, '..', '..');

export interface SourceFile {
  /** From the root, with `/`: `shared/src/model.ts`. */
  readonly path: string;
  readonly text: string;
  readonly tree: ts.SourceFile;
}
export interface FunctionLength {
  /** `shared/src/analyze.ts:12 analyze` */
  readonly place: string;
  readonly lines: number;
}

/** Every file of the project: tracked, or new and not ignored. */
export function projectFiles(): readonly string[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' });
  return listed.split('\n').filter((path) => path !== '' && existsSync(join(root, path)));
}

/** The TypeScript files below these folders, generated ones and declarations left out. */
export function sourcesOf(...folders: readonly string[]): readonly SourceFile[] {
  const wanted = projectFiles().filter(
    (path) => path.endsWith('.ts') && !path.endsWith('.d.ts') && folders.some((folder) => path.startsWith(folder)),
  );
  return wanted.map((path) => {
    const text = readFileSync(join(root, path), 'utf8');
    return { path, text, tree: ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true) };
  });
}

export function readProjectFile(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

/** Every node of a file, in the order of the text. */
export function nodesOf(source: SourceFile): readonly ts.Node[] {
  const nodes: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    nodes.push(node);
    ts.forEachChild(node, visit);
  };
  visit(source.tree);
  return nodes;
}

/** `shared/src/model.ts:12` */
export function placeOf(source: SourceFile, node: ts.Node): string {
  return `${source.path}:${lineOf(source, node.getStart(source.tree))}`;
}

function lineOf(source: SourceFile, position: number): number {
  return source.tree.getLineAndCharacterOfPosition(position).line + 1;
}

/** What a file imports, as written: static, re-exported, dynamic and in types. */
export function importsOf(source: SourceFile): readonly string[] {
  const specifiers: string[] = [];
  for (const node of nodesOf(source)) {
    const specifier = importedBy(node);
    if (specifier !== undefined && ts.isStringLiteralLike(specifier)) specifiers.push(specifier.text);
  }
  return specifiers;
}

function importedBy(node: ts.Node): ts.Node | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier;
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) return node.arguments[0];
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return node.argument.literal;
  return undefined;
}

/** Functions with a body in braces, from their first to their last line. */
export function functionLengths(source: SourceFile): readonly FunctionLength[] {
  const lengths: FunctionLength[] = [];
  for (const node of nodesOf(source)) {
    if (!ts.isFunctionLike(node) || !('body' in node) || node.body === undefined || !ts.isBlock(node.body)) continue;
    const lines = lineOf(source, node.getEnd()) - lineOf(source, node.getStart(source.tree)) + 1;
    lengths.push({ place: `${placeOf(source, node)} ${nameOf(node, source)}`, lines });
  }
  return lengths;
}

function nameOf(node: ts.SignatureDeclaration, source: SourceFile): string {
  if (node.name !== undefined) return node.name.getText(source.tree);
  const holder = node.parent;
  return ts.isVariableDeclaration(holder) || ts.isPropertyAssignment(holder) ? holder.name.getText(source.tree) : '(anonymous)';
}

export function lineCount(source: SourceFile): number {
  return source.text.replace(/\n$/, '').split('\n').length;
}

/** The value below which `share` of the sorted numbers lie. */
export function quantile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
