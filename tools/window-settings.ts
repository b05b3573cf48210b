/** How the embedded VS Code shows logs: the codes stand at the end of long lines, which must be seen. */
export const windowSettings = { 'editor.wordWrap': 'on', 'editor.minimap.enabled': false } as const;
