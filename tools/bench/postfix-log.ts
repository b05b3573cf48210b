/**
 * A Postfix log of any size, made anew from a seed: hundreds of wordings of refusals, times that rise, stated shares of what fails, retries of
 * what is deferred until it is delivered or expires. What it holds is counted while it is made, so that answers can be checked.
 */
import { openChance } from './chance.ts';

export interface LogPlan {
  readonly seed: number;
  /** About so many bytes are made. */
  readonly bytes: number;
  /** Replies of servers that refuse, codes and all. */
  readonly wordings: readonly string[];
  /** Of the deliveries: refused for good, put off at first. Of the connections: refused at the door. */
  readonly shares: { readonly bounced: number; readonly deferred: number; readonly rejected: number };
}
export const usualShares = { bounced: 0.02, deferred: 0.03, rejected: 0.08 } as const;

/** What the log holds. */
export interface Stated {
  lines: number;
  delivered: number;
  bounced: number;
  deferrals: number;
  rejectedForGood: number;
  rejectedForNow: number;
  expired: number;
  /** Deferrals by what became of their mails by the end of the log. */
  deliveredLater: number;
  pending: number;
}

interface Mail {
  readonly id: string;
  readonly sender: string;
  readonly recipient: string;
  readonly host: string;
  readonly ip: string;
  readonly said: string;
  readonly begun: number;
  attempts: number;
  /** How many attempts fail before the last one. */
  readonly fails: number;
  readonly expires: boolean;
}

