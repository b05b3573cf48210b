/** What stands for a private word in a redacted sample: the same word always gets the same stand-in, another word another. */

export interface StandIns {
  user(local: string): string;
  /** A host name or a mail domain; hosts of one domain stay hosts of one domain. */
  host(name: string): string;
  ip(address: string): string;
  /** Of the same shape, so that who reads the sample still takes it for an id: `4F5501` → `0A0001`. */
  id(id: string): string;
  /** The left side of a message id. */
  messageId(left: string): string;
  /** A person's name. */
  name(name: string): string;
}

/** Names that are nobody's: RFC 2606, RFC 6761; and what every machine calls itself. */
const nobodys = /(?:^|\.)(?:example|test|invalid|localhost|localdomain|example\.(?:com|org|net|edu))$/i;
/** RFC 5737, RFC 3849; and loopback, which is a word and no address: blocklists answer in it. */
const nobodysIp = /^(?:192\.0\.2\.|198\.51\.100\.|203\.0\.113\.|127\.|0\.0\.0\.0$|255\.255\.|2001:0?db8:|::1?$)/i;

export function isNobodysHost(name: string): boolean {
  return nobodys.test(name);
}
export function isNobodysIp(ip: string): boolean {
  return nobodysIp.test(ip);
}

/** Who a mail system is, not who a person is (RFC 2142); a reader tells a bounce by them. */
const roles = new Set(
  'mailer-daemon postmaster abuse root admin hostmaster webmaster noreply no-reply donotreply double-bounce bounce bounces support info security'.split(
    ' ',
  ),
);

const numbered = /\b(?:user|host|domain|id|name )(\d{1,6})\b/gi;
const shaped = /^[Aa0._+-]{0,200}\d{1,4}$/;
const documentationIp = /\b(?:192\.0\.2|198\.51\.100|203\.0\.113)\.\d{1,3}\b|\b2001:db8::[0-9a-f]{1,4}\b/gi;

/** `keep`: public names, lower case; of a host below one only the part before it is replaced. `text`: its own stand-ins are not given twice. */
export function createStandIns(text: string, keep: ReadonlySet<string>): StandIns {
  const { remembered, next, freeIp } = createMemory(text);
  const below = (name: string, base: string, standIn: string): string =>
    name === base ? standIn : remembered(`host ${name}`, () => `host${next('host')}.${standIn}`);

  return {
    user: (local) => (isSafeLocal(local) ? local : remembered(`user ${local.toLowerCase()}`, () => `user${next('user')}`)),
    host(name) {
      const lower = name.toLowerCase();
      if (isNobodysHost(lower)) return name;
      const known = publicSuffix(lower, keep);
      if (known !== undefined) return isStandInBelow(lower, known) ? name : below(lower, known, known);
      const base = baseOf(lower);
      return below(
        lower,
        base,
        remembered(`domain ${base}`, () => `domain${next('domain')}.example`),
      );
    },
    ip: (address) => (isNobodysIp(address) ? address : remembered(`ip ${address.toLowerCase()}`, () => freeIp(address.includes(':')))),
    id: (id) => (shaped.test(id) ? id : remembered(`id ${id}`, () => numberedShape(id, next(`id ${shapeOf(id)}`, 1)))),
    messageId: (left) => (/^id\d{1,6}$/.test(left) ? left : remembered(`message ${left}`, () => `id${next('id')}`)),
    name: (name) => (/^Name \d{1,6}$/.test(name) ? name : remembered(`name ${name}`, () => `Name ${next('name')}`)),
  };
}

interface Memory {
  /** What was made for this key, now or before. */
  remembered(key: string, make: () => string): string;
  /** The next number of its kind that the text does not have. */
  next(kind: string, from?: number): number;
  /** A documentation address that the text does not have; the last one where all are used. */
  freeIp(isSixth: boolean): string;
}
function createMemory(text: string): Memory {
  const taken = new Set(Array.from(text.matchAll(documentationIp), ([ip]) => ip.toLowerCase()));
  const unused = [...text.matchAll(numbered)].reduce((most, [, digits]) => Math.max(most, Number(digits)), 0) + 1;
  const memory = new Map<string, string>();
  const counts = new Map<string, number>();
  const next = (kind: string, from = unused): number => {
    const number = counts.get(kind) ?? from;
    counts.set(kind, number + 1);
    return number;
  };
  return {
    next,
    remembered(key, make) {
      const made = memory.get(key) ?? make();
      memory.set(key, made);
      return made;
    },
    freeIp(isSixth) {
      for (;;) {
        const number = next(isSixth ? 'ipv6' : 'ipv4', 1);
        const address = isSixth ? sixth(number) : fourth(number);
        if (!taken.has(address) || number >= (isSixth ? 0xffff : 762)) return address;
      }
    },
  };
}

function isSafeLocal(local: string): boolean {
  return local === '' || roles.has(local.toLowerCase()) || /^user\d{1,6}$/.test(local);
}

function isStandInBelow(name: string, known: string): boolean {
  return name === known || /^host\d{1,6}\.$/.test(name.slice(0, name.length - known.length));
}

/** The longest public name that `name` is, or is below of. */
function publicSuffix(name: string, keep: ReadonlySet<string>): string | undefined {
  for (let at = 0; at >= 0 && at < name.length; ) {
    if (keep.has(name.slice(at))) return name.slice(at);
    const dot = name.indexOf('.', at);
    if (dot < 0) return undefined;
    at = dot + 1;
  }
  return undefined;
}

/** `mx.acme.co.uk` → `acme.co.uk`: two labels, three below a short second one. Nothing depends on its being a registered name. */
function baseOf(name: string): string {
  const labels = name.split('.');
  const [second = '', top = ''] = labels.slice(-2);
  return labels.slice(top.length === 2 && second.length <= 3 ? -3 : -2).join('.');
}

/** 1 to 762. */
function fourth(number: number): string {
  const net = ['192.0.2', '198.51.100', '203.0.113'][Math.floor((number - 1) / 254)] ?? '203.0.113';
  return `${net}.${((number - 1) % 254) + 1}`;
}
/** 1 to 65535. */
function sixth(number: number): string {
  return `2001:db8::${Math.min(number, 0xffff).toString(16)}`;
}

function shapeOf(id: string): string {
  return id
    .replace(/\d/g, '0')
    .replace(/[A-Z]/g, 'A')
    .replace(/[^A-Z\d._+-]/g, 'a');
}
/** The number stands at the end, over as many characters as it has digits. */
function numberedShape(id: string, number: number): string {
  const digits = String(number);
  return shapeOf(id).slice(0, Math.max(0, id.length - digits.length)) + digits;
}
