/** The reasons: a list of all, and a page each with the answer and who says it how. */
import { fillText } from '../../shared/src/explain/fill-template.ts';
import type { AnswerTexts, Knowledge, Reason, Texts } from '../../shared/src/knowledge.ts';
import { atSubmission } from '../../shared/src/knowledge.ts';
import { anchorOf, escapeText, table } from './markdown.ts';
import { nameOf, ownerName, ownerOf, renderConditions, sureness } from './rule-row.ts';

export interface Compiled {
  readonly knowledge: Knowledge;
  readonly texts: Texts;
}

export function renderReasonList({ knowledge, texts }: Compiled): string {
  const rows = knowledge.reasons.map(({ id, owner, temporary, aliases }) => [
    `[\`${id}\`](reasons/${id}.md)`,
    texts.reasons[id]?.title ?? '',
    ownerName(owner, texts),
    temporary ? 'mostly' : '',
    String(knowledge.rules.filter(({ reason }) => reason === id).length),
    aliases.sisimai.join(', '),
    aliases.kumomta.join(', '),
  ]);
  const heading = ['reason', 'headline', 'whose move', 'mends itself', 'rules', 'in Sisimai', 'in KumoMTA'];
  return `# By reason\n\nWhy mail fails, and whose move it is. Each reason has a page with its answer and with the words it is known by.\n\n${table(heading, rows)}\n`;
}

export function renderReason(reason: Reason, { knowledge, texts }: Compiled): string {
  const { id, owner, temporary } = reason;
  const answer = texts.reasons[id] ?? {};
  const submission = texts.reasons[atSubmission(id)];
  const move = `Whose move: ${ownerName(owner, texts)}.${temporary ? ' Mostly mends itself.' : ''}`;
  return `${[
    `# ${answer.title ?? id}`,
    `\`${id}\` · [all reasons](../by-reason.md)`,
    move,
    ...answerParts(answer, texts),
    ...(submission ? [`## In a mail program at its own server: ${submission.title ?? ''}`, ...answerParts(submission, texts)] : []),
    ...ruleParts(reason, { knowledge, texts }),
    ...codeParts(reason, { knowledge, texts }),
  ].join('\n\n')}\n`;
}

/** The answer as it reads for a failed message of which nothing else is known. */
function answerParts({ meaning, steps = [], avoid, customerReply, escalation }: AnswerTexts, texts: Texts): readonly string[] {
  const filled = (template: string): string =>
    escapeText(
      fillText(template, {
        value: () => undefined,
        missing: (name) => texts.labels[`missing-${name}`] ?? name,
        outcome: 'permanent-failure',
      }),
    );
  const list = steps.map(filled).filter((step) => step !== '');
  return [
    ...(meaning ? [filled(meaning)] : []),
    ...(list.length > 0 ? [list.map((step, i) => `${i + 1}. ${step}`).join('\n')] : []),
    ...(avoid ? [`**Careful:** ${filled(avoid)}`] : []),
    ...(customerReply ? [`**To the customer:** ${filled(customerReply)}`] : []),
    ...(escalation ? [`**To the postmaster:** ${filled(escalation)}`] : []),
  ];
}

function ruleParts({ id }: Reason, { knowledge, texts }: Compiled): readonly string[] {
  const own = knowledge.rules.filter((rule) => rule.reason === id);
  if (own.length === 0) return [];
  const writer = (of: string): string => knowledge.writers.find((one) => one.id === of)?.title ?? of;
  const rows = own.map((rule) => [
    `[${writer(rule.writer)}](../by-writer.md#${anchorOf(writer(rule.writer))})`,
    nameOf(rule),
    renderConditions(rule.when),
    ownerOf(rule, knowledge, texts),
    sureness(rule),
  ]);
  return [`## Who says it how`, table(['writer', 'rule', 'when', 'whose move', 'how sure'], rows)];
}

function codeParts({ id }: Reason, { knowledge, texts }: Compiled): readonly string[] {
  const codes = [...knowledge.replyCodes, ...knowledge.enhancedCodes].filter(({ reason }) => reason === id);
  if (codes.length === 0) return [];
  return [
    '## Codes that mean it by themselves',
    table(
      ['code', 'name'],
      codes.map(({ code }) => [`\`${code}\``, texts.codes[code]?.name ?? '']),
    ),
  ];
}
