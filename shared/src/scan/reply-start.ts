/**
 * Where, in what a writer reports, the server's own words begin.
 *
 *     host mx.b.example[203.0.113.5] said: 550 5.1.1 …                        the writer hands over: `said:`, `Remote host said:`, `<<< `
 *     mx.b.example [203.0.113.5]: 550 5.1.1 …                                 a host before the reply
 *     SMTP error from remote mail server after RCPT TO:<a@b.example>: 550 …    Exim's way to hand over
 *     554 <a@b.example>... 550 Host unknown                                    Sendmail's own code before the reply
 *     host mx.b.example[203.0.113.5] said: go away                             handed over, though without a code
 */

/** How far into a report its beginning may reach; beyond that all is the reply. */
const farthest = 2_000;

/** An offset into the report; 0 where nothing stands before the reply. */
export function replyStart(report: string): number {
  const head = report.slice(0, farthest);
  if (codeWithin.test(head)) {
    for (const opening of openings) {
      const at = opening(head);
      if (at !== undefined) return at;
    }
  }
  return saidWithoutCode(head) ?? 0;
}
/** Cheap: is there a reply code but at the very beginning? All openings but one hand over to one. */
const codeWithin = /[\s"'<(][2-5]\d\d[\s-]/;
const openings = [handedOver, lastOfExpired, behindHost, behindExim, behindOwnCode];

const handover =
  /\b(?:(?:said|replied|responded|answered)(?: to us)?|refused to talk to me|(?:response|reply|error message|answer)(?: (?:from the (?:remote|other|recipient's) (?:mail )?server|was))?(?: was)?|(?:the )?(?:remote|other|recipient) (?:mail )?(?:server|host)(?: said| returned| responded)?|returned|failed with|error(?: was)?|the reason (?:given|was)|reason)\s?:\s{1,4}(?=["'<(]{0,2}[2-5]\d\d[\s-])|<<<\s{1,3}(?=[2-5]\d\d[\s-])/i;
/** Exim tells whom it refuses what another server had told of them: `Verification failed for <a@b.example> … Response: 550 …` is its own reply. */
const callout = /\bverification failed for </i;
function handedOver(head: string): number | undefined {
  const found = handover.exec(head);
  return found && !callout.test(head.slice(0, found.index)) ? endOf(found) : undefined;
}

const expired = /\bmessage expired: [^<>\r\n]{1,120}<(?=[2-5]\d\d[\s-])/i;
/** `554 4.4.7 Message expired: unable to deliver in 840 minutes.<421 4.4.2 Connection timed out>`: Amazon SES quotes the last answer. */
function lastOfExpired(head: string): number | undefined {
  return endOf(expired.exec(head));
}

const host = /^(?:[\w.-]{1,255} ?)?\[[\da-fA-F.:]{3,45}\](?::\d{1,5})?:\s(?=[2-5]\d\d[\s-])/;
const bracketBefore = /]:\s{1,8}(?=[2-5]\d\d[\s-])/;
function behindHost(head: string): number | undefined {
  return endOf(host.exec(head)) ?? endOf(bracketBefore.exec(head));
}

const eximWords = /\berror from remote mail|^\s{0,4}(?:host|server) /i;
const colonBefore = /:\s{1,8}(?=[2-5]\d\d[\s-])/;
function behindExim(head: string): number | undefined {
  const words = head.search(eximWords);
  const end = words < 0 ? undefined : endOf(colonBefore.exec(head.slice(words)));
  return end === undefined ? undefined : words + end;
}

const ownCode = /^[45]\d\d [^\r\n]{1,200}\.\.\. (?=[45]\d\d[\s-])/;
function behindOwnCode(head: string): number | undefined {
  return head.includes('... ') ? endOf(ownCode.exec(head)) : undefined;
}

const said = /\b(?:said|refused to talk to me):\s{1,4}(?=\S)/;
function saidWithoutCode(head: string): number | undefined {
  return endOf(said.exec(head));
}

function endOf(found: RegExpExecArray | null): number | undefined {
  return found ? found.index + found[0].length : undefined;
}
