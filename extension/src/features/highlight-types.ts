/** How each outcome is drawn: colour of the theme, and a line and a shape of its own, so that colour is never alone. */
import type { Outcome } from '@bounce-lens/shared';
import * as vscode from 'vscode';

/** `off`: nothing; `quiet`: the codes of what was not delivered; `full`: also what went through, and a sign in the gutter. */
export type Level = 'off' | 'quiet' | 'full';
export const levels: readonly Level[] = ['off', 'quiet', 'full'];

export function isLevel(value: unknown): value is Level {
  return levels.some((level) => level === value);
}

interface Style {
  readonly color: string;
  readonly background?: string;
  readonly line: 'solid' | 'dashed' | 'dotted';
  /** Within 16 × 16. */
  readonly sign?: string;
  readonly signColors?: { readonly dark: string; readonly light: string };
}
const styles: Readonly<Record<Outcome, Style>> = {
  'permanent-failure': {
    color: 'bounceLens.permanentFailure',
    background: 'bounceLens.permanentFailureBackground',
    line: 'solid',
    sign: 'M4.5 4.5l7 7M11.5 4.5l-7 7',
    signColors: { dark: '#f14c4c', light: '#c42b1c' },
  },
  deferral: {
    color: 'bounceLens.deferral',
    background: 'bounceLens.deferralBackground',
    line: 'dashed',
    sign: 'M5 3.5h6M5 12.5h6M5.5 3.5l5 9M10.5 3.5l-5 9',
    signColors: { dark: '#d7a520', light: '#9a6700' },
  },
  'delayed-notice': {
    color: 'bounceLens.delayedNotice',
    background: 'bounceLens.delayedNoticeBackground',
    line: 'dotted',
    sign: 'M8 5v3.5h2.5M8 2.5a5.5 5.5 0 1 0 .01 0',
    signColors: { dark: '#3794ff', light: '#1a5fb4' },
  },
  delivered: { color: 'bounceLens.delivered', line: 'dotted' },
};

export const outcomes: readonly Outcome[] = ['permanent-failure', 'deferral', 'delayed-notice', 'delivered'];
/** What somebody must look at. */
export const troubles: readonly Outcome[] = ['permanent-failure', 'deferral', 'delayed-notice'];

export interface HighlightTypes extends vscode.Disposable {
  readonly codes: ReadonlyMap<Outcome, vscode.TextEditorDecorationType>;
  readonly gutter: ReadonlyMap<Outcome, vscode.TextEditorDecorationType>;
  readonly ruler: ReadonlyMap<Outcome, vscode.TextEditorDecorationType>;
}

export function createHighlightTypes(): HighlightTypes {
  const codes = new Map(outcomes.map((outcome) => [outcome, codeType(styles[outcome])]));
  const gutter = new Map(troubles.map((outcome) => [outcome, gutterType(styles[outcome])]));
  const ruler = new Map(troubles.map((outcome) => [outcome, rulerType(styles[outcome])]));
  return {
    codes,
    gutter,
    ruler,
    dispose: () => vscode.Disposable.from(...codes.values(), ...gutter.values(), ...ruler.values()).dispose(),
  };
}

function codeType({ color, background, line }: Style): vscode.TextEditorDecorationType {
  return vscode.window.createTextEditorDecorationType({
    cursor: 'help',
    borderStyle: line,
    borderWidth: background === undefined ? '0 0 1px 0' : '0 0 2px 0',
    borderColor: new vscode.ThemeColor(color),
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
    ...(background !== undefined && { borderRadius: '2px', backgroundColor: new vscode.ThemeColor(background) }),
  });
}
function rulerType({ color }: Style): vscode.TextEditorDecorationType {
  return vscode.window.createTextEditorDecorationType({
    overviewRulerColor: new vscode.ThemeColor(color),
    overviewRulerLane: vscode.OverviewRulerLane.Right,
  });
}
function gutterType({ sign = '', signColors }: Style): vscode.TextEditorDecorationType {
  const icon = (color: string): vscode.Uri => {
    const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16" viewBox="0 0 16 16"><path d="${sign}" fill="none" stroke="${color}" stroke-width="1.5" stroke-linecap="round"/></svg>`;
    return vscode.Uri.parse(`data:image/svg+xml;base64,${btoa(drawing)}`);
  };
  return vscode.window.createTextEditorDecorationType({
    gutterIconSize: 'contain',
    dark: { gutterIconPath: icon(signColors?.dark ?? '') },
    light: { gutterIconPath: icon(signColors?.light ?? '') },
  });
}
