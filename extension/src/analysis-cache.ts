/**
 * What was read of each document, made when somebody asks. A log is read line by line, and an edit re-reads the lines it touched; a mail, a
 * text and a log whose lines are told by those above them are read whole, once a version.
 */
import { type Analysis, type AnalyzeOptions, dialectReads, type Lens, limits, type Source } from '@bounce-lens/shared';
import * as vscode from 'vscode';
import type { LensKeeper } from './lens-keeper.ts';
import { createLineMemory, type LineMemory, lineEditsOf } from './line-memory.ts';
import { headOf, lengthOf, type Origin, type Window, wholeOf, windowAround } from './positions.ts';
import { analyzeOptions, isLookedAt, readingOf, tellsOfMail } from './recognise.ts';

/** What was read, and where that piece begins in the document. */
export interface Reading {
  readonly origin: Origin;
  readonly analysis: Analysis;
  /** Which read it, and can explain it. */
  readonly lens: Lens;
}
/** How a document is read: each line by itself, the whole of it, or a window around what is looked at. */
export type Manner = 'lines' | 'whole' | 'windows';

export interface AnalysisCache extends vscode.Disposable {
  /** Undefined where the document is not looked at. */
  manner(document: vscode.TextDocument): Promise<Manner | undefined>;
  /**
   * What was read of the lines of `range`, in their order; none where the document is not looked at, the asking was cancelled, or nothing
   * was recognised. Verdicts of other lines may be among it.
   */
  readings(document: vscode.TextDocument, range: vscode.Range, token?: vscode.CancellationToken): Promise<readonly Reading[]>;
  /** One line of a document that is read by lines. */
  readLine(document: vscode.TextDocument, line: number, lens: Lens): Analysis;
}

interface Entry {
  readonly languageId: string;
  readonly lens: Promise<Lens>;
  readonly manner: Promise<Manner>;
  readonly lines: LineMemory<Analysis>;
  whole?: { readonly version: number; readonly reading: Promise<Reading | undefined> };
  /** A document read otherwise than by lines is recognised anew when it changes. */
  readonly version: number;
  /** Known once `manner` is. */
  byLines?: true;
}

/** Longer texts, and logs that are not read by lines, are read by windows, so that a keystroke never waits for megabytes. */
const wholeLength = 2_000_000;
/** A mail only makes sense whole, and its attachments are passed over quickly. */
const mailLength = 20_000_000;
/** Lines read around what is looked at. */
const windowMargin = 200;
/** Bytes are fetched only for documents up to this size. */
const bytesLength = 20_000_000;
/** Lines whose answers are kept. */
const keptLines = 2_000;
const byLine: AnalyzeOptions = { as: 'log' };

export function createAnalysisCache(keeper: LensKeeper, log: vscode.LogOutputChannel): AnalysisCache {
  const analyze = analyzerOf(log);
  const { entryOf, dispose } = keepEntries(keeper, analyze);
  const readLine = (document: vscode.TextDocument, line: number, lens: Lens): Analysis => {
    const { lines } = entryOf(document);
    const known = lines.get(line);
    if (known !== undefined) return known;
    const analysis = lens.analyze({ text: document.lineAt(line).text }, byLine);
    lines.set(line, analysis);
    return analysis;
  };
  return {
    manner: async (document) => (isLookedAt(document) ? entryOf(document).manner : undefined),
    async readings(document, range, token) {
      if (!isLookedAt(document)) return [];
      const entry = entryOf(document);
      const [manner, lens] = await Promise.all([entry.manner, entry.lens]);
      if (isCancelled(token) || document.isClosed) return [];
      if (manner === 'lines')
        return linesIn(document, range).map((line) => ({ origin: { line }, analysis: readLine(document, line, lens), lens }));
      const window = { lines: windowMargin, length: wholeLength };
      const reading =
        manner === 'whole'
          ? await readWholeOnce(document, entry, analyze)
          : analyze(document, windowAround(document, range, window), { lens });
      return reading === undefined || isCancelled(token) ? [] : [reading];
    },
    readLine,
    dispose,
  };
}

