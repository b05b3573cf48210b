/** The answer as Markdown for a hover, in the order of its anatomy. Pure text; the hover trusts only our own commands in it. */
import { type Block, type Diagnosis, firstEvidence, type Inline } from '@bounce-lens/shared';
import { addressesOf } from './addresses-of.ts';
import { type CommandId, commandIds } from './command-ids.ts';
import { codeSpan, escapeMarkdown, linkTarget, visibleText } from './escape-markdown.ts';
import type { Place } from './place.ts';

/** `vscode.l10n.t` of the host. */
export type Translate = (message: string, ...values: string[]) => string;

export interface Action {
  readonly title: string;
  readonly command: CommandId;
}

/** What can be done with an answer, the agent's first need first. */
export function actionsOf(diagnosis: Diagnosis, translate: Translate): readonly Action[] {
  return [
    ...(diagnosis.customerReply === '' ? [] : [{ title: translate('Copy reply for the customer'), command: commandIds.copyCustomerReply }]),
    ...(diagnosis.escalation === ''
      ? []
      : [{ title: translate('Copy escalation for the postmaster'), command: commandIds.copyEscalation }]),
    { title: translate('Copy summary'), command: commandIds.copySummary },
    ...(diagnosis.links.length === 0 ? [] : [{ title: translate('Open source'), command: commandIds.openSource }]),
  ];
}

/** What else: for who looks further. */
export function furtherActionsOf(diagnosis: Diagnosis, translate: Translate): readonly Action[] {
  const { evidence } = diagnosis.verdict.finding.event;
  return [
    ...(firstEvidence(evidence, 'queue-id') ? [{ title: translate("Show this message's story"), command: commandIds.showStory }] : []),
    ...(addressesOf(diagnosis.verdict).length === 0
      ? []
      : [{ title: translate('Look up the IP address'), command: commandIds.lookUpAddress }]),
    ...(diagnosis.customerReply === '' ? [] : [{ title: translate('Copy reply in another language'), command: commandIds.copyReplyIn }]),
    { title: translate('Copy redacted sample'), command: commandIds.copyRedactedSample },
    { title: translate('Wrong reason? Start a team rule'), command: commandIds.startTeamRule },
  ];
}

/** Headline, badges, meaning, steps; then the actions; then evidence, why and links; then what else can be done. */
export function renderAnswer(diagnosis: Diagnosis, place: Place, translate: Translate): string {
  const { advice, proof } = splitBody(diagnosis.body);
  const rowOf = (actions: readonly Action[]): string => actions.map((action) => commandLink(action, place)).join(' &nbsp;·&nbsp; ');
  return [
    `### ${escapeMarkdown(diagnosis.title)}`,
    diagnosis.badges.map(({ kind, text }) => (kind === 'codes' ? codeSpan(text) : escapeMarkdown(text))).join(' · '),
    ...advice.filter(isNeeded).map(renderBlock),
    rowOf(actionsOf(diagnosis, translate)),
    ...(proof.length === 0 ? [] : ['---']),
    ...proof.map(renderBlock),
    rowOf(furtherActionsOf(diagnosis, translate)),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** Evidence begins at the first quotation, with the heading above it; the actions stand before it, where they are seen. */
function splitBody(body: readonly Block[]): { readonly advice: readonly Block[]; readonly proof: readonly Block[] } {
  const quote = body.findIndex(({ kind }) => kind === 'quote');
  if (quote < 0) return { advice: body, proof: [] };
  const heading = body
    .slice(0, quote)
    .map(({ kind }) => kind)
    .lastIndexOf('heading');
  const from = heading < 0 ? quote : heading;
  return { advice: body.slice(0, from), proof: body.slice(from) };
}

/** A hover opens 250 pixels high: numbered steps need no heading, and without it the actions are seen. */
function isNeeded(block: Block, index: number, blocks: readonly Block[]): boolean {
  return block.kind !== 'heading' || blocks[index + 1]?.kind !== 'steps';
}

function renderBlock(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `**${escapeMarkdown(block.text)}**`;
    case 'paragraph':
      return renderInlines(block.content);
    case 'steps':
      return block.items.map((item, index) => `${index + 1}. ${renderInlines(item)}`).join('\n');
    case 'quote':
      return block.text
        .split(/\r\n|[\r\n]/)
        .map((line) => `> ${codeSpan(line)}`)
        .join('  \n');
    default:
      return block satisfies never;
  }
}

function renderInlines(content: readonly Inline[]): string {
  return content.map(renderInline).join('');
}

function renderInline(inline: Inline): string {
  switch (inline.kind) {
    case 'text':
      return escapeMarkdown(inline.text);
    case 'code':
      return codeSpan(inline.text);
    case 'strong':
      return visibleText(inline.text).trim() === '' ? '' : `**${escapeMarkdown(inline.text.trim())}**`;
    case 'link':
      return renderLink(inline.text, inline.href);
    default:
      return inline satisfies never;
  }
}

function renderLink(text: string, href: string): string {
  const target = linkTarget(href);
  return target === undefined ? escapeMarkdown(text) : `[${escapeMarkdown(text)}](${target})`;
}

function commandLink({ title, command }: Action, place: Place): string {
  const argument = encodeURIComponent(JSON.stringify([place])).replace(
    /[()'!*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `[${escapeMarkdown(title)}](command:${command}?${argument})`;
}
