/**
 * Two tellings of the same failure made one: the machine part of a report and its human part.
 *
 * The machine part knows action, status and hosts; the human part often quotes the reply in full. For each recipient the one whose reply
 * bears codes comes first, so that it is the diagnostic text; the other's evidence is kept behind it, to be shown and drawn.
 */
import { type Evidence, firstEvidence } from '../model.ts';

type Telling = readonly Evidence[];

export function reconcile(machine: readonly Telling[], human: readonly Telling[]): readonly Telling[] {
  const byRecipient = new Map<string, Telling[]>();
  for (const telling of human) {
    const key = recipientOf(telling);
    if (key !== undefined) byRecipient.set(key, [...(byRecipient.get(key) ?? []), telling]);
  }
  const anonymous = human.filter((telling) => recipientOf(telling) === undefined);
  return machine.map((telling) => {
    const keys = recipientsOf(telling);
    const named = keys.flatMap((key) => byRecipient.get(key) ?? []);
    const others = named.length > 0 || machine.length > 1 ? named : [...(human.length === 1 ? human : anonymous)];
    return others.reduce(joined, telling);
  });
}

/** The telling whose reply says more comes first. */
function joined(telling: Telling, other: Telling): Telling {
  return tells(other) > tells(telling) ? [...other, ...telling] : [...telling, ...other];
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
