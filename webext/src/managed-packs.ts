/** Packs that an organisation sets: JSON, for policies are JSON and the background carries no other parser. */
import { compilePack, type Pack } from '@bounce-lens/shared';
import knowledge from '@bounce-lens/shared/knowledge.json';
import type { ManagedPack } from './managed.ts';

export interface CompiledPack {
  readonly pack?: Pack;
  /** What is wrong with it, in English as its keys are, with the path it is at. */
  readonly faults: readonly string[];
}

/** Either a sound pack, or faults. Never throws for what a policy holds. */
export function compileManaged({ name, text }: ManagedPack): CompiledPack {
  const content = parsed(text);
  if (content instanceof Error) return { faults: [content.message] };
  const { pack, faults } = compilePack(name, content, knowledge);
  return {
    ...(pack && { pack }),
    faults: faults.map(({ path, message }) => (path.length > 0 ? `${path.join('.')}: ${message}` : message)),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