/** Chunks of the log, each of whole lines; `stated` is complete when all were taken. */
export function* postfixLog(plan: LogPlan, stated: Stated): Generator<string> {
  const writer = openWriter(plan, stated);
  let made = 0;
  while (made < plan.bytes) {
    let chunk = '';
    while (chunk.length < 1 << 20 && made + chunk.length < plan.bytes) chunk += writer.next();
    made += chunk.length;
    yield chunk;
  }
  writer.close();
}
export function nothingStated(): Stated {
  return {
    lines: 0,
    delivered: 0,
    bounced: 0,
    deferrals: 0,
    rejectedForGood: 0,
    rejectedForNow: 0,
    expired: 0,
    deliveredLater: 0,
    pending: 0,
  };
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** `Nov  1 00:00:00`; a few milliseconds of log time pass with each line. */
function stampOf(milliseconds: number): string {
  const date = new Date(milliseconds);
  const two = (number: number): string => String(number).padStart(2, '0');
  const day = String(date.getUTCDate()).padStart(2, ' ');
  return `${months[date.getUTCMonth()]} ${day} ${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`;
}

const minute = 60_000;
function openWriter({ seed, wordings, shares }: LogPlan, stated: Stated) {
  const chance = openChance(seed);
  const domains = Array.from({ length: 400 }, () => `${chance.word(4, 10)}.example`);
  const [bad, busy] = ['5', '4'].map((digit) => wordings.filter((one) => one.startsWith(digit)));
  let now = Date.UTC(2026, 0, 1);
  const retries: { readonly at: number; readonly mail: Mail }[] = [];
  const line = (program: string, text: string): string => {
    now += chance.upTo(40);
    stated.lines++;
    return `${stampOf(now)} mx1 postfix/${program}[${1_000 + chance.upTo(900)}]: ${text}\n`;
  };
  const newMail = (): Mail => {
    const domain = chance.oneOf(domains);
    const [isDeferred, isBounced] = [chance.is(shares.deferred), chance.is(shares.bounced)];
    return {
      id: chance.letters('0123456789ABCDEF', 11),
      sender: `${chance.word(3, 9)}@${chance.oneOf(domains)}`,
      recipient: `${chance.word(3, 9)}.${chance.word(3, 9)}@${domain}`,
      host: `mx${chance.upTo(4)}.${domain}`,
      ip: `203.0.113.${chance.upTo(255)}`,
      said: chance.oneOf((isDeferred ? busy : isBounced ? bad : undefined) ?? ['']),
      begun: now,
      attempts: 0,
      fails: isDeferred ? 1 + chance.upTo(3) : 0,
      expires: isDeferred && chance.is(0.1),
    };
  };
  const arrival = (mail: Mail): string => {
    const client = `${mail.host}[${mail.ip}]`;
    return (
      line('smtpd', `connect from ${client}`) +
      line('smtpd', `${mail.id}: client=${client}`) +
      line('cleanup', `${mail.id}: message-id=<${mail.id.toLowerCase()}.${mail.begun}@${mail.host}>`) +
      line('qmgr', `${mail.id}: from=<${mail.sender}>, size=${1_000 + chance.upTo(90_000)}, nrcpt=1 (queue active)`) +
      line('smtpd', `disconnect from ${client} ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5`)
    );
  };
  const attempt = (mail: Mail): string => {
    const delay = ((now - mail.begun) / 1_000 + 0.5).toFixed(2);
    const head = `${mail.id}: to=<${mail.recipient}>, relay=${mail.host}[${mail.ip}]:25, delay=${delay}, delays=0.1/0.01/0.2/0.19`;
    mail.attempts++;
    const replied = `host ${mail.host}[${mail.ip}] said: ${named(mail)} (in reply to RCPT TO command)`;
    if (mail.attempts <= mail.fails) {
      stated.deferrals++;
      stated.pending++;
      const again = 5 * minute * 2 ** mail.attempts;
      insertRetry(retries, { at: now + again, mail });
      return line('smtp', `${head}, dsn=4.0.0, status=deferred (${replied})`);
    }
    if (mail.expires) {
      stated.expired++;
      stated.pending -= mail.fails;
      return line('qmgr', `${mail.id}: from=<${mail.sender}>, status=expired, returned to sender`) + line('qmgr', `${mail.id}: removed`);
    }
    const isSent = mail.said === '' || mail.fails > 0;
    stated[isSent ? 'delivered' : 'bounced']++;
    stated.deliveredLater += mail.fails;
    stated.pending -= mail.fails;
    const sent = `dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as ${chance.letters('0123456789ABCDEF', 11)})`;
    return line('smtp', `${head}, ${isSent ? sent : `dsn=5.0.0, status=bounced (${replied})`}`) + line('qmgr', `${mail.id}: removed`);
  };
  const rejection = (): string => {
    const [host, ip] = [`${chance.word(4, 9)}.${chance.oneOf(domains)}`, `198.51.100.${chance.upTo(255)}`];
    const said = chance.oneOf(doorWords);
    stated[said.startsWith('4') ? 'rejectedForNow' : 'rejectedForGood']++;
    const [from, to] = [`${chance.word(3, 9)}@${chance.oneOf(domains)}`, `${chance.word(3, 9)}@example.org`];
    const reply = said.replace('{to}', to).replace('{ip}', ip);
    return (
      line('smtpd', `connect from ${host}[${ip}]`) +
      line('smtpd', `NOQUEUE: reject: RCPT from ${host}[${ip}]: ${reply}; from=<${from}> to=<${to}> proto=ESMTP helo=<${host}>`) +
      line('smtpd', `disconnect from ${host}[${ip}] ehlo=1 mail=1 rcpt=0/1 quit=1 commands=3/4`)
    );
  };
  return {
    next(): string {
      const due = retries[0];
      if (due && due.at <= now) {
        retries.shift();
        return attempt(due.mail);
      }
      if (chance.is(shares.rejected)) return rejection();
      const mail = newMail();
      return arrival(mail) + attempt(mail);
    },
    close(): void {
      retries.length = 0;
    },
  };
}

/** What a server says at its door. */
const doorWords = [
  '554 5.7.1 Service unavailable; Client host [{ip}] blocked using zen.spamhaus.org; https://www.spamhaus.org/query/ip/{ip}',
  '450 4.2.0 <{to}>: Recipient address rejected: Greylisted, see http://postgrey.example.org/help/',
  '550 5.1.1 <{to}>: Recipient address rejected: User unknown in local recipient table',
  '554 5.7.1 <{to}>: Relay access denied',
  '450 4.7.25 Client host rejected: cannot find your hostname, [{ip}]',
  '504 5.5.2 <localhost>: Helo command rejected: need fully-qualified hostname',
] as const;

/** Every other reply names the recipient, as many servers do, so that few are alike. */
function named({ said, recipient }: Mail): string {
  const code = /^\d{3}[ -](?:\d\.\d{1,3}\.\d{1,3} )?/.exec(said)?.[0] ?? '';
  return said.length % 2 === 0 ? `${code}<${recipient}>: ${said.slice(code.length)}` : said;
}

/** In the order of their times; most come late, so the place is looked for from the end. */
function insertRetry(retries: { readonly at: number; readonly mail: Mail }[], retry: { readonly at: number; readonly mail: Mail }): void {
  let place = retries.length;
  while (place > 0 && (retries[place - 1]?.at ?? 0) > retry.at) place--;
  retries.splice(place, 0, retry);
}
