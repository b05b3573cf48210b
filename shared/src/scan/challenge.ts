const challenge =
  /\b(?:requires? confirmation\b|sender not pre-approved|not pre-approved|guest list|(?:click|visit|follow)\b.{0,80}\b(?:to (?:confirm|verify|prove)|confirmation)|confirm that you (?:are|sent)|verify that you (?:are|sent)|challenge[- ]response)/i;

/** Is this the reply of a challenge-response filter, which asks the sender to confirm? It is no failure: the mail waits for the answer. */
export function isChallenge(text: string): boolean {
  return challenge.test(text.slice(0, 2_000));
}
