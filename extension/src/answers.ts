/** From a place in a document to the answer for it: what hover, actions and commands share. */
import { type Analysis, type Diagnosis, type Lens, type Mark, type Verdict, verdictAt } from '@bounce-lens/shared';
import * as vscode from 'vscode';
import type { AnalysisCache, Reading } from './analysis-cache.ts';
import { offsetIn, rangeOf } from './positions.ts';

export interface Answer {
  readonly diagnosis: Diagnosis;
  /** What the answer is about: the code under the position, else the verdict's own. */
  readonly range: vscode.Range;
  /** Which read it. */
  readonly lens: Lens;
  /** What the text was taken for. */
  readonly kind: Analysis['kind'];
}

export interface Answers {
  /** The answer for the very characters at a position. */
  at(document: vscode.TextDocument, position: vscode.Position, token?: vscode.CancellationToken): Promise<Answer | undefined>;
  /** The answer at a position, else the first of its line. */
  onLine(document: vscode.TextDocument, position: vscode.Position, token?: vscode.CancellationToken): Promise<Answer | undefined>;
}

export function createAnswers(cache: AnalysisCache): Answers {
  // Of a verdict that is kept the prose is made once.
  const explained = new WeakMap<Verdict, Diagnosis>();
  const explain = (lens: Lens, verdict: Verdict): Diagnosis => {
    const diagnosis = explained.get(verdict) ?? lens.explain(verdict);
    explained.set(verdict, diagnosis);
    return diagnosis;
  };
  const answerAt = (document: vscode.TextDocument, reading: Reading, offset: number): Answer | undefined => {
    const verdict = reading.analysis.verdicts[verdictAt(reading.analysis, offset) ?? -1];
    if (verdict === undefined) return undefined;
    const mark = reading.analysis.marks.find(({ span }) => span.start <= offset && offset <= span.end);
    const range = rangeOf(document, reading.origin, mark?.span ?? verdict.finding.anchor);
    return { diagnosis: explain(reading.lens, verdict), range, lens: reading.lens, kind: reading.analysis.kind };
  };
  const read = async (
    document: vscode.TextDocument,
    position: vscode.Position,
    token?: vscode.CancellationToken,
  ): Promise<Reading | undefined> => (await cache.readings(document, new vscode.Range(position, position), token))[0];

  return {
    async at(document, position, token) {
      const reading = await read(document, position, token);
      return reading && answerAt(document, reading, offsetIn(document, reading.origin, position));
    },
    async onLine(document, position, token) {
      const reading = await read(document, position, token);
      if (reading === undefined) return undefined;
      const mark = firstMarkOfLine(document, reading, position.line);
      return (
        answerAt(document, reading, offsetIn(document, reading.origin, position)) ?? (mark && answerAt(document, reading, mark.span.start))
      );
    },
  };
}

/** Marks are ordered by start. */
function firstMarkOfLine(document: vscode.TextDocument, reading: Reading, line: number): Mark | undefined {
  const { range } = document.lineAt(line);
  const start = offsetIn(document, reading.origin, range.start);
  const end = offsetIn(document, reading.origin, range.end);
  return reading.analysis.marks.find(({ span }) => span.start >= start && span.start <= end);
}
