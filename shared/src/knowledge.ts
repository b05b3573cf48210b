/**
 * Compiled knowledge: what `tools/generate.ts` makes of `shared/knowledge` and `shared/registry`, and what `createLens` is given.
 * Data only; it is JSON on disk and crosses a worker port.
 */
import type { Confidence, Direction, EvidenceKind, Owner } from './model.ts';

/** Why a delivery failed, without its texts. */
export interface Reason {
  readonly id: string;
  readonly owner: Owner;
  /** Does it usually mend itself? */
  readonly temporary: boolean;
  readonly aliases: { readonly sisimai: readonly string[]; readonly kumomta: readonly string[]; readonly facts: readonly string[] };
  readonly links: readonly LinkTemplate[];
}
/** `{listed-ip}` and other evidence kinds are filled URL-encoded; a link whose evidence is missing is dropped. */
export interface LinkTemplate {
  readonly title: string;
  readonly href: string;
}

export type WriterKind = 'provider' | 'mta' | 'client' | 'filter' | 'blocklist' | 'esp' | 'general';
/** The software or provider that wrote a text. */
export interface Writer {
  readonly id: string;
  readonly title: string;
  readonly kind: WriterKind;
  /** Domain suffixes of its hosts; `google.com` recognises `mx.google.com`. */
  readonly hosts: readonly string[];
  /** Phrases only it writes, as `normalPhrase` writes them. */
  readonly says: readonly string[];
  /** Dialects only it writes. */
  readonly dialects: readonly string[];
}

/** All given conditions must hold; of the values of one condition, one must. */
export interface Conditions {
  /** As `normalPhrase` writes them. */
  readonly says?: readonly string[];
  /** `{mailbox} {full}`: what a sentence says, whatever its words; a phrase or a meaning must hold. */
  readonly means?: readonly string[];
  /** `550`, or a class `5yz` / `4yz`. */
  readonly reply?: readonly string[];
  /** `5.1.1`, or with `x` for any class: `x.1.1`. */
  readonly enhanced?: readonly string[];
  readonly command?: readonly string[];
  /** Writer ids; the text must have been recognised as one of them. */
  readonly 'said-by'?: readonly string[];
  readonly dialect?: readonly string[];
  readonly action?: readonly string[];
  readonly direction?: readonly Direction[];
  /** Parties that are ours by the profile: `remote-mta`, `sender` … */
  readonly ours?: readonly string[];
}
export interface Rule {
  /** `<writer>/<rule>` */
  readonly id: string;
  readonly writer: string;
  readonly when: Conditions;
  readonly reason: string;
  readonly owner?: Owner;
  /** Known from experience, not from a source that was read: never shown as certain. */
  readonly recalled?: boolean;
  /** Caps how sure the answer is. */
  readonly confidence?: Confidence;
  /** From a team's pack: wins over ours where both are equally specific. */
  readonly own?: boolean;
  readonly links?: readonly LinkTemplate[];
}
/** The general meaning of a code, used where no rule knows the text. */
export interface CodeEntry {
  /** Reply code `550`, a class `5yz`, or enhanced status with `x` for the class: `x.1.1`; a class of its own wins: `5.1.1`. */
  readonly code: string;
  readonly reason: string;
  readonly owner?: Owner;
}
export interface Knowledge {
  readonly format: 1;
  readonly reasons: readonly Reason[];
  readonly writers: readonly Writer[];
  readonly rules: readonly Rule[];
  /** Classes of words, by name: what meanings are made of. */
  readonly words: Readonly<Record<string, readonly string[]>>;
  readonly replyCodes: readonly CodeEntry[];
  readonly enhancedCodes: readonly CodeEntry[];
}

/**
 * Templates. `{recipient}` is evidence; `{recipient|the recipient}` has a word for its absence; `[… {remote-mta} …]` is a clause,
 * dropped when a placeholder in it has no evidence; `[failed: …]`, `[delayed: …]` stand only for that outcome;
 * `` `code` `` and `**strong**` are the only markup.
 */
export interface AnswerTexts {
  readonly title?: string;
  readonly meaning?: string;
  /** Added to the reason's meaning. */
  readonly note?: string;
  readonly steps?: readonly string[];
  readonly avoid?: string;
  readonly customerReply?: string;
  readonly escalation?: string;
}
export interface Texts {
  /** BCP 47. */
  readonly language: string;
  /** Fixed words: headings, owners, badges. */
  readonly labels: Readonly<Record<string, string>>;
  /** By reason; over it, at submission, those of `atSubmission`. */
  readonly reasons: Readonly<Record<string, AnswerTexts>>;
  readonly rules: Readonly<Record<string, AnswerTexts>>;
  /** Name and meaning of a code, by `550`, `x.1.1`. */
  readonly codes: Readonly<Record<string, { readonly name: string; readonly meaning: string }>>;
  /** Titles of links, by their English title as it is written in a rule or reason. */
  readonly links?: Readonly<Record<string, string>>;
}

/** The name of a reason's texts for a mail program that speaks with its own server, among the texts of all reasons. */
export function atSubmission(reason: string): string {
  return `${reason}@submission`;
}

/** Placeholders a template may use besides the evidence kinds. */
export const placeholders = [
  'recipient',
  'sender',
  'recipient-domain',
  'sender-domain',
  'server',
  'codes',
  'reply',
  'retry-until',
  'queue-id',
  'time',
] as const;
export type Placeholder = EvidenceKind | (typeof placeholders)[number];
