import type { InlineConfig, Rolldown } from 'vite';

/** The pages whose start a person waits for; all that they need at the start is reached from here. */
const starts = ['popup', 'library', 'sidepanel'] as const;

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
          // Styles stay with the pages that name them: other pages take code out of these files too.
          if (/\.css(?:$|\?)/.test(id)) return null;
          reached ??= reachedAtStart(graph);
          const pages = reached.get(id);
          if (pages === undefined || pages.size < 2) return null;
          return pages.has('popup') ? 'page' : 'library-page';
        },
      },
    ],
    includeDependenciesRecursively: false,
  };
}

/** For each module the pages that import it without `import()`. */
function reachedAtStart(graph: Pick<Rolldown.PluginContext, 'getModuleInfo'>): Map<string, Set<string>> {
  const reached = new Map<string, Set<string>>();
  for (const page of starts) {
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
