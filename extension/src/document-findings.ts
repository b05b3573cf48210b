/** Where the bounces of each open document stand: read in the background, in slices, and kept as the document is edited. */
import { type Analysis, firstEvidence, type Outcome, recipientIn, type Verdict } from '@bounce-lens/shared';
import * as vscode from 'vscode';
import type { AnalysisCache } from './analysis-cache.ts';
import type { LineFinding, PlacedFinding } from './finding-index.ts';
import type { LensKeeper } from './lens-keeper.ts';
import { lineEditsOf } from './line-memory.ts';
import { forgetFrom, type OpenLog, openLog, readSlice } from './log-findings.ts';
import { rangeOf } from './positions.ts';
import { isLookedAt } from './recognise.ts';

export interface Found {
  /** In the order of the document; made anew by each call. Of a log, what was not delivered. */
  findings(): readonly PlacedFinding[];
  /** The same for who looks often: nothing is made. */
  each(take: (line: number, outcome: Outcome) => void): void;
  readonly counts: Readonly<Record<Outcome, number>>;
  /** Queue ids of a log, of what was delivered too, as far as somebody may look for them. */
  readonly queueIds: ReadonlySet<string>;
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
  /** Of a log, and what reads it. */
  log?: OpenLog;
  /** Of any other document. */
  whole?: Found;
  reading?: Promise<void>;
}
/** The extension host answers hovers meanwhile: a slice, then a rest. */
const restMilliseconds = 4;
/** Between two words about a long document. */
const tellMilliseconds = 300;
/** Behind the last keystroke: who shows counts and marks is no part of typing. */
const editMilliseconds = 60;
/** Wait this long after the last edit of a document that is read whole, or by sessions. */
const quietMilliseconds = 400;

export function createDocumentFindings(cache: AnalysisCache, keeper: LensKeeper): DocumentFindings {
  return new Keeper(cache, keeper);
}

class Keeper implements DocumentFindings {
  readonly #changed = new vscode.EventEmitter<vscode.TextDocument>();
  readonly #entries = new Map<string, Entry>();
  readonly #timers = new Map<string, number>();
  readonly #tellers = new Map<string, number>();
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
    if (entry?.log === undefined) return entry?.whole;
    const { index, queueIds } = entry.log;
    return {
      findings: () => [...index.all()],
      each: (take) => index.each(take),
      counts: index.counts(),
      queueIds,
      isComplete: index.lineCount >= document.lineCount,
    };
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
    for (const timer of [...this.#timers.values(), ...this.#tellers.values()]) clearTimeout(timer);
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
    const [manner, lens, { knowledge }] = await Promise.all([this.#cache.manner(document), this.#lenses.lens(), this.#lenses.parts()]);
    if (manner === 'whole') await this.#readWhole(document, entry);
    if (manner !== 'lines' && manner !== 'sessions') return;
    const hasSessions = manner === 'sessions';
    entry.log ??= openLog({ lens, knowledge, hasSessions });
    await this.#readLog(document, entry, entry.log);
  }
  /** Past the cache, which is for what somebody looks at. */
  async #readLog(document: vscode.TextDocument, entry: Entry, log: OpenLog): Promise<void> {
    let told = Date.now();
    while (this.#isHeld(document, entry) && log.index.lineCount < document.lineCount) {
      readSlice(document, log);
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
    const each: Found['each'] = (take) => {
      for (const { line, outcome } of findings) take(line, outcome);
    };
    entry.whole = { findings: () => findings, each, counts: countsOf(findings), queueIds: new Set(), isComplete: true };
    this.#changed.fire(document);
  }

  /** At once and not later: an edit is told in the lines of this very text. */
  #edit({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const entry = this.#entries.get(keyOf(document));
    if (entry === undefined || contentChanges.length === 0) return;
    if (entry.log === undefined) return this.#later(document, () => this.#restart(document));
    const { log } = entry;
    // Another text altogether: it may be something else.
    if (contentChanges.some(({ range }) => 2 * (range.end.line - range.start.line) > log.index.lineCount))
      return this.#later(document, () => this.#restart(document));
    if (log.hasSessions) {
      forgetFrom(document, log, Math.min(...contentChanges.map(({ range }) => range.start.line)));
      return this.#later(document, () => this.#start(document));
    }
    const isChanged = this.#editLines(document, contentChanges, log);
    if (entry.reading === undefined && log.index.lineCount < document.lineCount) this.#start(document);
    if (isChanged) this.#tellSoon(document);
  }
  #editLines(document: vscode.TextDocument, changes: readonly vscode.TextDocumentContentChangeEvent[], { index, lens }: OpenLog): boolean {
    let isChanged = false;
    for (const { moved, ...edit } of lineEditsOf(changes)) {
      const read = (line: number): readonly LineFinding[] =>
        line + moved < document.lineCount ? troublesOf(this.#cache.readLine(document, line + moved, lens)) : [];
      isChanged = index.edited(edit, read) || isChanged;
    }
    return isChanged;
  }
  #tellSoon(document: vscode.TextDocument): void {
    const key = keyOf(document);
    if (this.#tellers.has(key)) return;
    const tell = (): void => {
      this.#tellers.delete(key);
      if (!document.isClosed) this.#changed.fire(document);
    };
    this.#tellers.set(key, setTimeout(tell, editMilliseconds));
  }
  /** When the typing rests. */
  #later(document: vscode.TextDocument, work: () => void): void {
    clearTimeout(this.#timers.get(keyOf(document)));
    const late = (): void => {
      this.#timers.delete(keyOf(document));
      if (!document.isClosed) work();
    };
    this.#timers.set(keyOf(document), setTimeout(late, quietMilliseconds));
  }
}

function keyOf({ uri }: vscode.TextDocument): string {
  return uri.toString();
}
function troublesOf({ verdicts }: Analysis): readonly LineFinding[] {
  return verdicts.filter(({ finding }) => finding.outcome !== 'delivered').map(findingOf);
}
function findingOf({ finding, reason }: Verdict): LineFinding {
  const queueId = firstEvidence(finding.event.evidence, 'queue-id')?.value;
  const recipient = recipientIn(finding.event.evidence);
  return { outcome: finding.outcome, reason, ...(queueId !== undefined && { queueId }), ...(recipient !== undefined && { recipient }) };
}
function countsOf(findings: readonly LineFinding[]): Readonly<Record<Outcome, number>> {
  const counts: Record<Outcome, number> = { delivered: 0, deferral: 0, 'delayed-notice': 0, 'permanent-failure': 0 };
  for (const { outcome } of findings) counts[outcome]++;
  return counts;
}
