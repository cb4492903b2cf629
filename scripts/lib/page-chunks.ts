import type { InlineConfig, Rolldown } from 'vite';

/** The pages whose start a person waits for, and the others. */
const listing = ['popup', 'library', 'sidepanel'];
const others = ['options', 'print'];
const isStyle = /\.css(?:$|\?)/;

/**
 * Joins what the pages share at their start in two files: what the popup needs, and what the library and the panel need
 * besides. By itself the bundler makes a file of each different set of pages: fifty, each of them a request to the browser,
 * which took longer than to run them.
 * @param config what WXT builds the pages with; changed in place.
 */
export function joinChunks(config: InlineConfig): void {
  const output = config.build?.rollupOptions?.output;
  if (!output || Array.isArray(output)) throw new Error('This is not the build of the pages.');
  let reached: Map<string, Set<string>> | undefined;
  output.codeSplitting = {
    groups: [
      {
        name: (id, graph) => {
          reached ??= reachedAtStart(graph);
          const pages = [...(reached.get(id) ?? [])];
          // Styles stay with the pages that name them, since others take code out of these files too. Those of one page
          // come after those that it shares, as it names them, only if they lie apart like these.
          if (isStyle.test(id)) return pages.length === 1 ? `${pages[0]}-styles` : null;
          if (pages.filter((page) => listing.includes(page)).length < 2) return null;
          return pages.includes('popup') ? 'page' : 'library-page';
        },
      },
    ],
    includeDependenciesRecursively: false,
  };
}

/** For each module the pages that import it without `import()`. */
function reachedAtStart(graph: Pick<Rolldown.PluginContext, 'getModuleInfo'>): Map<string, Set<string>> {
  const reached = new Map<string, Set<string>>();
  for (const page of [...listing, ...others]) {
    const waiting = [new URL(`../../entrypoints/${page}/index.html`, import.meta.url).pathname];
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      const pages = reached.get(id) ?? new Set();
      if (pages.has(page)) continue;
      reached.set(id, pages.add(page));
      waiting.push(...(graph.getModuleInfo(id)?.importedIds ?? []));
    }
  }
  return reached;
}