/** One entry for each open document that was asked for, as long as language and lens are the same. */
function keepEntries(
  keeper: LensKeeper,
  analyze: Analyze,
): { readonly entryOf: (document: vscode.TextDocument) => Entry; readonly dispose: () => void } {
  const entries = new Map<string, Entry>();
  const edit = ({ document, contentChanges }: vscode.TextDocumentChangeEvent): void => {
    const key = document.uri.toString();
    for (const change of lineEditsOf(contentChanges)) {
      entries.get(key)?.lines.edited(change);
      // Another text altogether: it may be something else.
      if (2 * change.removed > document.lineCount) entries.delete(key);
    }
  };
  const held = vscode.Disposable.from(
    vscode.workspace.onDidCloseTextDocument((document) => entries.delete(document.uri.toString())),
    vscode.workspace.onDidChangeTextDocument(edit),
  );
  const make = (document: vscode.TextDocument, lens: Promise<Lens>): Entry => {
    const { languageId, version } = document;
    const manner = lens.then((ready) => mannerOf(document, (window) => analyze(document, window, { lens: ready })));
    const entry: Entry = { languageId, lens, version, manner, lines: createLineMemory(keptLines) };
    void manner.then((known) => {
      if (known === 'lines') entry.byLines = true;
    });
    return entry;
  };
  return {
    entryOf(document) {
      const key = document.uri.toString();
      const known = entries.get(key);
      const lens = keeper.lens();
      const isSame = known?.languageId === document.languageId && known.lens === lens;
      if (isSame && (known.byLines === true || known.version === document.version)) return known;
      const entry = make(document, lens);
      entries.set(key, entry);
      return entry;
    },
    dispose() {
      held.dispose();
      entries.clear();
    },
  };
}

function readWholeOnce(document: vscode.TextDocument, entry: Entry, analyze: Analyze): Promise<Reading | undefined> {
  if (entry.whole?.version === document.version) return entry.whole.reading;
  const reading = entry.lens.then((lens) =>
    readWhole(document, (window, bytes) => analyze(document, window, { lens, ...(bytes && { bytes }) })),
  );
  entry.whole = { version: document.version, reading };
  return reading;
}

function isCancelled(token: vscode.CancellationToken | undefined): boolean {
  return token?.isCancellationRequested === true;
}

function linesIn(document: vscode.TextDocument, range: vscode.Range): readonly number[] {
  const last = Math.min(range.end.line, document.lineCount - 1);
  return Array.from({ length: Math.max(0, last - range.start.line + 1) }, (_, index) => range.start.line + index);
}

interface With {
  readonly lens: Lens;
  readonly bytes?: Uint8Array;
}
type Analyze = (document: vscode.TextDocument, window: Window, by: With) => Reading | undefined;
function analyzerOf(log: vscode.LogOutputChannel): Analyze {
  return (document, { text, base }, { lens, bytes }) => {
    const source: Source = { text, name: document.uri.path, ...(bytes === undefined ? {} : { bytes }) };
    try {
      const options = analyzeOptions(document.languageId);
      const analysis = lens.analyze(source, options);
      return options.as !== undefined || tellsOfMail(analysis) ? { origin: { base }, analysis, lens } : undefined;
    } catch (error) {
      log.error(`${document.uri.toString(true)}: ${String(error)}`);
      return undefined;
    }
  };
}

/** What the language or the first lines tell a document to be. */
function mannerOf(document: vscode.TextDocument, analyze: (window: Window) => Reading | undefined): Manner {
  const length = lengthOf(document);
  if (readingOf(document.languageId) === 'mail') return length > mailLength ? 'windows' : 'whole';
  const head = analyze(headOf(document, limits.headLength))?.analysis;
  if (head?.kind === 'mail') return length > mailLength ? 'windows' : 'whole';
  const byLines = head?.kind === 'log' && !head.verdicts.some(({ finding }) => dialectReads(finding.event.dialect) === 'session');
  if (byLines) return 'lines';
  // Not recognised by its head: what is visible may still be mail.
  const isLong = length > (head === undefined ? limits.headLength : wholeLength);
  return isLong ? 'windows' : 'whole';
}

async function readWhole(
  document: vscode.TextDocument,
  analyze: (window: Window, bytes?: Uint8Array) => Reading | undefined,
): Promise<Reading | undefined> {
  const version = document.version;
  const window = wholeOf(document);
  const bytes = window.text.includes('\uFFFD') ? await bytesOf(document) : undefined;
  return analyze(window, document.version === version ? bytes : undefined);
}

/** The file's bytes, where the editor could not decode them and shows them unchanged. */
async function bytesOf(document: vscode.TextDocument): Promise<Uint8Array | undefined> {
  if (document.isDirty || document.isUntitled) return undefined;
  try {
    const { size } = await vscode.workspace.fs.stat(document.uri);
    return size > bytesLength ? undefined : await vscode.workspace.fs.readFile(document.uri);
  } catch {
    return undefined;
  }
}
