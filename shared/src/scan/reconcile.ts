/**
 * Two tellings of the same failure made one: the machine part of a report and its human part.
 *
 * The machine part knows action, status and hosts; the human part often quotes the reply in full. For each recipient the one whose reply
 * bears codes comes first, so that it is the diagnostic text; the other's evidence is kept behind it, to be shown and drawn.
 */
import { limits } from '../limits.ts';
import { type Evidence, firstEvidence } from '../model.ts';

type Telling = readonly Evidence[];

export function reconcile(machine: readonly Telling[], human: readonly Telling[]): readonly Telling[] {
  const byRecipient = filed(human);
  const anonymous = human.filter((telling) => recipientOf(telling) === undefined);
  return machine.map((telling) => {
    const keys = recipientsOf(telling);
    const named = keys.flatMap((key) => byRecipient.get(key) ?? []);
    const local = isLocal(telling);
    const alone = human.length === 1 ? human.filter((other) => local || isCoded(other)) : anonymous;
    const others = named.length > 0 || machine.length > 1 ? named : alone;
    const recipients = telling.filter(isRecipient);
    return [
      ...(local ? others.flatMap((other) => other.filter(isRecipient)) : []),
      ...recipients,
      ...others.reduce(
        joined,
        telling.filter((e) => !isRecipient(e)),
      ),
    ];
  });
}

/** Several tellings of one part made one a recipient, each in the place of its first; the one that tells most leads. */
export function asOneEach(tellings: readonly Telling[]): readonly Telling[] {
  const rest = filed(tellings);
  return tellings.flatMap((telling) => {
    const key = recipientOf(telling);
    const same = key === undefined ? [telling] : (rest.get(key) ?? []);
    if (key !== undefined) rest.delete(key);
    const [first, ...others] = same;
    return first ? [others.reduce(joined, first)] : [];
  });
}
/** The tellings of each recipient; of somebody's hundreds the first. */
function filed(tellings: readonly Telling[]): Map<string, Telling[]> {
  const byRecipient = new Map<string, Telling[]>();
  for (const telling of tellings) {
    const key = recipientOf(telling);
    if (key === undefined) continue;
    const same = byRecipient.get(key) ?? [];
    if (same.length < limits.tellingsPerRecipient) same.push(telling);
    byRecipient.set(key, same);
  }
  return byRecipient;
}

/** `Final-Recipient: rfc822; |/usr/bin/vacation`: a file or program, not an address; the prose says whose. */
function isLocal(telling: Telling): boolean {
  const recipients = telling.filter(isRecipient);
  return recipients.length > 0 && recipients.every(({ value }) => !value.includes('@') || /^[|/]/.test(value));
}
function isCoded(telling: Telling): boolean {
  return firstEvidence(telling, 'reply-code') !== undefined || firstEvidence(telling, 'enhanced-status') !== undefined;
}
function isRecipient({ kind }: Evidence): boolean {
  return kind === 'final-recipient' || kind === 'original-recipient';
}

/** The machine part keeps its place where it quotes a reply; unless the same reply stands in the human part with more of its codes. */
function joined(machine: Telling, human: Telling): Telling {
  const reply = firstEvidence(machine, 'reply-code')?.value;
  const better = reply === undefined || firstEvidence(human, 'reply-code')?.value === reply;
  const tellsMore = tells(human) > tells(machine) || (isCutShort(machine) && lengthOf(human) > lengthOf(machine));
  if (!better || !tellsMore) return behind(machine, human);
  if (!isVaguer(human, machine)) return behind(human, machine);
  return [...human.filter((e) => e.kind !== 'enhanced-status'), ...machine, ...demoted(human).filter((e) => e.kind === 'dsn-status')];
}
/** `5.0.0` in the text tells less than `Status: 5.3.0`. */
function isVaguer(human: Telling, machine: Telling): boolean {
  const said = firstEvidence(human, 'enhanced-status')?.value ?? '';
  const field = firstEvidence(machine, 'dsn-status')?.value ?? '';
  return said.endsWith('.0.0') && field !== '' && !field.endsWith('.0.0');
}
/** The second telling's status belongs to its own reply; behind another reply it is only what the reporting MTA made of it. */
function behind(first: Telling, second: Telling): Telling {
  const reply = firstEvidence(first, 'reply-code')?.value;
  const other = firstEvidence(second, 'reply-code')?.value;
  if (reply === undefined || other === undefined || reply === other) return [...first, ...second];
  return [...first, ...demoted(second)];
}
/** Its status told as the reporting MTA's word. */
function demoted(telling: Telling): Telling {
  return telling.map((e): Evidence => (e.kind === 'enhanced-status' ? { kind: 'dsn-status', value: e.value, span: e.span } : e));
}
/** `550-5.7.1 first line`: a reply of several lines of which only the first was kept (Sendmail's Diagnostic-Code). */
function isCutShort(telling: Telling): boolean {
  const said = firstEvidence(telling, 'diagnostic-text')?.value ?? '';
  return /^\d{3}-/.test(said) && !said.includes(`${said.slice(0, 3)} `);
}
function lengthOf(telling: Telling): number {
  return firstEvidence(telling, 'diagnostic-text')?.value.length ?? 0;
}
/** Codes are worth most, then words. */
function tells(telling: Telling): number {
  if (firstEvidence(telling, 'diagnostic-text') === undefined) return 0;
  const enhanced = firstEvidence(telling, 'enhanced-status') ? 1 : 0;
  return 1 + enhanced + (firstEvidence(telling, 'reply-code') ? 2 : 0);
}

function recipientsOf(telling: Telling): readonly string[] {
  const kinds = ['final-recipient', 'original-recipient'] as const;
  return [...new Set(kinds.flatMap((kind) => firstEvidence(telling, kind)?.value.toLowerCase() ?? []))];
}
function recipientOf(telling: Telling): string | undefined {
  return recipientsOf(telling)[0];
}
