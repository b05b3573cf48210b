/** Places to look things up, with the IP or domain of the text filled in. Never opened by themselves. */
import type { Knowledge, LinkTemplate, Texts } from '../knowledge.ts';
import type { HttpsUrl, Link, Verdict } from '../model.ts';
import { type Filling, fillText } from './fill-template.ts';

/** In whose words, and with what filled in. */
interface Words {
  readonly texts: Texts;
  readonly filling: Filling;
}

/** The rule's links, then the reason's; one whose evidence is missing is dropped, as is one named twice. */
export function linksOf(verdict: Verdict, knowledge: Knowledge, words: Words): readonly Link[] {
  const rule = knowledge.rules.find(({ id }) => id === verdict.rule);
  const reason = knowledge.reasons.find(({ id }) => id === verdict.reason);
  const links = [...(rule?.links ?? []), ...(reason?.links ?? [])].flatMap((link) => filled(link, words) ?? []);
  return links.filter((link, index) => links.findIndex(({ href }) => href === link.href) === index);
}

function filled(link: LinkTemplate, { texts, filling }: Words): Link | undefined {
  const href = fillHref(link.href, filling);
  return href === undefined ? undefined : { title: fillText(texts.links?.[link.title] ?? link.title, filling), href };
}

/**
 *     https://check.example/query/{listed-ip}
 *                                 ^^^^^^^^^^^ URL-encoded, so that a mail cannot lead the link elsewhere
 */
export function fillHref(template: string, filling: Filling): HttpsUrl | undefined {
  const names = [...template.matchAll(/\{([a-z-]{1,40})\}/g)].map(([, name = '']) => name);
  const values = new Map(names.map((name) => [name, filling.value(name)]));
  if ([...values.values()].includes(undefined)) return undefined;
  const href = template.replace(/\{([a-z-]{1,40})\}/g, (_, name: string) => encoded(values.get(name) ?? ''));
  return isHttps(href) ? href : undefined;
}
/** `encodeURIComponent` throws for half a surrogate pair; such a half is nothing to look up. */
function encoded(value: string): string {
  return encodeURIComponent(value.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd'));
}
function isHttps(href: string): href is HttpsUrl {
  return /^https:\/\/[a-z0-9.-]{1,253}(?:[/?#:]|$)/i.test(href) && !/\s/.test(href);
}
