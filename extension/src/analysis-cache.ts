/**
 * What was read of each document, made when somebody asks. A log is read line by line, and an edit re-reads the lines it touched; a log whose
 * lines are told by those above them, by windows that begin some lines above; a mail and a text whole, once a version.
 */
import { type Analysis, type AnalyzeOptions, dialectReads, type Evidence, type Lens, limits, type Source } from '@bounce-lens/shared';
import * as vscode from 'vscode';
import { firstAbove, lastBelow, sessionReach } from './document-lines.ts';
import type { LensKeeper } from './lens-keeper.ts';
import { createLineMemory, type LineMemory, lineEditsOf } from './line-memory.ts';
import { headOf, lengthOf, type Origin, type Reach, type Window, wholeOf, windowAround } from './positions.ts';
import { analyzeOptions, isLookedAt, readingOf, tellsOfMail } from './recognise.ts';

/** What was read, and where that piece begins in the document. */
export interface Reading {
  readonly origin: Origin;
  readonly analysis: Analysis;
  /** Which read it, and can explain it. */
  readonly lens: Lens;
}
/**
 * How a document is read: each line by itself, the whole of it, or a window around what is looked at; `sessions`: a window of a log, with the
 * lines above that tell it.
 */
export type Manner = 'lines' | 'sessions' | 'whole' | 'windows';

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
  /** The last that were read, of one version. */
  windows?: { readonly version: number; readonly read: readonly ReadWindow[] };
  /** A document that is no log is recognised anew when it changes. */
  readonly version: number;
  /** Known once `manner` is. */
  isLog?: true;
}
/** A window, and the lines in its midst for which it is as good as one of their own. */
interface ReadWindow {
  readonly first: number;
  readonly last: number;
  readonly reading: Reading | undefined;
}

/** Longer texts are read by windows, so that a keystroke never waits for megabytes. */
const wholeLength = 2_000_000;
/** A mail only makes sense whole, and its attachments are passed over quickly. */
const mailLength = 20_000_000;
/** What is read around what is looked at. */
const windowReach: Reach = { above: { lines: 200, length: 200_000 }, below: { lines: 200, length: 200_000 } };
const sessionWindow: Reach = { above: sessionReach, below: { lines: 50, length: 50_000 } };
/** A window also serves so many lines around what was asked for: who scrolls or points comes back. */
const aroundAsked = { lines: 100, length: 100_000 };
const keptWindows = 4;
/** Bytes are fetched only for documents up to this size. */
const bytesLength = 20_000_000;
/** Lines whose answers are kept. */
const keptLines = 1_000;
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
      const reading =
        manner === 'whole'
          ? await readWholeOnce(document, entry, analyze)
          : readWindowOnce(document, entry, {
              range,
              read: (lines) => {
                const window = windowAround(document, lines, manner === 'sessions' ? sessionWindow : windowReach);
                return analyze(document, window, { lens, ...(manner === 'sessions' && { isLog: true }) });
              },
            });
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
      if (known === 'lines' || known === 'sessions') entry.isLog = true;
    });
    return entry;
  };
  return {
    entryOf(document) {
      const key = document.uri.toString();
      const known = entries.get(key);
      const lens = keeper.lens();
      const isSame = known?.languageId === document.languageId && known.lens === lens;
      if (isSame && (known.isLog === true || known.version === document.version)) return known;
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

interface Asked {
  readonly range: vscode.Range;
  /** Of the lines of a range. */
  read(lines: vscode.Range): Reading | undefined;
}
function readWindowOnce(document: vscode.TextDocument, entry: Entry, { range, read }: Asked): Reading | undefined {
  const { version } = document;
  const kept = entry.windows?.version === version ? entry.windows.read : [];
  const known = kept.find(({ first, last }) => first <= range.start.line && range.end.line <= last);
  if (known !== undefined) return known.reading;
  const first = firstAbove(document, Math.min(range.start.line, document.lineCount - 1), aroundAsked);
  const last = lastBelow(document, Math.min(range.end.line, document.lineCount - 1), aroundAsked);
  const made = { first, last, reading: read(new vscode.Range(first, 0, last, 0)) };
  entry.windows = { version, read: [made, ...kept].slice(0, keptWindows) };
  return made.reading;
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
  /** It is known to be a log, whatever this piece looks like. */
  readonly isLog?: boolean;
  readonly bytes?: Uint8Array;
}
type Analyze = (document: vscode.TextDocument, window: Window, by: With) => Reading | undefined;
function analyzerOf(log: vscode.LogOutputChannel): Analyze {
  return (document, { text, base }, { lens, bytes, isLog = false }) => {
    const source: Source = { text, name: document.uri.path, ...(bytes === undefined ? {} : { bytes }) };
    try {
      const options = isLog ? byLine : analyzeOptions(document.languageId);
      const analysis = lens.analyze(source, options);
      return options.as !== undefined || tellsOfMail(analysis) ? { origin: { base }, analysis, lens } : undefined;
    } catch (error) {
      log.error(`${document.uri.toString(true)}: ${String(error)}`);
      return undefined;
    }
  };
}

/** What the language or the first lines tell a document to be. Its length is asked for last: it costs a look at each line. */
function mannerOf(document: vscode.TextDocument, analyze: (window: Window) => Reading | undefined): Manner {
  const mail = (): Manner => (lengthOf(document) > mailLength ? 'windows' : 'whole');
  if (readingOf(document.languageId) === 'mail') return mail();
  const head = headOf(document, limits.headLength);
  const analysis = analyze(head)?.analysis;
  if (analysis?.kind === 'mail') return mail();
  if (analysis?.kind === 'log') {
    if (analysis.verdicts.some(({ finding }) => dialectReads(finding.event.dialect) === 'session')) return 'sessions';
    if (isToldByLines(analysis, head)) return 'lines';
  }
  // Not recognised by its head: what is visible may still be mail.
  return lengthOf(document) > (analysis === undefined ? limits.headLength : wholeLength) ? 'windows' : 'whole';
}
/** One event of a mailing service, printed over many lines, is told by none of them. */
function isToldByLines({ verdicts: [first] }: Analysis, { text }: Window): boolean {
  return first === undefined || !/^\s{0,100}[{[]/.test(text) || isOnOneLine(text, first.finding.event.evidence);
}
function isOnOneLine(text: string, evidence: readonly Evidence[]): boolean {
  const starts = evidence.map(({ span }) => span.start);
  return !/[\r\n]/.test(text.slice(Math.min(...starts), Math.max(...starts)));
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
