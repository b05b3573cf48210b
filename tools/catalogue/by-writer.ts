/** The writers: what each is recognised by, and what its words mean. */
import type { Writer, WriterKind } from '../../shared/src/knowledge.ts';
import type { Compiled } from './by-reason.ts';
import { anchorOf, escapeCell, table } from './markdown.ts';
import { nameOf, ownerOf, renderConditions, sureness } from './rule-row.ts';

const kinds: Readonly<Record<WriterKind, string>> = {
  provider: 'Mailbox providers',
  mta: 'Mail servers and their reports',
  client: 'Mail programs and webmail',
  filter: 'Filters',
  blocklist: 'Blocklists',
  esp: 'Sending services',
  general: 'Many servers',
};

export function renderByWriter(compiled: Compiled): string {
  const { writers, rules } = compiled.knowledge;
  const groups = Object.entries(kinds).map(([kind, title]) => ({ title, members: writers.filter((writer) => writer.kind === kind) }));
  const contents = groups.flatMap(({ title, members }) => [
    `**${title}:** ${members.map(({ title: name }) => `[${name}](#${anchorOf(name)})`).join(' · ')}`,
  ]);
  const sections = groups.flatMap(({ members }) => members.map((writer) => renderWriter(writer, compiled)));
  return `${[`# By writer`, `${rules.length} rules of ${writers.length} writers.`, ...contents, ...sections].join('\n\n')}\n`;
}

function renderWriter(writer: Writer, { knowledge, texts }: Compiled): string {
  const own = knowledge.rules.filter((rule) => rule.writer === writer.id);
  const rows = own.map((rule) => [
    nameOf(rule),
    renderConditions(rule.when),
    `[\`${rule.reason}\`](reasons/${rule.reason}.md)`,
    ownerOf(rule, knowledge, texts),
    sureness(rule),
  ]);
  const recognised = [...writer.hosts.map((host) => `hosts of ${host}`), ...writer.says.map((phrase) => `“${phrase}”`)];
  const known = recognised.length > 0 ? `Recognised by: ${recognised.map(escapeCell).join(', ')}.\n\n` : '';
  return `## ${writer.title}\n\n${known}${table(['rule', 'when', 'reason', 'whose move', 'how sure'], rows)}`;
}
