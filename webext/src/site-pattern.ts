/** Sites as the browser's permissions know them. */

/** The pattern of a page's site, whatever its port; `undefined` for pages that extensions cannot read. */
export function siteOf(address: string | undefined): string | undefined {
  if (address === undefined || !URL.canParse(address)) return undefined;
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || protocol === 'http:' ? `${protocol}//${hostname}/*` : undefined;
}

/** The name of a site as its user knows it: `mail.example.com`. */
export function nameOf(site: string): string {
  return site.replace(/^(?:https?|\*):\/\//, '').replace(/\/\*$/, '');
}

/** `mail.example.com` and `*.example.com` as an administrator writes them, and whole match patterns, as a match pattern; others are none. */
export function managedPattern(written: string): string | undefined {
  const match = /^(?:(?<scheme>https?|\*):\/\/)?(?<host>(?:\*\.)?[\p{L}\p{N}_-]{1,63}(?:\.[\p{L}\p{N}_-]{1,63}){0,20})(?:\/\*?)?$/u.exec(
    written.trim(),
  );
  const { scheme = 'https', host } = match?.groups ?? {};
  return host === undefined ? undefined : `${scheme}://${host.toLowerCase()}/*`;
}

/** Does `pattern` hold all that `site`, a pattern too, does? */
export function matchesSite(pattern: string, site: string): boolean {
  const [scheme, host] = partsOf(pattern);
  const [ofScheme, ofHost] = partsOf(site);
  if (scheme !== ofScheme && scheme !== '*') return false;
  if (!host.startsWith('*.')) return host === ofHost;
  return ofHost === host.slice(2) || ofHost === host || ofHost.endsWith(host.slice(1));
}

function partsOf(pattern: string): readonly [string, string] {
  const [scheme = '', rest = ''] = pattern.split('://');
  return [scheme, rest.replace(/\/\*$/, '')];
}
