/** The entry of the web worker host (vscode.dev): the same extension, for nothing in it needs Node. */
export { activate } from './extension.ts';
