/**
 * Finding × rules → Verdict: the reason, whose move it is, and why we believe it. Cheap; what triage needs. What was decided of one finding is
 * remembered for all that are told alike, in a reply of the same form.
 */
import { limits } from '../limits.ts';
import { type Evidence, type EvidenceKind, type Finding, firstEvidence, type Verdict } from '../model.ts';
import { applicable, decide, type Told } from './decide.ts';
import { type NormalisedReply, normaliseReply, withoutNames } from './normalise.ts';
import type { Candidate } from './rank.ts';
import type { Decision, RuleBook } from './rule-book.ts';

export function matchFinding(book: RuleBook, finding: Finding): Verdict {
  const said = first(finding, 'diagnostic-text');
  const reply = replyOf(book, finding);
  const told = toldOf(book, finding, reply.text);
  const { rests, ...decision } = book.decided(keyOf(told), () => decide(book, told));
  return { finding, ...decision, ...restsOn(finding, rests, said && { said, reply }) };
}

/** A longer text without a reply code is more than the failure's own sentence or two. */
const shortProse = 200;
function toldOf(book: RuleBook, finding: Finding, form: string): Told {
  return {
    form,
    outcome: finding.outcome,
    backscatter: finding.backscatter === true,
    isLong: (first(finding, 'diagnostic-text')?.value.length ?? 0) > shortProse,
    named: book.writersNamed(finding.event.dialect, hostOf(finding)),
    replyCode: first(finding, 'reply-code')?.value,
    enhancedStatus: first(finding, 'enhanced-status')?.value ?? first(finding, 'dsn-status')?.value,
    command: first(finding, 'smtp-command')?.value,
    action: first(finding, 'action')?.value,
    dialect: finding.event.dialect,
    direction: finding.direction,
    ours: finding.ours ?? [],
  };
}
/** No value has a line end but the form, which stands last. */
function keyOf({
  form,
  outcome,
  backscatter,
  isLong,
  named,
  replyCode,
  enhancedStatus,
  command,
  action,
  dialect,
  direction,
  ours,
}: Told): string {
  const flags = (backscatter ? 1 : 0) + (isLong ? 2 : 0);
  const codes = `${replyCode}\n${enhancedStatus}\n${command}\n${action}\n${dialect}\n${direction}`;
  return `${outcome}${flags}\n${codes}\n${named.join()}\n${ours.join()}\n${form}`;
}
/** The rules that apply to a finding, most specific first; what the check for ties looks at. */
export function rankRules(book: RuleBook, finding: Finding): readonly Candidate[] {
  return applicable(book, toldOf(book, finding, replyOf(book, finding).text));
}

/** The form of what was said, with the places of its characters in what was said. */
function replyOf(book: RuleBook, finding: Finding): NormalisedReply {
  const said = first(finding, 'diagnostic-text')?.value ?? '';
  const reply = normaliseReply(said.slice(0, limits.replyLength), first(finding, 'reply-code')?.value);
  const form = book.formOf(withoutNames(reply.text));
  return { text: form.text, originOf: (at) => reply.originOf(form.originOf(at)) };
}
/** The host that spoke, else the host that reports. */
function hostOf(finding: Finding): string | undefined {
  return (first(finding, 'remote-mta') ?? first(finding, 'reporting-mta'))?.value.toLowerCase().replace(/\.$/, '');
}

function first<K extends EvidenceKind>(finding: Finding, kind: K): Evidence<K> | undefined {
  return firstEvidence(finding.event.evidence, kind);
}
function codesOf(finding: Finding): readonly Evidence[] {
  return ['enhanced-status' as const, 'dsn-status' as const, 'reply-code' as const]
    .flatMap((kind) => first(finding, kind) ?? [])
    .slice(0, 1);
}

/** The evidence for a decision, and what its rule captured. */
function restsOn(finding: Finding, rests: Decision['rests'], spoken: Spoken | undefined): Pick<Verdict, 'because' | 'captured'> {
  if (rests === 'original-sender')
    return { because: finding.event.evidence.filter(({ kind }) => kind === rests).slice(0, 1), captured: [] };
  if (rests === 'codes' || !spoken) return { because: codesOf(finding), captured: [] };
  return { because: [quoted(spoken, rests)], captured: rests.captures.map((c) => captured(c.kind, quoted(spoken, c))) };
}
interface Spoken {
  readonly said: Evidence<'diagnostic-text'>;
  readonly reply: NormalisedReply;
}
/** The characters of the reply that matched; the whole reply where its text was decoded and has no offsets of its own in the source. */
function quoted({ said, reply }: Spoken, { start, end }: { readonly start: number; readonly end: number }): Evidence<'diagnostic-text'> {
  const from = reply.originOf(start) ?? 0;
  const to = (reply.originOf(end - 1) ?? said.value.length - 1) + 1;
  const verbatim = said.span.end - said.span.start === said.value.length;
  const span = verbatim ? { start: said.span.start + from, end: said.span.start + to } : said.span;
  return { kind: 'diagnostic-text', value: said.value.slice(from, to), span };
}
function captured(
  kind: Exclude<EvidenceKind, 'smtp-command' | 'action' | 'direction'>,
  { value, span }: Evidence<'diagnostic-text'>,
): Evidence {
  return { kind, value, span };
}
