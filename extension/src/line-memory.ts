/** What was made of single lines of a document, kept while others are edited: a keystroke costs the lines it touches. */

/** Lines `from` to `from + removed - 1` were replaced by `inserted` lines. */
export interface LineEdit {
  readonly from: number;
  readonly removed: number;
  readonly inserted: number;
}

export interface LineMemory<T> {
  get(line: number): T | undefined;
  set(line: number, value: T): void;
  /** Forget the edited lines; those below them move. */
  edited(edit: LineEdit): void;
}

/** Keeps at least the last `least` lines that were set, at most twice as many. */
export function createLineMemory<T>(least: number): LineMemory<T> {
  const state = { lines: new Map<number, T>() };
  return {
    get: (line) => state.lines.get(line),
    set(line, value) {
      if (state.lines.size >= 2 * least) state.lines = new Map([...state.lines].slice(-least));
      state.lines.set(line, value);
    },
    edited({ from, removed, inserted }) {
      const moved = inserted - removed;
      if (moved === 0) {
        for (let line = from; line < from + removed; line++) state.lines.delete(line);
        return;
      }
      const kept = [...state.lines].filter(([line]) => line < from || line >= from + removed);
      state.lines = new Map(kept.map(([line, value]) => [line < from ? line : line + moved, value]));
    },
  };
}

/** As much of a change of a text as its lines need; `text` is what was put in. */
export interface TextChange {
  readonly range: { readonly start: { readonly line: number }; readonly end: { readonly line: number } };
  readonly text: string;
}

/** CRLF, LF and a lone CR end a line, as in the editor. */
export function lineEditOf({ range, text }: TextChange): LineEdit {
  let inserted = 1;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 10 || (unit === 13 && text.charCodeAt(at + 1) !== 10)) inserted++;
  }
  return { from: range.start.line, removed: range.end.line - range.start.line + 1, inserted };
}

/** An edit, and by how many lines the edits above it, made at the same time, move what it put in. */
export interface PlacedEdit extends LineEdit {
  readonly moved: number;
}

/** The editor tells edits made at once from the last to the first, each in the lines of the text before all of them. */
export function lineEditsOf(changes: readonly TextChange[]): readonly PlacedEdit[] {
  let above = 0;
  const fromFirst = [...changes].reverse().map((change) => {
    const edit = { ...lineEditOf(change), moved: above };
    above += edit.inserted - edit.removed;
    return edit;
  });
  return fromFirst.reverse();
}
