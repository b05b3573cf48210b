/**
 * The only request this extension ever makes: one GET of an attachment, of the page's own origin, when its reader clicks on "Explain" beside it.
 * The browser itself refuses anything of another origin, also by redirect (`mode: 'same-origin'`). A law holds the call to this form and this file.
 */
import { limits } from './limits.ts';

export type Attached =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'refused'; readonly status: string }
  /** A page to log in, a picture: no message. */
  | { readonly kind: 'no-message'; readonly type: string };

/** What a message or a report is sent as; `application/octet-stream` and its kin: "save this". */
const messageTypes =
  /^(?:message\/|text\/(?:plain|rfc822)|application\/(?:octet-stream|download|force-download|x-download|x-eml|eml|binary)|binary\/|$)/i;

/** Read the first part of `address`: a report stands before the message it returns. */
export async function readAttached(address: string, signal: AbortSignal): Promise<Attached> {
  const both = AbortSignal.any([signal, AbortSignal.timeout(limits.attachedWait)]);
  try {
    const answer = await fetch(address, { mode: 'same-origin', credentials: 'same-origin', signal: both });
    if (!answer.ok || answer.body === null) return refused(answer.body, `${answer.status} ${answer.statusText}`.trim());
    const type = (answer.headers.get('content-type') ?? '').trim();
    if (messageTypes.test(type)) return { kind: 'text', text: textOf(await firstBytes(answer.body)) };
    await answer.body.cancel();
    return { kind: 'no-message', type };
  } catch (error) {
    return { kind: 'refused', status: error instanceof Error ? error.message : String(error) };
  }
}

async function refused(body: ReadableStream | null, status: string): Promise<Attached> {
  await body?.cancel();
  return { kind: 'refused', status };
}

async function firstBytes(body: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  const reader = body.getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  while (length < limits.attachedBytes) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    length += value.length;
  }
  await reader.cancel();
  return joined(parts, Math.min(length, limits.attachedBytes));
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part.subarray(0, length - at), at);
    at = Math.min(length, at + part.length);
  }
  return bytes;
}

/** A mail is ASCII or UTF-8 but for old 8-bit parts, of which no byte is lost. */
function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
