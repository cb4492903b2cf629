import { askBackground } from '../messaging/ask';

/** What the script of a part leaves behind: which parts it stands on, and how it is begun. */
interface Part {
  needs?: readonly string[];
  run?: () => object;
  /** What it exports, once it has run. */
  value?: object;
}

interface World {
  colophonParts?: Record<string, Part | undefined>;
  colophonPart?: (file: string) => Promise<object>;
}

/**
 * What `import()` becomes in the scripts that stand in a page (scripts/lib/script-parts.ts): has the background inject
 * the file, and gives what it exports. Rejects where the part cannot be had.
 */
export function serveParts(): void {
  const world = globalThis as World;
  const coming = new Map<string, Promise<object>>();
  world.colophonPart = (file) => {
    const known = coming.get(file);
    if (known) return known;
    const loading = load(world, file);
    coming.set(file, loading);
    loading.catch(() => coming.delete(file)); // asked anew, it is tried anew
    return loading;
  };
}

async function load(world: World, file: string): Promise<object> {
  if (!world.colophonParts?.[file]) await askBackground('loadPart', { file });
  const part = world.colophonParts?.[file];
  if (!part) throw new Error(`The part ${file} could not be loaded.`);
  for (const needed of part.needs ?? []) await world.colophonPart?.(needed);
  part.value ??= part.run?.() ?? {};
  return part.value;
}
