/** Inputs that broke a law: told apart, made small, written down. */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FuzzInput } from './inputs.ts';

export interface Failure {
  readonly input: FuzzInput;
  /** The law, or what was thrown. */
  readonly message: string;
  /** Failures with the same key have the same cause, as far as can be told. */
  readonly key: string;
}

export function failureOf(input: FuzzInput, error: unknown): Failure {
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const places = [...message.matchAll(/\/(?:shared|cli|extension)\/src\/[\w./-]+:\d+/g)].slice(0, 6).join(' ');
  const law = (error instanceof Error ? error.message : message).replace(/\d+|"(?:[^"\\]|\\.)*"/g, '…').slice(0, 40);
  return {
    input,
    message: message.slice(0, 4_000),
    key: createHash('sha256').update(`${input.kind} ${law} ${places}`).digest('hex').slice(0, 12),
  };
}

/** The shortest text found that still fails in the same way; pieces are left out, halves first. */
export async function minimised(failure: Failure, attempt: (input: FuzzInput) => Promise<Failure | undefined>): Promise<Failure> {
  let least = failure;
  let tries = 3_000;
  for (let length = least.input.text.length; length >= 1; length = Math.floor(length / 2)) {
    for (let at = 0; at < least.input.text.length && tries > 0; ) {
      const { kind, text } = least.input;
      const smaller = await attempt({ kind, text: text.slice(0, at) + text.slice(at + length) });
      tries -= 1;
      if (smaller?.key === failure.key) least = smaller;
      else at += length;
    }
  }
  return least;
}

/** One file for each cause. */
export function writeFailure(folder: string, { input, message, key }: Failure): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${key}.json`);
  writeFileSync(path, `${JSON.stringify({ ...input, message }, undefined, 2)}\n`);
  return path;
}
export function readFailure(path: string): FuzzInput {
  const { kind, text }: FuzzInput = JSON.parse(readFileSync(path, 'utf8'));
  return { kind, text };
}
