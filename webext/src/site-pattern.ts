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
