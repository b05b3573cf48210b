/** The frame of a web view: a page of our own, which may run one script of the package and reach nothing. */
import * as vscode from 'vscode';

/** What a web view of ours may: run scripts, but only those of the package. */
export function pageOptions(extensionUri: vscode.Uri): vscode.WebviewOptions {
  return { enableScripts: true, localResourceRoots: [vscode.Uri.joinPath(extensionUri, 'webview')] };
}

/** Nothing of a mail is in it: what is drawn comes as a message and becomes nodes. */
export function pageFrame(webview: vscode.Webview, extensionUri: vscode.Uri, script: string): string {
  const once = nonce();
  const address = webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, 'webview', script)).toString();
  const policy = `default-src 'none'; script-src 'nonce-${once}'`;
  return [
    '<!DOCTYPE html>',
    `<html lang="${vscode.env.language.replace(/[^A-Za-z-]/g, '')}"><head><meta charset="utf-8">`,
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    `<title>Bounce Lens</title></head><body><script nonce="${once}" src="${address}"></script></body></html>`,
  ].join('');
}

function nonce(): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
  return Array.from({ length: 32 }, () => letters[Math.floor(Math.random() * letters.length)]).join('');
}
