/** What a code means in general, for the answers that have nothing better to rest on. */
import type { Texts } from '../knowledge.ts';
import type { Verdict } from '../model.ts';

export interface CodeMeaning {
  /** As it is written in the text: `5.1.1`, `550`. */
  readonly code: string;
  readonly name: string;
  readonly meaning: string;
}

/** The code a verdict rests on, if it rests on a code: `enhanced/x.1.1`, `reply/550`. */
export function codeMeaning(verdict: Verdict, texts: Texts): CodeMeaning | undefined {
  const entry = /^(?:enhanced|reply)\/(.{1,12})$/.exec(verdict.rule)?.[1];
  if (entry === undefined) return undefined;
  const told = texts.codes[entry];
  return { code: writtenCode(verdict) ?? entry, name: told?.name ?? '', meaning: told?.meaning ?? '' };
}

function writtenCode(verdict: Verdict): string | undefined {
  const kinds = verdict.rule.startsWith('reply/') ? ['reply-code'] : ['enhanced-status', 'dsn-status'];
  const evidence = verdict.finding.event.evidence;
  return kinds.flatMap((kind) => evidence.find((fact) => fact.kind === kind)?.value ?? [])[0];
}
