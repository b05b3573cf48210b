/**
 * The extension's own time, apart from VS Code's: stands between the two, from before the extension is activated, and notes when VS Code tells
 * it something and when it answers.
 */
import * as vscode from 'vscode';

/** Milliseconds, from when the document reached the extension. */
export interface FirstHighlight {
  /** VS Code shows an editor of it. */
  readonly shown?: number;
  /** The extension gave its highlights to VS Code. */
  readonly set?: number;
}
export interface OwnTime extends vscode.Disposable {
  /** Of the document whose path ends so. */
  firstHighlight(name: string): FirstHighlight;
  /** What each hover took inside the extension, since it was last asked. */
  takeHovers(): readonly number[];
}

interface Seen {
  readonly opened: number;
  shown?: number;
  set?: number;
}

export function watchExtension(): OwnTime {
  const documents = new Map<string, Seen>();
  const hovers: number[] = [];
  const now = (): number => performance.now();
  timeHovers((took) => hovers.push(took));
  wrapEditors((document) => {
    const seen = documents.get(document.uri.path);
    if (seen !== undefined) seen.set ??= now();
  });
  const note = (document: vscode.TextDocument): void => void documents.set(document.uri.path, { opened: now() });
  const held = vscode.Disposable.from(
    vscode.workspace.onDidOpenTextDocument(note),
    vscode.window.onDidChangeVisibleTextEditors((editors) => {
      for (const { document } of editors) {
        const seen = documents.get(document.uri.path);
        if (seen !== undefined) seen.shown ??= now();
      }
    }),
  );
  return {
    firstHighlight(name) {
      const [, seen] = [...documents].find(([path]) => path.endsWith(`/${name}`)) ?? [];
      if (seen === undefined) return {};
      const since = (at: number | undefined): number | undefined => at && at - seen.opened;
      const [shown, set] = [since(seen.shown), since(seen.set)];
      return { ...(shown !== undefined && { shown }), ...(set !== undefined && { set }) };
    },
    takeHovers: () => hovers.splice(0),
    dispose: () => held.dispose(),
  };
}

function timeHovers(take: (milliseconds: number) => void): void {
  const { languages } = vscode;
  const register = languages.registerHoverProvider.bind(languages);
  languages.registerHoverProvider = (selector, provider) =>
    register(selector, {
      async provideHover(document, position, token) {
        const began = performance.now();
        const hover = await provider.provideHover(document, position, token);
        if (hover) take(performance.now() - began);
        return hover;
      },
    });
}

/** `highlighted` is told when an editor is given highlights. VS Code's own editors are sealed, so the extension is given one that inherits. */
function wrapEditors(highlighted: (document: vscode.TextDocument) => void): void {
  const wrapped = new WeakMap<vscode.TextEditor, vscode.TextEditor>();
  const wrap = (editor: vscode.TextEditor): vscode.TextEditor => {
    const known = wrapped.get(editor);
    if (known !== undefined) return known;
    const setDecorations: vscode.TextEditor['setDecorations'] = (type, ranges) => {
      editor.setDecorations(type, ranges);
      if (ranges.length > 0) highlighted(editor.document);
    };
    const own: vscode.TextEditor = Object.create(editor, { setDecorations: { value: setDecorations } });
    wrapped.set(editor, own);
    return own;
  };
  const { window } = vscode;
  const visible = Object.getOwnPropertyDescriptor(window, 'visibleTextEditors')?.get;
  Object.defineProperty(window, 'visibleTextEditors', { get: () => visible?.call(window).map(wrap), configurable: true });
  const onScroll = window.onDidChangeTextEditorVisibleRanges.bind(window);
  Object.defineProperty(window, 'onDidChangeTextEditorVisibleRanges', {
    value: (listener: (change: vscode.TextEditorVisibleRangesChangeEvent) => void) =>
      onScroll(({ textEditor, visibleRanges }) => listener({ textEditor: wrap(textEditor), visibleRanges })),
  });
}
