/** Codes drawn by outcome: colour of the theme, and a line of its own so that colour is never alone. */
import type { Outcome } from '@bounce-lens/shared';
import * as vscode from 'vscode';
import type { AnalysisCache, Reading } from '../analysis-cache.ts';
import { rangeOf } from '../positions.ts';

/** Wait this long after the last keystroke or scroll. */
const quietMilliseconds = 250;

interface Style {
  readonly color: string;
  readonly background?: string;
  readonly line: 'solid' | 'dashed' | 'dotted';
}
const styles: Readonly<Record<Outcome, Style>> = {
  'permanent-failure': { color: 'bounceLens.permanentFailure', background: 'bounceLens.permanentFailureBackground', line: 'solid' },
  deferral: { color: 'bounceLens.deferral', background: 'bounceLens.deferralBackground', line: 'dashed' },
  'delayed-notice': { color: 'bounceLens.delayedNotice', background: 'bounceLens.delayedNoticeBackground', line: 'dotted' },
  delivered: { color: 'bounceLens.delivered', line: 'dotted' },
};

type Types = ReadonlyMap<Outcome, vscode.TextEditorDecorationType>;

/** `changed`: what documents are read by has changed. */
export function registerDecorations(cache: AnalysisCache, changed: vscode.Event<void>): vscode.Disposable {
  const types: Types = new Map(outcomes().map((outcome) => [outcome, createType(outcome)]));
  const timers = new Map<vscode.TextEditor, ReturnType<typeof setTimeout>>();
  const draw = async (editor: vscode.TextEditor): Promise<void> => {
    const { document } = editor;
    const version = document.version;
    const reading = await cache.reading(document, visibleRange(editor));
    if (document.version === version && !document.isClosed) drawMarks(editor, types, reading);
  };
  const drawSoon = (editor: vscode.TextEditor): void => {
    clearTimeout(timers.get(editor));
    timers.set(
      editor,
      setTimeout(() => {
        timers.delete(editor);
        void draw(editor);
      }, quietMilliseconds),
    );
  };
  const drawAll = (): void => vscode.window.visibleTextEditors.forEach((editor) => void draw(editor));
  const editorsOf = (document: vscode.TextDocument): readonly vscode.TextEditor[] =>
    vscode.window.visibleTextEditors.filter((editor) => editor.document === document);
  const forgetTimers = new vscode.Disposable(() => {
    for (const timer of timers.values()) clearTimeout(timer);
  });

  drawAll();
  return vscode.Disposable.from(
    ...types.values(),
    forgetTimers,
    changed(drawAll),
    vscode.window.onDidChangeVisibleTextEditors(drawAll),
    vscode.workspace.onDidOpenTextDocument((document) => editorsOf(document).forEach(drawSoon)),
    vscode.workspace.onDidChangeTextDocument(({ document }) => editorsOf(document).forEach(drawSoon)),
    vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => drawSoon(textEditor)),
  );
}

function outcomes(): readonly Outcome[] {
  return ['permanent-failure', 'deferral', 'delayed-notice', 'delivered'];
}

function createType(outcome: Outcome): vscode.TextEditorDecorationType {
  const style = styles[outcome];
  const color = new vscode.ThemeColor(style.color);
  const quiet = {
    cursor: 'help',
    borderStyle: style.line,
    borderWidth: '0 0 1px 0',
    borderColor: color,
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  };
  if (style.background === undefined) return vscode.window.createTextEditorDecorationType(quiet);
  return vscode.window.createTextEditorDecorationType({
    ...quiet,
    borderWidth: '0 0 2px 0',
    borderRadius: '2px',
    backgroundColor: new vscode.ThemeColor(style.background),
    overviewRulerColor: color,
    overviewRulerLane: vscode.OverviewRulerLane.Right,
  });
}

function visibleRange(editor: vscode.TextEditor): vscode.Range {
  const [first = new vscode.Range(0, 0, 0, 0), ...rest] = editor.visibleRanges;
  return rest.reduce((all, range) => all.union(range), first);
}

function drawMarks(editor: vscode.TextEditor, types: Types, reading: Reading | undefined): void {
  for (const [outcome, type] of types) {
    const marks = reading?.analysis.marks.filter((mark) => mark.outcome === outcome) ?? [];
    editor.setDecorations(
      type,
      marks.map((mark) => rangeOf(editor.document, reading ?? { base: 0 }, mark.span)),
    );
  }
}
