/** Links of a page to attached reports and messages, told by the name and the type of the file: never by a label. */
import { limits } from './limits.ts';

export interface AttachedLink {
  readonly element: Element;
  /** Of the page's own origin. */
  readonly address: string;
  /** As the page names the file. */
  readonly name: string;
}

/** `noname.eml`, `delivery-status`, `details.dsn`; the end of a file name. */
const namesReport = /(?:\.(?:eml|dsn)|message[/_-]delivery-status|delivery-status(?:\.(?:txt|dat))?)$/i;
/** `type=message/rfc822` in an address, or as an attribute of a link. */
const typesReport = /message(?:\/|%2f)(?:delivery-status|rfc822|global|global-delivery-status)/i;

/** The links in `areas` and in what they hold, at most a few. Those of other origins are none: they are not read. */
export function attachedLinks(areas: readonly Element[]): readonly AttachedLink[] {
  const elements = areas.flatMap((area) => [...area.querySelectorAll('a[href], [download_url]')]);
  const links = [...new Set(elements)].slice(0, limits.linksLookedAt).flatMap((element) => linkOf(element) ?? []);
  return links.filter(({ address }, index) => links.findIndex((one) => one.address === address) === index).slice(0, limits.attachedLinks);
}

function linkOf(element: Element): AttachedLink | undefined {
  // Gmail's own attribute: `message/rfc822:noname.eml:https://…`.
  const [type = '', offered = ''] = (element.getAttribute('download_url') ?? '').split(':', 2);
  const given = element.getAttribute('href') ?? (element.getAttribute('download_url') ?? '').slice(type.length + offered.length + 2);
  const address = sameOrigin(given, element.ownerDocument);
  if (address === undefined) return undefined;
  const names = [offered, element.getAttribute('download'), fileIn(address), element.getAttribute('title'), lastWords(element)];
  const name = names.find((one): one is string => typeof one === 'string' && namesReport.test(one.trim()));
  const types = [type, element.getAttribute('type') ?? '', address].some((one) => typesReport.test(one));
  if (name === undefined && !types) return undefined;
  return { element, address, name: (name ?? lastWords(element)).trim().slice(-limits.nameLength) };
}

/** What it is called on the page: `noname.eml (3 KB)` without the size. */
function lastWords(element: Element): string {
  return (element.textContent ?? '')
    .trim()
    .slice(0, 200)
    .replace(/\s{0,4}[([~][^()[\]]{1,20}[)\]]$/, '');
}

function fileIn(address: string): string {
  const { pathname } = new URL(address);
  try {
    return decodeURIComponent(pathname.slice(pathname.lastIndexOf('/') + 1));
  } catch {
    return '';
  }
}

/** The whole address, where it is one of the page's own origin. */
export function sameOrigin(given: string, page: Document): string | undefined {
  if (!URL.canParse(given, page.baseURI)) return undefined;
  const { href, origin, protocol } = new URL(given, page.baseURI);
  const own = page.defaultView?.origin;
  return origin === own && /^(?:https?|blob):$/.test(protocol) ? href : undefined;
}
