/** The manifests as a program. Pure: what is built is what this says, and a test reads it. */

export type Target = 'chromium' | 'firefox';
export interface Manifest {
  readonly manifest_version: 3;
  readonly permissions: readonly string[];
  readonly optional_host_permissions: readonly string[];
  readonly [key: string]: unknown;
}

export const iconSizes = [16, 32, 48, 128] as const;

/** Nothing but what the menu needs: the tab in front, when asked. Sites are enabled one by one, by their user. */
const permissions = ['activeTab', 'contextMenus', 'scripting', 'storage'] as const;
const sites = ['https://*/*', 'http://*/*'] as const;
/** Our own pages and the background may load and read their own files and nothing else. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Browsers that have what is used: popovers, custom highlights, scripts in frames by origin, a declaration of the data collected. */
const oldest = { chromium: '120', firefox: '142.0' } as const;

export function manifestOf(target: Target, version: string): Manifest {
  return {
    manifest_version: 3,
    name: '__MSG_name__',
    description: '__MSG_description__',
    version,
    default_locale: 'en',
    icons: icons(),
    action: { default_popup: 'popup.html', default_title: '__MSG_name__', default_icon: icons() },
    options_ui: { page: 'options.html', open_in_tab: true },
    commands: { 'explain-bounce': { suggested_key: { default: 'Alt+Shift+E' }, description: '__MSG_explainBounce__' } },
    permissions,
    optional_host_permissions: sites,
    content_security_policy: { extension_pages: policy },
    ...(target === 'chromium' ? chromiumPart : firefoxPart),
  };
}

const chromiumPart = { minimum_chrome_version: oldest.chromium, background: { service_worker: 'background.js' } };
const firefoxPart = {
  background: { scripts: ['background.js'] },
  browser_specific_settings: {
    gecko: {
      id: 'bounce-lens@bounce-lens.example',
      strict_min_version: oldest.firefox,
      data_collection_permissions: { required: ['none'] },
    },
  },
};

function icons(): Readonly<Record<string, string>> {
  return Object.fromEntries(iconSizes.map((size) => [String(size), `icons/${size}.png`]));
}
