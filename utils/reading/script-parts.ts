import { askBackground } from '../messaging/ask';

/** What the script of a part leaves behind: how it is begun. */
interface Part {
  run?: () => object;
  /** What it exports, once it has run. */
  value?: object;
}

interface World {
  colophonParts?: Record<string, Part | undefined>;
  colophonPart?: (files: readonly string[]) => Promise<object>;
}

/**
 * What `import()` becomes in the scripts that stand in a page (scripts/lib/script-parts.ts): has the background inject
 * a part and what it stands on, and gives what it exports. Rejects where the part cannot be had.
 */
export function serveParts(): void {
  const world = globalThis as World;
  const coming = new Map<string, Promise<object>>();
  world.colophonPart = (files) => {
    const own = files.at(-1) ?? '';
    const known = coming.get(own);
    if (known) return known;
    const loading = load(world, files);
    coming.set(own, loading);
    loading.catch(() => coming.delete(own)); // asked anew, it is tried anew
    return loading;
  };
}

async function load(world: World, files: readonly string[]): Promise<object> {
  const missing = files.filter((file) => !world.colophonParts?.[file]);
  if (missing.length > 0) await askBackground('loadPart', { files: missing });
  let value: object | undefined;
  for (const file of files) {
    const part = world.colophonParts?.[file];
    if (!part) throw new Error(`The part ${file} could not be loaded.`);
    part.value ??= part.run?.() ?? {};
    value = part.value;
  }
  return value ?? {};
}
