/** The words of a bounce that somebody else may see: for a rule request, redacted. */
import { firstEvidence, type Knowledge, publicNames, redactSample, type Verdict } from '@bounce-lens/shared';

/** `line`: of a log, which is its own sample. Of anything else the report's fields are put together again. */
export function sampleOf(verdict: Verdict, line: string | undefined): string {
  if (line !== undefined) return line;
  const { evidence } = verdict.finding.event;
  const field = (name: string, value: string | undefined): readonly string[] => (value === undefined ? [] : [`${name}: ${value}`]);
  const said = firstEvidence(evidence, 'diagnostic-text')?.value.replace(/[\r\n]{1,4}[ \t]{0,20}/g, '\n  ');
  const codes = [firstEvidence(evidence, 'reply-code')?.value, firstEvidence(evidence, 'enhanced-status')?.value].filter(
    (code) => code !== undefined && said?.includes(code) !== true,
  );
  const recipient = firstEvidence(evidence, 'final-recipient')?.value;
  const reporting = firstEvidence(evidence, 'reporting-mta')?.value;
  const remote = firstEvidence(evidence, 'remote-mta')?.value;
  if (recipient === undefined) return [...codes, said].filter((part) => part !== undefined).join(' ');
  return [
    ...field('Reporting-MTA', reporting && `dns; ${reporting}`),
    '',
    ...field('Final-Recipient', `rfc822; ${recipient}`),
    ...field('Action', firstEvidence(evidence, 'action')?.value),
    ...field('Status', firstEvidence(evidence, 'dsn-status')?.value ?? firstEvidence(evidence, 'enhanced-status')?.value),
    ...field('Remote-MTA', remote && `dns; ${remote}`),
    ...field('Diagnostic-Code', said === undefined ? undefined : `smtp; ${[...codes, said].join(' ')}`),
  ]
    .join('\n')
    .trim();
}

export function redactedSampleOf(verdict: Verdict, line: string | undefined, knowledge: Knowledge): string {
  return redactSample(sampleOf(verdict, line), { keep: publicNames(knowledge), verdicts: [verdict] });
}

/** The reply alone, as a rule's sample wants it. */
export function redactedReplyOf(verdict: Verdict, knowledge: Knowledge): string {
  const { evidence } = verdict.finding.event;
  const said = firstEvidence(evidence, 'diagnostic-text')?.value ?? '';
  const codes = [firstEvidence(evidence, 'reply-code')?.value, firstEvidence(evidence, 'enhanced-status')?.value].filter(
    (code) => code !== undefined && !said.includes(code),
  );
  const whole = [...codes, said]
    .join(' ')
    .replace(/\s{1,200}/g, ' ')
    .trim();
  return redactSample(whole.slice(0, 1_000), { keep: publicNames(knowledge), verdicts: [verdict] });
}
