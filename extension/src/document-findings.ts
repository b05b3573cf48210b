/** Where the bounces of each open document stand: read in the background, in slices, and kept as the document is edited. */
import { firstEvidence, type Lens, type Outcome, type Verdict } from '@bounce-lens/shared';
import * as vscode from 'vscode';
import type { AnalysisCache } from './analysis-cache.ts';
import { createFindingIndex, type FindingIndex, type LineFinding, type PlacedFinding } from './finding-index.ts';
import type { LensKeeper } from './lens-keeper.ts';
import { lineEditsOf } from './line-memory.ts';
import { rangeOf } from './positions.ts';
import { isLookedAt } from './recognise.ts';

export interface Found {
  /** In the order of the document; made anew by each call. */
  findings(): readonly PlacedFinding[];
  readonly counts: Readonly<Record<Outcome, number>>;
  /** Is the whole document read? */
  readonly isComplete: boolean;
}

export interface DocumentFindings extends vscode.Disposable {
  /** As far as it is read; undefined where the document is not looked at, or not yet. */
  of(document: vscode.TextDocument): Found | undefined;
  /** When the whole document is read; undefined where it is too long for that. */
  complete(document: vscode.TextDocument, token?: vscode.CancellationToken): Promise<Found | undefined>;
  /** More is known of a document, or something else. */
  readonly onDidChange: vscode.Event<vscode.TextDocument>;
}

interface Entry {
  /** Of a document that is read by lines, and what reads it. */
  lines?: { readonly index: FindingIndex; readonly lens: Lens };
  /** Of any other. */
  whole?: Found;
  reading?: Promise<void>;
}

/** The extension host answers hovers meanwhile: a slice, then a rest. */
const sliceMilliseconds = 6;
const restMilliseconds = 4;
/** Between two words about a long document. */
const tellMilliseconds = 300;
/** Wait this long after the last edit of a document that is read whole. */
const quietMilliseconds = 400;

export function createDocumentFindings(cache: AnalysisCache, keeper: LensKeeper): DocumentFindings {
  return new Keeper(cache, keeper);
}

class Keeper implements DocumentFindings {
  readonly #changed = new vscode.EventEmitter<vscode.TextDocument>();
  readonly #entries = new Map<string, Entry>();
  readonly #timers = new Map<string, number>();
  readonly #cache: AnalysisCache;
  readonly #lenses: LensKeeper;
  readonly #held: vscode.Disposable;
  readonly onDidChange = this.#changed.event;

