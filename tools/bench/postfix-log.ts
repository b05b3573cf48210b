/**
 * A Postfix log of any size, made anew from a seed: hundreds of wordings of refusals, times that rise, stated shares of what fails, retries of
 * what is deferred until it is delivered or expires. What it holds is counted while it is made, so that answers can be checked.
 */
import { type Chance, openChance } from './chance.ts';

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
const hex = '0123456789ABCDEF';
/** What the lines are made of. */
interface Making {
  readonly chance: Chance;
  readonly domains: readonly string[];
  readonly stated: Stated;
  readonly retries: Retry[];
  now: number;
}
interface Retry {
  readonly at: number;
  readonly mail: Mail;
}

function openWriter({ seed, wordings, shares }: LogPlan, stated: Stated): { next(): string } {
  const chance = openChance(seed);
  const domains = Array.from({ length: 400 }, () => `${chance.word(4, 10)}.example`);
  const [bad = [], busy = []] = ['5', '4'].map((digit) => wordings.filter((one) => one.startsWith(digit)));
  const making: Making = { chance, domains, stated, retries: [], now: Date.UTC(2026, 0, 1) };
  return {
    next(): string {
      const due = making.retries[0];
      if (due && due.at <= making.now) {
        making.retries.shift();
        return attempt(making, due.mail);
      }
      if (chance.is(shares.rejected)) return rejection(making);
      const [isDeferred, isBounced] = [chance.is(shares.deferred), chance.is(shares.bounced)];
      const mail = newMail(making, isDeferred ? chance.oneOf(busy) : isBounced ? chance.oneOf(bad) : '', isDeferred);
      return arrival(making, mail) + attempt(making, mail);
    },
  };
}
/** A few milliseconds pass with each line. */
function line(making: Making, program: string, text: string): string {
  making.now += making.chance.upTo(40);
  making.stated.lines++;
  return `${stampOf(making.now)} mx1 postfix/${program}[${1_000 + making.chance.upTo(900)}]: ${text}\n`;
}

function newMail({ chance, domains, now }: Making, said: string, isDeferred: boolean): Mail {
  const domain = chance.oneOf(domains);
  return {
    id: chance.letters(hex, 11),
    sender: `${chance.word(3, 9)}@${chance.oneOf(domains)}`,
    recipient: `${chance.word(3, 9)}.${chance.word(3, 9)}@${domain}`,
    host: `mx${chance.upTo(4)}.${domain}`,
    ip: `203.0.113.${chance.upTo(255)}`,
    said,
    begun: now,
    attempts: 0,
    fails: isDeferred ? 1 + chance.upTo(3) : 0,
    expires: isDeferred && chance.is(0.1),
  };
}
function arrival(making: Making, { id, host, ip, sender, begun }: Mail): string {
  const client = `${host}[${ip}]`;
  const size = 1_000 + making.chance.upTo(90_000);
  return (
    line(making, 'smtpd', `connect from ${client}`) +
    line(making, 'smtpd', `${id}: client=${client}`) +
    line(making, 'cleanup', `${id}: message-id=<${id.toLowerCase()}.${begun}@${host}>`) +
    line(making, 'qmgr', `${id}: from=<${sender}>, size=${size}, nrcpt=1 (queue active)`) +
    line(making, 'smtpd', `disconnect from ${client} ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5`)
  );
}
function attempt(making: Making, mail: Mail): string {
  const { stated } = making;
  mail.attempts++;
  if (mail.attempts <= mail.fails) return deferral(making, mail);
  stated.pending -= mail.fails;
  if (mail.expires) {
    stated.expired++;
    const expiry = line(making, 'qmgr', `${mail.id}: from=<${mail.sender}>, status=expired, returned to sender`);
    return expiry + line(making, 'qmgr', `${mail.id}: removed`);
  }
  stated.deliveredLater += mail.fails;
  const isSent = mail.said === '' || mail.fails > 0;
  stated[isSent ? 'delivered' : 'bounced']++;
  const sent = `dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as ${making.chance.letters(hex, 11)})`;
  const end = isSent ? sent : `dsn=5.0.0, status=bounced (${repliedTo(mail)})`;
  return line(making, 'smtp', `${triedAt(making, mail)}, ${end}`) + line(making, 'qmgr', `${mail.id}: removed`);
}
function deferral(making: Making, mail: Mail): string {
  making.stated.deferrals++;
  making.stated.pending++;
  insertRetry(making.retries, { at: making.now + 5 * minute * 2 ** mail.attempts, mail });
  return line(making, 'smtp', `${triedAt(making, mail)}, dsn=4.0.0, status=deferred (${repliedTo(mail)})`);
}
function triedAt({ now }: Making, { id, recipient, host, ip, begun }: Mail): string {
  const delay = ((now - begun) / 1_000 + 0.5).toFixed(2);
  return `${id}: to=<${recipient}>, relay=${host}[${ip}]:25, delay=${delay}, delays=0.1/0.01/0.2/0.19`;
}
function repliedTo(mail: Mail): string {
  return `host ${mail.host}[${mail.ip}] said: ${named(mail)} (in reply to RCPT TO command)`;
}
function rejection(making: Making): string {
  const { chance, domains, stated } = making;
  const client = `${chance.word(4, 9)}.${chance.oneOf(domains)}`;
  const ip = `198.51.100.${chance.upTo(255)}`;
  const said = chance.oneOf(doorWords);
  stated[said.startsWith('4') ? 'rejectedForNow' : 'rejectedForGood']++;
  const [from, to] = [`${chance.word(3, 9)}@${chance.oneOf(domains)}`, `${chance.word(3, 9)}@example.org`];
  const reply = said.replace('{to}', to).replaceAll('{ip}', ip);
  const words = `NOQUEUE: reject: RCPT from ${client}[${ip}]: ${reply}; from=<${from}> to=<${to}> proto=ESMTP helo=<${client}>`;
  return (
    line(making, 'smtpd', `connect from ${client}[${ip}]`) +
    line(making, 'smtpd', words) +
    line(making, 'smtpd', `disconnect from ${client}[${ip}] ehlo=1 mail=1 rcpt=0/1 quit=1 commands=3/4`)
  );
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
function insertRetry(retries: Retry[], retry: Retry): void {
  let place = retries.length;
  while (place > 0 && (retries[place - 1]?.at ?? 0) > retry.at) place--;
  retries.splice(place, 0, retry);
}
