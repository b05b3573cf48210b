/**
 * Finding × rules → Verdict: the reason, whose move it is, and why we believe it. Cheap; what triage needs. What was decided of one finding is
 * remembered for all that are told alike, in a reply of the same form.
 */
import { type Evidence, type EvidenceKind, type Finding, firstEvidence, type Verdict } from '../model.ts';
import { applicable, decide } from './decide.ts';
import type { Capture } from './phrase.ts';
import type { Candidate } from './rank.ts';
import type { ReplyForm } from './reply-form.ts';
import type { Decided, Decision, RuleBook, Told } from './rule-book.ts';

export function matchFinding(book: RuleBook, finding: Finding): Verdict {
  const said = first(finding, 'diagnostic-text');
  const reply = replyOf(book, finding, said);
  const decision = decisionOn(book, toldOf(book, finding, reply.form.text), reply.form);
  const { reason, owner, rule, writer, confidence, general, alternatives } = decision;
  const { because, captured } = restsOn(finding, decision.rests, said && { said, reply });
  // Written out: to copy a decision field by field takes several times as long.
  return writer === undefined
    ? { finding, reason, owner, rule, confidence, general, alternatives, because, captured }
    : { finding, reason, owner, rule, writer, confidence, general, alternatives, because, captured };
}
/** Nearly all replies of one form are told alike in all else as well. */
function decisionOn(book: RuleBook, told: Told, form: Reply['form']): Decision {
  if (form.last && isToldAlike(form.last.told, told)) return form.last.decision;
  const decision = book.decided(keyOf(told), () => decide(book, told));
  form.last = { told, decision };
  return decision;
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
    ours: finding.ours ?? none,
  };
}
const none: readonly never[] = [];
/** Of two replies of the same form. */
function isToldAlike(one: Told, other: Told): boolean {
  return (
    one.outcome === other.outcome &&
    one.enhancedStatus === other.enhancedStatus &&
    one.replyCode === other.replyCode &&
    one.command === other.command &&
    one.action === other.action &&
    one.dialect === other.dialect &&
    one.direction === other.direction &&
    one.backscatter === other.backscatter &&
    one.isLong === other.isLong &&
    isSameList(one.named, other.named) &&
    isSameList(one.ours, other.ours)
  );
}
function isSameList(one: readonly string[], other: readonly string[]): boolean {
  return one === other || (one.length === other.length && one.every((value, at) => value === other[at]));
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
  return applicable(book, toldOf(book, finding, replyOf(book, finding, first(finding, 'diagnostic-text')).form.text));
}

type Reply = ReplyForm<Decided>;
function replyOf(book: RuleBook, finding: Finding, said: Evidence<'diagnostic-text'> | undefined): Reply {
  return book.formOf(said?.value ?? '', first(finding, 'reply-code')?.value);
}
/** The host that spoke, else the host that reports. */
function hostOf(finding: Finding): string | undefined {
  return (first(finding, 'remote-mta') ?? first(finding, 'reporting-mta'))?.value;
}

function first<K extends EvidenceKind>(finding: Finding, kind: K): Evidence<K> | undefined {
  return firstEvidence(finding.event.evidence, kind);
}
function codesOf(finding: Finding): readonly Evidence[] {
  const code = first(finding, 'enhanced-status') ?? first(finding, 'dsn-status') ?? first(finding, 'reply-code');
  return code ? [code] : none;
}

/** The evidence for a decision, and what its rule captured. */
function restsOn(finding: Finding, rests: Decision['rests'], spoken: Spoken | undefined): Pick<Verdict, 'because' | 'captured'> {
  if (rests === 'original-sender')
    return { because: finding.event.evidence.filter(({ kind }) => kind === rests).slice(0, 1), captured: [] };
  if (rests === 'codes' || !spoken) return { because: codesOf(finding), captured: none };
  return { because: [quoted(spoken, rests)], captured: capturedIn(rests.captures, spoken) };
}
interface Spoken {
  readonly said: Evidence<'diagnostic-text'>;
  readonly reply: Reply;
}
/** The characters of the reply that matched; the whole reply where its text was decoded and has no offsets of its own in the source. */
function quoted({ said, reply }: Spoken, { start, end }: { readonly start: number; readonly end: number }): Evidence<'diagnostic-text'> {
  const from = reply.originOf(start) ?? 0;
  const to = (reply.originOf(end - 1) ?? said.value.length - 1) + 1;
  const verbatim = said.span.end - said.span.start === said.value.length;
  const span = verbatim ? { start: said.span.start + from, end: said.span.start + to } : said.span;
  return { kind: 'diagnostic-text', value: said.value.slice(from, to), span };
}
function capturedIn(captures: readonly Capture[], spoken: Spoken): readonly Evidence[] {
  if (captures.length === 0) return none;
  return captures.map((capture) => ({ ...quoted(spoken, capture), kind: capture.kind }));
}
