/** One analysis for each document, version and lens; made when somebody asks, dropped when the document closes or one of them changes. */
import { type Analysis, type Lens, limits, type Source } from '@bounce-lens/shared';
import * as vscode from 'vscode';
import type { LensKeeper } from './lens-keeper.ts';
import { type Window, wholeOf, windowAround } from './positions.ts';
import { analyzeOptions, isLookedAt, readingOf, tellsOfMail } from './recognise.ts';

/** What was read, and where that piece begins in the document. */
export interface Reading {
  readonly base: number;
  readonly analysis: Analysis;
  /** Which read it, and can explain it. */
  readonly lens: Lens;
}

export interface AnalysisCache extends vscode.Disposable {
  /**
   * The reading of a document that covers `range`; undefined where the document is not looked at, the asking was cancelled,
   * or nothing was recognised. A document longer than `wholeLength` is read a window at a time.
   */
  reading(document: vscode.TextDocument, range: vscode.Range, token?: vscode.CancellationToken): Promise<Reading | undefined>;
}

interface Entry {
  readonly version: number;
  readonly languageId: string;
  readonly lens: Promise<Lens>;
  readonly whole: Promise<Reading | undefined>;
}

/** Longer logs and texts are read by windows, so that a keystroke never waits for megabytes. */
const wholeLength = 2_000_000;
/** A mail only makes sense whole, and its attachments are passed over quickly. */
const mailLength = 20_000_000;
/** Lines read around what is looked at. */
const windowMargin = 200;
/** Bytes are fetched only for documents up to this size. */
const bytesLength = 20_000_000;

export function createAnalysisCache(keeper: LensKeeper, log: vscode.LogOutputChannel): AnalysisCache {
  const entries = new Map<string, Entry>();
  const closing = vscode.workspace.onDidCloseTextDocument((document) => entries.delete(document.uri.toString()));

  const analyzeBy =
    (lens: Lens): Analyze =>
    (document, window, bytes) => {
      const source: Source = { text: window.text, name: document.uri.path, ...(bytes === undefined ? {} : { bytes }) };
      try {
        const options = analyzeOptions(document.languageId);
        const analysis = lens.analyze(source, options);
        return options.as !== undefined || tellsOfMail(analysis) ? { base: window.base, analysis, lens } : undefined;
      } catch (error) {
        log.error(`${document.uri.toString(true)}: ${String(error)}`);
        return undefined;
      }
    };
  const whole = (document: vscode.TextDocument): Promise<Reading | undefined> => {
    const key = document.uri.toString();
    const known = entries.get(key);
    const lens = keeper.lens();
    if (known?.version === document.version && known.languageId === document.languageId && known.lens === lens) return known.whole;
    const made = lens.then((ready) => readWhole(document, analyzeBy(ready)));
    entries.set(key, { version: document.version, languageId: document.languageId, lens, whole: made });
    return made;
  };

  return {
    async reading(document, range, token) {
      if (!isLookedAt(document)) return undefined;
      const all = await whole(document);
      const lens = await keeper.lens();
      if (token?.isCancellationRequested === true || document.isClosed) return undefined;
      // Too long to read whole, or not recognised by its head: what is visible may still be mail.
      return (
        all ??
        (isLong(document)
          ? analyzeBy(lens)(document, windowAround(document, range, { lines: windowMargin, length: wholeLength }))
          : undefined)
      );
    },
    dispose() {
      closing.dispose();
      entries.clear();
    },
  };
}

/** Longer than what tells what a document is. */
function isLong(document: vscode.TextDocument): boolean {
  return document.offsetAt(document.lineAt(document.lineCount - 1).range.end) > limits.headLength;
}

type Analyze = (document: vscode.TextDocument, window: Window, bytes?: Uint8Array) => Reading | undefined;

async function readWhole(document: vscode.TextDocument, analyze: Analyze): Promise<Reading | undefined> {
  const window = wholeOf(document);
  const head = readHead(document, window, analyze);
  if (head === undefined) return undefined;
  if (window.text.length > (head === 'mail' ? mailLength : wholeLength)) return undefined;
  const version = document.version;
  const bytes = window.text.includes('\uFFFD') ? await bytesOf(document) : undefined;
  return analyze(document, window, document.version === version ? bytes : undefined);
}

/** What the language or, in a long document, the first lines tell it to be; undefined: nothing that is read whole. */
function readHead(document: vscode.TextDocument, { text }: Window, analyze: Analyze): 'mail' | 'other' | undefined {
  if (document.languageId === 'eml') return 'mail';
  if (readingOf(document.languageId) !== 'by-content' || text.length <= limits.headLength) return 'other';
  const end = text.lastIndexOf('\n', limits.headLength);
  const head = analyze(document, { text: text.slice(0, end < 0 ? limits.headLength : end), base: 0 });
  return head && (head.analysis.kind === 'mail' ? 'mail' : 'other');
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
