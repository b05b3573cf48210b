/** The theme of the window, in the view's words. */
export const themed = `
body { padding: 0; font-size: var(--vscode-font-size); background: var(--vscode-editor-background);
  --bl-text: var(--vscode-editor-foreground); --bl-background: var(--vscode-editor-background); --bl-font: var(--vscode-font-family);
  --bl-code-font: var(--vscode-editor-font-family);
  --bl-accent: var(--vscode-textLink-foreground); --bl-focus: var(--vscode-focusBorder);
  --bl-control: var(--vscode-dropdown-background); --bl-border: var(--vscode-contrastBorder, color-mix(in srgb, var(--vscode-editor-foreground) 25%, transparent));
  --bl-undelivered: var(--vscode-bounceLens-permanentFailure); --bl-delivered-later: var(--vscode-bounceLens-deferral);
  --bl-inbound-reject: var(--vscode-bounceLens-delayedNotice); }
body.vscode-high-contrast, body.vscode-high-contrast-light { --bl-border: var(--vscode-contrastBorder); --bl-muted: var(--vscode-editor-foreground); }
`;
