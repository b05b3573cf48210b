/** The outline: the parts of a mail, the failures of a log. And what may be folded: a mail's parts, a message's lines. */
import { groupName, type Outcome, type Texts, type ViewedMail, type ViewedPart, viewMails } from '@bounce-lens/shared';
import * as vscode from 'vscode';
import type { DocumentFindings } from '../document-findings.ts';
import { visibleText } from '../escape-markdown.ts';
import type { PlacedFinding } from '../finding-index.ts';
import type { LensKeeper } from '../lens-keeper.ts';
import { languageIds, readingOf } from '../recognise.ts';

/** Rows of an outline that nobody reads to its end. */
const mostSymbols = 2_000;
/** A mail that is longer is not taken apart while it is typed. */
const longestMail = 5_000_000;

export function registerOutline(findings: DocumentFindings, keeper: LensKeeper): vscode.Disposable {
  const symbols: vscode.DocumentSymbolProvider = {
    async provideDocumentSymbols(document, token) {
      if (readingOf(document.languageId) === 'mail') return partsOf(document).map((part) => symbolOf(document, part));
      const [found, texts] = await Promise.all([findings.complete(document, token), keeper.texts()]);
      const failures = found?.findings().filter(({ outcome }) => outcome !== 'delivered') ?? [];
      return token.isCancellationRequested ? [] : failures.slice(0, mostSymbols).map((finding) => failureOf(document, finding, texts));
    },
  };
  const folding: vscode.FoldingRangeProvider = {
    async provideFoldingRanges(document, _context, token) {
      if (readingOf(document.languageId) === 'mail') return rangesOf(document, partsOf(document));
      const found = await findings.complete(document, token);
      return token.isCancellationRequested || found === undefined ? [] : messageFolds(document, found.queueIds, token);
    },
  };
  return vscode.Disposable.from(
    vscode.languages.registerDocumentSymbolProvider([...languageIds], symbols, { label: 'Bounce Lens' }),
    // Of other languages the editor's own folding is kept.
    vscode.languages.registerFoldingRangeProvider(['eml', 'mail-log'], folding),
  );
}

function partsOf(document: vscode.TextDocument): readonly ViewedPart[] {
  const text = document.getText();
  return text.length > longestMail ? [] : viewMails({ text, name: document.uri.path }).flatMap(({ parts }) => parts);
}

function symbolOf(document: vscode.TextDocument, part: ViewedPart): vscode.DocumentSymbol {
  const range = linesOf(document, part);
  const name = `${part.path} ${visibleText(part.mediaType)}`;
  const symbol = new vscode.DocumentSymbol(
    name,
    visibleText(part.name ?? subjectOf(part.mail)),
    vscode.SymbolKind.File,
    range,
    firstLineOf(range),
  );
  symbol.children = (part.mail?.parts ?? []).filter(({ span }) => span !== undefined).map((inner) => symbolOf(document, inner));
  return symbol;
}
function subjectOf(mail: ViewedMail | undefined): string {
  return mail?.headers.find(({ name }) => name === 'subject')?.text.slice(0, 200) ?? '';
}
function linesOf(document: vscode.TextDocument, { span }: ViewedPart): vscode.Range {
  const first = document.positionAt(span?.start ?? 0).line;
  const end = document.positionAt(span?.end ?? 0);
  // A part ends before the line end in front of the next boundary.
  const last = end.character === 0 && end.line > first ? end.line - 1 : end.line;
  return new vscode.Range(first, 0, last, document.lineAt(last).text.length);
}
function firstLineOf({ start }: vscode.Range): vscode.Range {
  return new vscode.Range(start, start);
}

const kinds: Readonly<Record<Outcome, vscode.SymbolKind>> = {
  'permanent-failure': vscode.SymbolKind.Event,
  deferral: vscode.SymbolKind.Operator,
  'delayed-notice': vscode.SymbolKind.Operator,
  delivered: vscode.SymbolKind.Constant,
};
function failureOf(
  document: vscode.TextDocument,
  { line, recipient, reason, outcome, queueId }: PlacedFinding,
  texts: Texts,
): vscode.DocumentSymbol {
  const { range } = document.lineAt(Math.min(line, document.lineCount - 1));
  const name = visibleText(recipient ?? queueId ?? String(line + 1)).slice(0, 200);
  return new vscode.DocumentSymbol(
    name === '' ? '–' : name,
    visibleText(groupName('reason', reason, texts)),
    kinds[outcome],
    range,
    firstLineOf(range),
  );
}

function rangesOf(document: vscode.TextDocument, parts: readonly ViewedPart[]): vscode.FoldingRange[] {
  return parts.flatMap((part) => {
    const { start, end } = linesOf(document, part);
    const own = part.span !== undefined && end.line > start.line ? [new vscode.FoldingRange(start.line, end.line)] : [];
    return [...own, ...rangesOf(document, part.mail?.parts ?? [])];
  });
}

/** What may be a queue id. */
const word = /[0-9A-Za-z]{5,20}(?:-[0-9A-Za-z]{2,12}){0,2}/g;
/** Folding is for logs that somebody reads. */
const mostLines = 100_000;
/** Lines looked at between two moments for others. */
const slice = 5_000;

/** Lines of one message that stand together; all of them name it. */
async function messageFolds(
  document: vscode.TextDocument,
  ids: ReadonlySet<string>,
  token: vscode.CancellationToken,
): Promise<vscode.FoldingRange[]> {
  const folds: vscode.FoldingRange[] = [];
  let open: { readonly id: string; readonly start: number } | undefined;
  const last = Math.min(document.lineCount, mostLines);
  for (let line = 0; line <= last; line++) {
    if (line % slice === slice - 1) await new Promise<void>((resolve) => setTimeout(resolve, 0));
    if (token.isCancellationRequested || document.isClosed) return [];
    const id = line >= Math.min(last, document.lineCount) ? undefined : idIn(document.lineAt(line).text, ids);
    if (id !== undefined && id === open?.id) continue;
    if (open !== undefined && line - 1 > open.start) folds.push(new vscode.FoldingRange(open.start, line - 1));
    open = id === undefined ? undefined : { id, start: line };
  }
  return folds;
}
function idIn(line: string, ids: ReadonlySet<string>): string | undefined {
  for (const [found] of line.slice(0, 400).matchAll(word)) if (ids.has(found)) return found;
  return undefined;
}
