/** The manifests as a program. Pure: what is built is what this says, and a test reads it. */

export type Target = 'chromium' | 'firefox' | 'thunderbird';
export const targets: readonly Target[] = ['chromium', 'firefox', 'thunderbird'];
export interface Manifest {
  readonly manifest_version: 3;
  readonly permissions: readonly string[];
  /** Browsers only: in Thunderbird there are messages and no sites. */
  readonly optional_host_permissions?: readonly string[];
  readonly [key: string]: unknown;
}

export const iconSizes = [16, 32, 48, 128] as const;

/** Nothing but what the menu needs: the tab in front, when asked; Chromium has a name for the panel beside the page. Sites are enabled one by one, by their user. */
const permissions = ['activeTab', 'contextMenus', 'scripting', 'storage'] as const;
/** To read the message that is open, all of it, and to show the answer in its window. */
const mailPermissions = ['menus', 'messagesModify', 'messagesRead', 'scripting', 'storage'] as const;
const sites = ['https://*/*', 'http://*/*'] as const;
/** Our own pages and the background may load and read their own files and nothing else. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Browsers that have what is used: popovers, custom highlights, scripts in frames by origin, a declaration of the data collected. */
const oldest = { chromium: '120', firefox: '142.0', thunderbird: '142.0' } as const;

export function manifestOf(target: Target, version: string): Manifest {
  return {
    manifest_version: 3,
    name: '__MSG_name__',
    description: '__MSG_description__',
    version,
    default_locale: 'en',
    icons: icons(),
    options_ui: { page: 'options.html', open_in_tab: true },
    commands: { 'explain-bounce': { suggested_key: { default: 'Alt+Shift+E' }, description: '__MSG_explainBounce__' } },
    content_security_policy: { extension_pages: policy },
    ...partOf[target],
  };
}

const button = { default_title: '__MSG_name__', default_icon: icons() };
const browserPart = {
  action: { ...button, default_popup: 'popup.html' },
  permissions,
  optional_host_permissions: sites,
};
const partOf = {
  chromium: {
    ...browserPart,
    permissions: [...permissions, 'sidePanel'],
    side_panel: { default_path: 'panel.html' },
    storage: { managed_schema: 'managed-schema.json' },
    minimum_chrome_version: oldest.chromium,
    background: { service_worker: 'background.js' },
  },
  firefox: {
    ...browserPart,
    sidebar_action: { ...button, default_panel: 'panel.html', open_at_install: false },
    background: { scripts: ['background.js'] },
    browser_specific_settings: geckoOf('firefox'),
  },
  thunderbird: {
    description: '__MSG_descriptionMail__',
    action: button,
    message_display_action: { ...button, default_title: '__MSG_explainBounce__' },
    permissions: mailPermissions,
    background: { scripts: ['background.js'] },
    browser_specific_settings: geckoOf('thunderbird'),
  },
} as const;

function geckoOf(target: 'firefox' | 'thunderbird'): object {
  const data_collection_permissions = { required: ['none'] };
  return { gecko: { id: 'bounce-lens@bounce-lens.example', strict_min_version: oldest[target], data_collection_permissions } };
}

function icons(): Readonly<Record<string, string>> {
  return Object.fromEntries(iconSizes.map((size) => [String(size), `icons/${size}.png`]));
}
