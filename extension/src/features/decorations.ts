/** The codes that are visible, drawn by outcome; in the overview ruler, where the bounces of the whole document are. */
import type { Outcome } from '@bounce-lens/shared';
import * as vscode from 'vscode';
import type { AnalysisCache, Reading } from '../analysis-cache.ts';
import { commandIds } from '../command-ids.ts';
import type { DocumentFindings } from '../document-findings.ts';
import { rangeOf } from '../positions.ts';
import { createHighlightTypes, type HighlightTypes, isLevel, type Level, levels, outcomes, troubles } from './highlight-types.ts';

/** Wait this long after the last keystroke or scroll: of a document that is read by lines, and of any other. */
const quietMilliseconds = { lines: 40, other: 200 };
/** The ruler is some hundred pixels high: more marks than this only cost. */
const mostRulerMarks = 1_000;
/** Lines above and below what is visible that are drawn with it: who scrolls a little sees them at once. */
const scrollMargin = 25;
/** How long the status bar tells of another level. */
const tellMilliseconds = 3_000;

interface Parts {
  readonly cache: AnalysisCache;
  readonly findings: DocumentFindings;
  /** What documents are read by has changed. */
  readonly changed: vscode.Event<void>;
}

export function registerDecorations({ cache, findings, changed }: Parts): vscode.Disposable {
  const types = createHighlightTypes();
  const draw = createPencil();
  const codes = createDrawer(async (editor) => {
    const { document } = editor;
    const { version } = document;
    const readings = await cache.readings(document, nearRange(editor));
    if (document.version === version && !document.isClosed) drawCodes({ editor, types, draw }, readings);
  });
  const ruler = createDrawer(async (editor) => drawRuler({ editor, types, draw }, findings));
  const drawAll = (): void => {
    for (const editor of vscode.window.visibleTextEditors) {
      codes.now(editor);
      ruler.now(editor);
    }
  };
  const drawSoon = async (document: vscode.TextDocument): Promise<void> => {
    const wait = (await cache.manner(document)) === 'lines' ? quietMilliseconds.lines : quietMilliseconds.other;
    for (const editor of editorsOf(document)) codes.soon(editor, wait);
  };
  drawAll();
  return vscode.Disposable.from(
    types,
    codes,
    ruler,
    changed(drawAll),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('bounceLens.highlights')) drawAll();
    }),
    findings.onDidChange((document) => {
      for (const editor of editorsOf(document)) ruler.soon(editor, quietMilliseconds.other);
    }),
    vscode.window.onDidChangeVisibleTextEditors(drawAll),
    vscode.workspace.onDidOpenTextDocument((document) => void drawSoon(document)),
    vscode.workspace.onDidChangeTextDocument(({ document }) => void drawSoon(document)),
    vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => codes.soon(textEditor, quietMilliseconds.lines)),
    vscode.commands.registerCommand(commandIds.cycleHighlights, cycleLevel),
  );
}

function editorsOf(document: vscode.TextDocument): readonly vscode.TextEditor[] {
  return vscode.window.visibleTextEditors.filter((editor) => editor.document === document);
}

interface Drawer extends vscode.Disposable {
  now(editor: vscode.TextEditor): void;
  soon(editor: vscode.TextEditor, milliseconds: number): void;
}
function createDrawer(draw: (editor: vscode.TextEditor) => Promise<void>): Drawer {
  const timers = new Map<vscode.TextEditor, number>();
  return {
    now: (editor) => void draw(editor),
    soon(editor, milliseconds) {
      clearTimeout(timers.get(editor));
      const later = (): void => {
        timers.delete(editor);
        void draw(editor);
      };
      timers.set(editor, setTimeout(later, milliseconds));
    },
    dispose: () => {
      for (const timer of timers.values()) clearTimeout(timer);
    },
  };
}

