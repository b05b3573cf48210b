/**
 * What a link really leads to: mail systems rewrite the links of the mails they pass on, also those in a server's reply.
 *
 *     https://nam12.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.com%2Fwhy&data=05%7C…      Microsoft Safe Links
 *     https://urldefense.com/v3/__https://example.com/why__;!!…                                            Proofpoint
 *     https://deref-gmx.net/mail/client/…/dereferrer/?redirectUrl=https%3A%2F%2Fexample.com%2Fwhy          GMX, WEB.DE, mail.com
 */

interface Rewriter {
  readonly host: RegExp;
  /** Its first group is the target. */
  readonly target: RegExp;
  read(target: string): string | undefined;
}
const rewriters: readonly Rewriter[] = [
  { host: /^https:\/\/[\w-]{1,40}\.safelinks\.protection\.outlook\.com\//i, target: /[?&]url=([^&#\s]{1,2000})/i, read: decoded },
  { host: /^https:\/\/deref-[\w-]{1,20}\.(?:net|com|de)\//i, target: /[?&]redirectUrl=([^&#\s]{1,2000})/i, read: decoded },
  { host: /^https:\/\/linkprotect\.cudasvc\.com\//i, target: /[?&]a=([^&#\s]{1,2000})/i, read: decoded },
  { host: /^https:\/\/www\.google\.com\/url/i, target: /[?&](?:q|url)=([^&#\s]{1,2000})/i, read: decoded },
  { host: /^https:\/\/urldefense(?:\.proofpoint)?\.com\/v1\//i, target: /[?&]u=([^&#\s]{1,2000})/i, read: decoded },
  { host: /^https:\/\/urldefense(?:\.proofpoint)?\.com\/v2\//i, target: /[?&]u=([^&#\s]{1,2000})/i, read: dashed },
  { host: /^https:\/\/urldefense(?:\.proofpoint)?\.com\/v3\//i, target: /\/v3\/__(\S{1,2000}?)__;/i, read: (target) => target },
];

/** The link without its wrappers, three deep at the most; as it is where it has none, or where what is inside is no link. */
export function unwrapUrl(url: string): string {
  let link = url;
  for (let depth = 0; depth < 3; depth++) {
    const inner = insideOf(link);
    if (inner === undefined) return link;
    link = inner;
  }
  return link;
}
function insideOf(link: string): string | undefined {
  const known = rewriters.find(({ host }) => host.test(link));
  const target = known?.target.exec(link)?.[1];
  const inner = target === undefined ? undefined : known?.read(target);
  return inner !== undefined && /^https?:\/\/\S{1,2000}$/i.test(inner) ? inner : undefined;
}

function decoded(target: string): string | undefined {
  try {
    return decodeURIComponent(target);
  } catch {
    return undefined;
  }
}
/** Proofpoint's second way: `https-3A__example.com_why`. */
function dashed(target: string): string | undefined {
  return decoded(target.replace(/_/g, '/').replace(/-([0-9A-F]{2})/g, '%$1'));
}
