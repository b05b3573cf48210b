/** The one door to the browser's extension API: promises in Chromium and in Firefox alike. */
import browser from 'webextension-polyfill';

export type { Menus, Permissions, Runtime, Scripting, Tabs } from 'webextension-polyfill';
export { browser };
