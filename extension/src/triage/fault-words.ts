/** Why a file could not be read, in the user's language. */
import * as vscode from 'vscode';
import type { Fault } from './job.ts';

export function faultWords(fault: Fault): string {
  switch (fault) {
    case 'gone':
      return vscode.l10n.t('The file is no longer there');
    case 'not-permitted':
      return vscode.l10n.t('Reading it is not permitted');
    case 'not-readable':
      return vscode.l10n.t('It could not be read');
    case 'not-text':
      return vscode.l10n.t('It is no text');
    case 'not-outlook':
      return vscode.l10n.t('It is no Outlook message that can be read');
    case 'too-long-mail':
      return vscode.l10n.t('A mail in it is too long; only its beginning was read');
    case 'too-long-here':
      return vscode.l10n.t('It is too long to be read here; open the folder in VS Code on the desktop');
    case 'packed-damaged':
      return vscode.l10n.t('The packed file is damaged; the rest was not read');
    case 'packed-too-much':
      return vscode.l10n.t('It grows beyond measure when unpacked; the rest was not read');
    case 'changed':
      return vscode.l10n.t('It changed while it was read; refresh to read it again');
    default:
      return fault satisfies never;
  }
}
