/** A rule's sample as a finding: what a dialect would have read. */
import { rawLayer } from '../shared/src/decode/raw-layer.ts';
import { judge } from '../shared/src/judge.ts';
import type { Evidence, Finding } from '../shared/src/model.ts';
import { readReply } from '../shared/src/scan/reply.ts';
import { smtpCommandAt } from '../shared/src/scan/smtp-command.ts';
import type { RulesFile, Sample } from '../tools/knowledge/files.ts';

export function findingOf(sample: string | Sample, kind: RulesFile['writer']['kind']): Finding {
  const { text, host, command, direction, action, dialect }: Sample = typeof sample === 'string' ? { text: sample } : sample;
  const layer = rawLayer({ text });
  const told = (e: Evidence): Evidence => e;
  const said = smtpCommandAt(command ?? '', 0)?.command;
  const at = { start: 0, end: text.length };
  const submitted = direction ?? (kind === 'client' ? 'submission' : undefined);
  const evidence: Evidence[] = [
    ...(host ? [told({ kind: 'remote-mta', value: host, span: at })] : []),
    ...(said ? [told({ kind: 'smtp-command', value: said, span: at })] : []),
    ...(submitted ? [told({ kind: 'direction', value: submitted, span: at })] : []),
    ...(action === 'delayed' ? [told({ kind: 'action', value: action, span: at })] : []),
    ...readReply(layer, 0, text.length),
  ];
  return judge({ dialect: dialect ?? (kind === 'client' ? 'client-dialog' : 'plain'), evidence }, { kind: 'text' });
}
export const textOf = (sample: string | Sample): string => (typeof sample === 'string' ? sample : sample.text);
