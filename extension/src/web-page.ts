/** The frame of a web view: a page of our own, which may run scripts of the package, none in the page itself, and reach nothing. */
import * as vscode from 'vscode';

/** What a web view of ours may: run scripts, but only those of the package. */
export function pageOptions(extensionUri: vscode.Uri): vscode.WebviewOptions {
  return { enableScripts: true, localResourceRoots: [vscode.Uri.joinPath(extensionUri, 'webview')] };
}

/** Nothing of a mail is in it: what is drawn comes as a message and becomes nodes. */
export function pageFrame(webview: vscode.Webview, extensionUri: vscode.Uri, script: string): string {
  const address = webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, 'webview', script)).toString();
  const policy = `default-src 'none'; script-src ${webview.cspSource}`;
  return [
    '<!DOCTYPE html>',
    `<html lang="${vscode.env.language.replace(/[^A-Za-z-]/g, '')}"><head><meta charset="utf-8">`,
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    `<title>Bounce Lens</title></head><body><script src="${address}"></script></body></html>`,
  ].join('');
}
