/** A team rule that somebody has only to check: made of one bounce, redacted, valid as it stands. */

export interface RuleFacts {
  /** Of the rule: lower case letters, digits and hyphens. */
  readonly id: string;
  /** Who said it, for people. */
  readonly writer: string;
  /** The redacted reply. */
  readonly sample: string;
  readonly reason: string;
  /** Who writes as this text was written: among those, the rule is as specific as ours for them. */
  readonly dialect?: string;
  /** The first line, for who opens the file. */
  readonly comment: string;
}

/** Codes at the beginning of a reply; they are conditions of their own, or said by every other reply too. */
const codes = /^(?:[\s:#(]{0,3}(?:[245]\d\d|[245]\.\d{1,3}\.\d{1,3})[\s:,)-]{1,3}){1,4}/;
/** What `redactSample` puts in: another bounce has others. */
const standIn =
  /[<([]{0,2}(?:user\d{1,6}@)?(?:host\d{1,6}\.)?(?:domain\d{1,6}\.example|user\d{1,6}|example\.(?:com|org|net))[>)\]]{0,2}|\[?(?:192\.0\.2|198\.51\.100|203\.0\.113)\.\d{1,3}\]?|\b[Aa0-]{4,100}\d{1,4}\b/gi;
/** As long as a phrase may be. */
const longestPhrase = 80;

/** The longest stretch of the reply that is nobody's own: what other bounces of the kind say as well. */
export function phraseOf(sample: string): string {
  // Braces mean something in a phrase, and so does an ellipsis.
  const words = sample
    .replace(codes, '')
    .split(standIn)
    .flatMap((part) => part.split(/[{}…]/));
  const longest = words
    .map((part) => part.replace(/^[\s:;,.()<>"'-]{1,20}|[\s:;,.()<>"'-]{1,20}$/g, ''))
    .sort((a, b) => b.length - a.length)[0];
  const phrase = longest !== undefined && longest.length >= 3 ? longest : sample;
  return phrase.length <= longestPhrase ? phrase : shortened(phrase);
}

function shortened(phrase: string): string {
  const blank = phrase.lastIndexOf(' ', longestPhrase);
  return phrase.slice(0, blank < 3 ? longestPhrase : blank);
}

/** JSON's text is YAML's too, whatever it holds. */
export function ruleSkeleton({ id, writer, sample, reason, dialect, comment }: RuleFacts): string {
  return [
    `# ${comment.replace(/[\r\n]{1,9}/g, ' ')}`,
    `writer: { title: ${JSON.stringify(writer)}, kind: general }`,
    ...(dialect === undefined ? [] : [`recognise: { dialects: [${dialect}] }`]),
    'rules:',
    `  - id: ${id}`,
    '    when:',
    `      says: [${JSON.stringify(phraseOf(sample))}]`,
    `    reason: ${reason}`,
    '    samples:',
    `      - ${JSON.stringify(sample)}`,
    '',
  ].join('\n');
}

/** What a file or a rule may be called. */
export function idFrom(text: string): string {
  const id = text
    .toLowerCase()
    .replace(/[^a-z0-9]{1,200}/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 40);
  return id === '' ? 'ours' : id;
}