/** Gives an editor its decorations, where they are others than it was given last. VS Code moves those of an edited text itself. */
type Pencil = (editor: vscode.TextEditor, type: vscode.TextEditorDecorationType, ranges: readonly vscode.Range[]) => void;
function createPencil(): Pencil {
  const drawn = new WeakMap<vscode.TextEditor, Map<string, string>>();
  return (editor, type, ranges) => {
    const known = drawn.get(editor) ?? new Map<string, string>();
    drawn.set(editor, known);
    const { version } = editor.document;
    const now =
      ranges.length === 0
        ? ''
        : `${version}:${ranges.map(({ start, end }) => `${start.line},${start.character},${end.line},${end.character}`).join(';')}`;
    if ((known.get(type.key) ?? '') === now) return;
    known.set(type.key, now);
    editor.setDecorations(type, ranges);
  };
}
interface Drawing {
  readonly editor: vscode.TextEditor;
  readonly types: HighlightTypes;
  readonly draw: Pencil;
}

function currentLevel(): Level {
  const level: unknown = vscode.workspace.getConfiguration('bounceLens').get('highlights');
  return isLevel(level) ? level : 'quiet';
}
async function cycleLevel(): Promise<void> {
  const next = levels[(levels.indexOf(currentLevel()) + 1) % levels.length] ?? 'quiet';
  await vscode.workspace.getConfiguration('bounceLens').update('highlights', next, vscode.ConfigurationTarget.Global);
  const told = {
    off: vscode.l10n.t('Bounce Lens: highlights are off'),
    quiet: vscode.l10n.t('Bounce Lens: highlights are quiet'),
    full: vscode.l10n.t('Bounce Lens: highlights are full'),
  };
  vscode.window.setStatusBarMessage(told[next], tellMilliseconds);
}

/** What is visible, and a little more. */
function nearRange({ document, visibleRanges }: vscode.TextEditor): vscode.Range {
  const [first = new vscode.Range(0, 0, 0, 0), ...rest] = visibleRanges;
  const { start, end } = rest.reduce((all, range) => all.union(range), first);
  return new vscode.Range(Math.max(0, start.line - scrollMargin), 0, Math.min(document.lineCount - 1, end.line + scrollMargin), 0);
}

function shownOutcomes(level: Level): readonly Outcome[] {
  return level === 'off' ? [] : level === 'quiet' ? troubles : outcomes;
}

function drawCodes({ editor, types, draw }: Drawing, readings: readonly Reading[]): void {
  const level = currentLevel();
  const drawn = readings.flatMap(({ analysis, origin }) =>
    analysis.marks.map(({ outcome, span }) => ({ outcome, range: rangeOf(editor.document, origin, span) })),
  );
  for (const [outcome, type] of types.codes) {
    draw(editor, type, shownOutcomes(level).includes(outcome) ? rangesOf(drawn, outcome) : []);
  }
  for (const [outcome, type] of types.gutter) draw(editor, type, level === 'full' ? rangesOf(drawn, outcome).map(startOf) : []);
}
function rangesOf(drawn: readonly { readonly outcome: Outcome; readonly range: vscode.Range }[], outcome: Outcome): vscode.Range[] {
  return drawn.filter((one) => one.outcome === outcome).map(({ range }) => range);
}
function startOf({ start }: vscode.Range): vscode.Range {
  return new vscode.Range(start.line, 0, start.line, 0);
}

function drawRuler({ editor, types, draw }: Drawing, known: DocumentFindings): void {
  const found = currentLevel() === 'off' ? undefined : known.of(editor.document);
  const height = Math.ceil(editor.document.lineCount / mostRulerMarks);
  // One mark a stretch of lines that share a pixel.
  const marks = new Map<Outcome, Map<number, number>>([...types.ruler.keys()].map((outcome) => [outcome, new Map()]));
  found?.each((line, outcome) => marks.get(outcome)?.set(Math.floor(line / height), line));
  for (const [outcome, type] of types.ruler) {
    const lines = [...(marks.get(outcome)?.values() ?? [])];
    draw(
      editor,
      type,
      lines.map((line) => new vscode.Range(line, 0, line, 0)),
    );
  }
}
