/** Character references of HTML: the named ones that mail uses, and all numeric ones, 128 to 159 as browsers take them. */
import { windows1252Character } from './windows-1252.ts';

const named: ReadonlyMap<string, string> = new Map(
  Object.entries({
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    apos: "'",
    nbsp: '\u00A0',
    shy: '\u00AD',
    ensp: '\u2002',
    emsp: '\u2003',
    thinsp: '\u2009',
    zwnj: '\u200C',
    zwj: '\u200D',
    lrm: '\u200E',
    rlm: '\u200F',
    ndash: '–',
    mdash: '—',
    hellip: '…',
    middot: '·',
    bull: '•',
    sect: '§',
    para: '¶',
    copy: '©',
    reg: '®',
    trade: '™',
    deg: '°',
    plusmn: '±',
    times: '×',
    euro: '€',
    pound: '£',
    yen: '¥',
    cent: '¢',
    lsquo: '‘',
    rsquo: '’',
    sbquo: '‚',
    ldquo: '“',
    rdquo: '”',
    bdquo: '„',
    laquo: '«',
    raquo: '»',
    lsaquo: '‹',
    rsaquo: '›',
    iexcl: '¡',
    iquest: '¿',
    ordf: 'ª',
    ordm: 'º',
    larr: '←',
    uarr: '↑',
    rarr: '→',
    darr: '↓',
    check: '✓',
    colon: ':',
    commat: '@',
    period: '.',
    lbrack: '[',
    rbrack: ']',
    lpar: '(',
    rpar: ')',
    sol: '/',
    num: '#',
    excl: '!',
    NewLine: '\n',
    Tab: '\t',
    Agrave: 'À',
    Aacute: 'Á',
    Acirc: 'Â',
    Atilde: 'Ã',
    Auml: 'Ä',
    Aring: 'Å',
    AElig: 'Æ',
    Ccedil: 'Ç',
    Egrave: 'È',
    Eacute: 'É',
    Ecirc: 'Ê',
    Euml: 'Ë',
    Igrave: 'Ì',
    Iacute: 'Í',
    Icirc: 'Î',
    Iuml: 'Ï',
    Ntilde: 'Ñ',
    Ograve: 'Ò',
    Oacute: 'Ó',
    Ocirc: 'Ô',
    Otilde: 'Õ',
    Ouml: 'Ö',
    Oslash: 'Ø',
    Ugrave: 'Ù',
    Uacute: 'Ú',
    Ucirc: 'Û',
    Uuml: 'Ü',
    szlig: 'ß',
    agrave: 'à',
    aacute: 'á',
    acirc: 'â',
    atilde: 'ã',
    auml: 'ä',
    aring: 'å',
    aelig: 'æ',
    ccedil: 'ç',
    egrave: 'è',
    eacute: 'é',
    ecirc: 'ê',
    euml: 'ë',
    igrave: 'ì',
    iacute: 'í',
    icirc: 'î',
    iuml: 'ï',
    ntilde: 'ñ',
    ograve: 'ò',
    oacute: 'ó',
    ocirc: 'ô',
    otilde: 'õ',
    ouml: 'ö',
    oslash: 'ø',
    ugrave: 'ù',
    uacute: 'ú',
    ucirc: 'û',
    uuml: 'ü',
    yacute: 'ý',
    yuml: 'ÿ',
    oelig: 'œ',
    OElig: 'Œ',
    scaron: 'š',
    Scaron: 'Š',
  }),
);
/** Understood without their semicolon too. */
const bare: ReadonlySet<string> = new Set(['amp', 'lt', 'gt', 'quot', 'nbsp', 'copy', 'reg']);
const referenceAt = /&(?:#(?:x([0-9a-f]{1,8})|([0-9]{1,8}))|([a-z][a-z0-9]{1,31}))(;?)/iy;

export interface Entity {
  readonly text: string;
  readonly end: number;
}

/** The character reference that starts exactly at `at`; `undefined` where the `&` is only an ampersand. */
export function entityAt(text: string, at: number): Entity | undefined {
  referenceAt.lastIndex = at;
  const found = referenceAt.exec(text);
  if (!found) return undefined;
  const [, hex, decimal, name, semicolon] = found;
  const end = referenceAt.lastIndex;
  if (name === undefined) return { text: character(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)), end };
  const value = semicolon === ';' || bare.has(name) ? named.get(name) : undefined;
  return value === undefined ? undefined : { text: value, end };
}

function character(point: number): string {
  if (point > 0 && point < 0x100) return windows1252Character(point);
  if (point === 0 || point > 0x10ffff || (point >= 0xd800 && point < 0xe000)) return '\uFFFD';
  return String.fromCodePoint(point);
}