  constructor(cache: AnalysisCache, lenses: LensKeeper) {
    this.#cache = cache;
    this.#lenses = lenses;
    this.#held = vscode.Disposable.from(
      this.#changed,
      lenses.onDidChange(() => {
        this.#entries.clear();
        this.#lookAtVisible();
      }),
      vscode.window.onDidChangeVisibleTextEditors(() => this.#lookAtVisible()),
      vscode.workspace.onDidOpenTextDocument((document) => {
        if (vscode.window.visibleTextEditors.some((editor) => editor.document === document)) this.#restart(document);
      }),
      vscode.workspace.onDidChangeTextDocument((change) => this.#edit(change)),
      vscode.workspace.onDidCloseTextDocument((document) => this.#entries.delete(keyOf(document))),
    );
    this.#lookAtVisible();
  }

  of(document: vscode.TextDocument): Found | undefined {
    const entry = this.#entries.get(keyOf(document));
    if (entry?.lines === undefined) return entry?.whole;
    const { index } = entry.lines;
    return { findings: () => [...index.all()], counts: index.counts(), isComplete: index.lineCount >= document.lineCount };
  }

  async complete(document: vscode.TextDocument, token?: vscode.CancellationToken): Promise<Found | undefined> {
    if (!isLookedAt(document)) return undefined;
    while (this.of(document)?.isComplete !== true && token?.isCancellationRequested !== true) {
      await this.#start(document).reading;
      if (this.of(document) === undefined) return undefined;
    }
    return this.of(document);
  }

  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#entries.clear();
    this.#held.dispose();
  }

  #lookAtVisible(): void {
    for (const { document } of vscode.window.visibleTextEditors) if (isLookedAt(document)) this.#start(document);
  }
  #isHeld(document: vscode.TextDocument, entry: Entry): boolean {
    return !document.isClosed && this.#entries.get(keyOf(document)) === entry;
  }
  #start(document: vscode.TextDocument): Entry {
    const entry = this.#entries.get(keyOf(document)) ?? {};
    this.#entries.set(keyOf(document), entry);
    entry.reading ??= this.#read(document, entry).finally(() => delete entry.reading);
    return entry;
  }
  #restart(document: vscode.TextDocument): void {
    this.#entries.delete(keyOf(document));
    if (isLookedAt(document)) this.#start(document);
  }

  async #read(document: vscode.TextDocument, entry: Entry): Promise<void> {
    const [manner, lens] = await Promise.all([this.#cache.manner(document), this.#lenses.lens()]);
    if (manner === 'whole') await this.#readWhole(document, entry);
    if (manner !== 'lines') return;
    entry.lines ??= { index: createFindingIndex(), lens };
    await this.#readLines(document, entry, entry.lines);
  }
  /** Past the cache, which is for what somebody looks at. */
  async #readLines(document: vscode.TextDocument, entry: Entry, { index, lens }: NonNullable<Entry['lines']>): Promise<void> {
    let told = Date.now();
    while (this.#isHeld(document, entry) && index.lineCount < document.lineCount) {
      readSlice(document, index, lens);
      if (Date.now() - told > tellMilliseconds) {
        this.#changed.fire(document);
        told = Date.now();
      }
      await new Promise<void>((resolve) => setTimeout(resolve, restMilliseconds));
    }
    if (this.#isHeld(document, entry)) this.#changed.fire(document);
  }
  async #readWhole(document: vscode.TextDocument, entry: Entry): Promise<void> {
    const { version } = document;
    const [reading] = await this.#cache.readings(document, new vscode.Range(0, 0, 0, 0));
    if (!this.#isHeld(document, entry) || document.version !== version) return;
    const findings = (reading?.analysis.verdicts ?? []).map((verdict) => ({
      ...findingOf(verdict),
      line: rangeOf(document, reading?.origin ?? { base: 0 }, verdict.finding.anchor).start.line,
    }));
    entry.whole = { findings: () => findings, counts: countsOf(findings), isComplete: true };
    this.#changed.fire(document);
  }

  /** At once and not later: an edit is told in the lines of this very text. */
  #edit({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const entry = this.#entries.get(keyOf(document));
    if (entry === undefined || contentChanges.length === 0) return;
    if (entry.lines === undefined) return this.#restartSoon(document);
    const { index, lens } = entry.lines;
    // Another text altogether: it may be something else.
    if (contentChanges.some(({ range }) => 2 * (range.end.line - range.start.line) > index.lineCount)) return this.#restartSoon(document);
    for (const { moved, ...edit } of lineEditsOf(contentChanges)) {
      index.edited(edit, (line) =>
        line + moved < document.lineCount ? this.#cache.readLine(document, line + moved, lens).verdicts.map(findingOf) : [],
      );
    }
    if (entry.reading === undefined && index.lineCount < document.lineCount) this.#start(document);
    this.#changed.fire(document);
  }
  #restartSoon(document: vscode.TextDocument): void {
    clearTimeout(this.#timers.get(keyOf(document)));
    const restart = (): void => {
      this.#timers.delete(keyOf(document));
      if (!document.isClosed) this.#restart(document);
    };
    this.#timers.set(keyOf(document), setTimeout(restart, quietMilliseconds));
  }
}

function keyOf({ uri }: vscode.TextDocument): string {
  return uri.toString();
}
function readSlice(document: vscode.TextDocument, index: FindingIndex, lens: Lens): void {
  const began = Date.now();
  for (let line = index.lineCount; line < document.lineCount && Date.now() - began < sliceMilliseconds; line++)
    index.append([lens.analyze({ text: document.lineAt(line).text }, { as: 'log' }).verdicts.map(findingOf)]);
}
function findingOf({ finding, reason }: Verdict): LineFinding {
  const queueId = firstEvidence(finding.event.evidence, 'queue-id')?.value;
  const recipient = firstEvidence(finding.event.evidence, 'final-recipient')?.value;
  return { outcome: finding.outcome, reason, ...(queueId !== undefined && { queueId }), ...(recipient !== undefined && { recipient }) };
}
function countsOf(findings: readonly LineFinding[]): Readonly<Record<Outcome, number>> {
  const counts: Record<Outcome, number> = { delivered: 0, deferral: 0, 'delayed-notice': 0, 'permanent-failure': 0 };
  for (const { outcome } of findings) counts[outcome]++;
  return counts;
}
