/** Reasons in the words of other bounce readers, as the same reasons in Sisimai's words. */
import { plainWord } from './read.ts';

/** `is`: the same thing. `near`: what a careful reader may also call it. */
interface Meaning {
  readonly is: readonly string[];
  readonly near?: readonly string[];
}

const gone = ['userunknown', 'hasmoved'];
const refusing = ['filtered', 'suspend', 'rejected', 'notaccept'];
const full = ['systemfull', 'exceedlimit', 'emailtoolarge'];
const junk = ['spamdetected', 'policyviolation', 'blocked', 'badreputation', 'contenterror'];
const guarded = ['rejected', 'securityerror', 'filtered', 'virusdetected'];

const vocabularies: Readonly<Record<string, Readonly<Record<string, Meaning>>>> = {
  bounceparser: {
    user_unknown: { is: gone, near: refusing },
    user_disabled: { is: ['suspend'], near: ['userunknown', 'filtered'] },
    over_quota: { is: ['mailboxfull'], near: full },
    domain_error: { is: ['hostunknown', 'norelaying', 'notaccept', 'networkerror'], near: ['rejected', 'blocked'] },
    spam: { is: junk, near: guarded },
    message_too_large: { is: ['mesgtoobig', 'exceedlimit', 'emailtoolarge'] },
    unknown: { is: ['undefined', 'onhold'], near: ['expired', 'systemerror', 'networkerror', 'mailererror'] },
  },
  commonlib: {
    NO_USER: { is: gone, near: refusing },
    MAILBOX_UNAVAILABLE: { is: ['userunknown', 'suspend', 'filtered', 'hasmoved'], near: ['rejected'] },
    MAILBOX_FULL: { is: ['mailboxfull'], near: full },
    UNROUTEABLE: { is: ['hostunknown', 'notaccept', 'networkerror'] },
    TIMEOUT: { is: ['expired', 'networkerror'] },
    SPAM: { is: junk, near: guarded },
    NO_RELAY: { is: ['norelaying'] },
  },
  crisp: {
    no_such_recipient: { is: gone, near: refusing },
    spam_content: { is: junk, near: guarded },
    mailbox_full: { is: ['mailboxfull'], near: full },
    mailbox_over_quota: { is: ['mailboxfull'], near: full },
    server_unknown: { is: ['hostunknown', 'networkerror'], near: ['notaccept'] },
    server_timeout: { is: ['expired', 'networkerror'] },
    reputation: { is: ['badreputation', 'blocked'], near: ['speeding', 'ratelimited', 'policyviolation'] },
    recipient_disabled_or_recipient_rate_limited: { is: ['suspend', 'speeding', 'ratelimited', 'toomanyconn', 'exceedlimit'] },
    ip_blocked_spam: { is: ['blocked', 'badreputation', 'speeding', 'ratelimited'], near: ['spamdetected'] },
    action_not_taken_mailbox_rate_limited: { is: ['speeding', 'ratelimited', 'toomanyconn'], near: ['exceedlimit'] },
    authentication_failure: { is: ['authfailure'], near: ['policyviolation'] },
  },
};

/** Inside a family Sisimai's own versions give now one word, now another. */
const families: readonly (readonly string[])[] = [
  [...gone, 'filtered', 'suspend'],
  ['mailboxfull', ...full, 'mesgtoobig'],
  ['blocked', 'badreputation', 'rejected', 'requireptr', 'speeding', 'ratelimited', 'toomanyconn'],
  ['spamdetected', 'policyviolation', 'virusdetected', 'contenterror', 'notcompliantrfc', 'syntaxerror'],
  ['authfailure', 'securityerror', 'failedstarttls', 'norelaying'],
  ['hostunknown', 'notaccept', 'networkerror', 'expired'],
  ['systemerror', 'mailererror', 'onhold', 'undefined'],
];

/** Sisimai's words for `reason` of that vocabulary; `undefined` where its vocabulary has no such word. */
export function sisimaiWordsOf(
  scheme: string | undefined,
  reason: string,
): { readonly exact: readonly string[]; readonly family: readonly string[] } | undefined {
  const vocabulary = vocabularies[scheme ?? ''];
  if (vocabulary === undefined) {
    const word = plainWord(reason);
    return { exact: [word], family: [word, ...(families.find((family) => family.includes(word)) ?? [])] };
  }
  const meaning = vocabulary[reason];
  return meaning && { exact: meaning.is, family: [...meaning.is, ...(meaning.near ?? [])] };
}
