/** Why this answer: the rule and what it matched, what else was considered, how sure, and what would make it certain. */
import type { Texts, Writer } from '../knowledge.ts';
import { limits } from '../limits.ts';
import type { Block, Evidence, Inline, Verdict } from '../model.ts';
import { saysCodeOnly } from './badges.ts';
import { cleanValue } from './clean-value.ts';
import { codeMeaning } from './code-meaning.ts';
import { type Filling, fillTemplate, withValues } from './fill-template.ts';
import { type LabelKey, label } from './labels.ts';

export interface WhyParts {
  readonly verdict: Verdict;
  readonly texts: Texts;
  readonly filling: Filling;
  readonly writers: readonly Writer[];
}

export function whyBlocks(parts: WhyParts): readonly Block[] {
  const paragraphs = [restsOn(parts), howSure(parts), considered(parts), ...contradictions(parts)];
  return paragraphs.filter((content) => content.length > 0).map((content) => ({ kind: 'paragraph', content }));
}

function restsOn({ verdict, texts, filling, writers }: WhyParts): readonly Inline[] {
  const code = codeMeaning(verdict, texts);
  const say = (key: LabelKey, own: Readonly<Record<string, string | undefined>> = {}) =>
    fillTemplate(label(texts, key), withValues(filling, own));
  if (saysCodeOnly(verdict)) return code === undefined ? say('why-none') : say('why-code', { code: code.code });
  if (verdict.general) return say('why-outcome', { outcome: label(texts, `outcome-${verdict.finding.outcome}`) });
  const writer = writers.find(({ id }) => id === verdict.writer)?.title;
  return [...say('why-rule', { rule: verdict.rule, writer }), ...listed(verdict.because.map(({ value }) => value))];
}

function howSure({ verdict, texts, filling }: WhyParts): readonly Inline[] {
  if (verdict.general && verdict.confidence === 'certain') return [];
  const isWritersOwn = verdict.confidence === 'likely' && verdict.rule.startsWith(`${verdict.writer}/`);
  const sure = fillTemplate(label(texts, isWritersOwn ? 'why-likely-writer' : `why-${verdict.confidence}`), filling);
  if (verdict.confidence !== 'guess') return sure;
  return [...sure, { kind: 'text', text: ' ' }, ...fillTemplate(label(texts, neededFor(filling)), filling)];
}
function neededFor(filling: Filling): LabelKey {
  if (filling.value('reply') === undefined) return 'guess-needs-reply';
  return filling.value('server') === undefined ? 'guess-needs-server' : 'guess-needs-postmaster';
}

function considered({ verdict, texts, filling }: WhyParts): readonly Inline[] {
  if (verdict.alternatives.length === 0) return [];
  return [...fillTemplate(label(texts, 'why-alternatives'), filling), ...listed(verdict.alternatives)];
}

function contradictions({ verdict, texts, filling }: WhyParts): readonly (readonly Inline[])[] {
  return verdict.finding.contradictions.slice(0, limits.toldPerAnswer).map(([first, second]) => {
    const own = { first: named(first, texts), second: named(second, texts) };
    return fillTemplate(label(texts, 'why-contradiction'), withValues(filling, own));
  });
}
function named({ kind, value }: Evidence, texts: Texts): string {
  return `${label(texts, `fact-${kind}`)} ${cleanValue(value, limits.valueLength) ?? '-'}`;
}

/** ` a, b, c`, each as code. */
function listed(values: readonly string[]): readonly Inline[] {
  const shown = values.slice(0, limits.toldPerAnswer).flatMap((value) => cleanValue(value, limits.valueLength) ?? []);
  return shown.flatMap((text, index): readonly Inline[] => [
    { kind: 'text', text: index === 0 ? ' ' : ', ' },
    { kind: 'code', text },
  ]);
}
