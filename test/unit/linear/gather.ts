import { globSync, readFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'vite';

/** A regular expression of the source, and the file in which it stands. */
export interface Pattern {
  file: string;
  source: string;
  flags: string;
}

/** A function that takes texts alone: its name and how many of its parameters are texts that must be given. */
export interface TextFunction {
  file: string;
  name: string;
  texts: number;
}

/** What the source holds, read from its syntax, so that whatever is added is seen without being told. */
export interface Gathered {
  literals: Pattern[];
  /** `new RegExp(…)` within functions: these are not seen by loading the module. */
  builtLate: { file: string; code: string }[];
  functions: TextFunction[];
}

interface Node {
  type: string;
  start: number;
  end: number;
  [key: string]: unknown;
}

const root = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));

/** Reads each TypeScript file of the given folders of the project. */
export function gather(folders: readonly string[]): Gathered {
  const found: Gathered = { literals: [], builtLate: [], functions: [] };
  for (const path of globSync(
    folders.map((folder) => `${folder}/**/*.{ts,tsx}`),
    { cwd: root },
  ).toSorted()) {
    const code = readFileSync(join(root, path), 'utf8');
    const file = path.split(sep).join('/');
    const { program, errors } = parseSync(file, code);
    if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`);
    readProgram(program as unknown as Node, { file, code, found });
  }
  return found;
}

function readProgram(program: Node, at: { file: string; code: string; found: Gathered }): void {
  const { file, code, found } = at;
  const walk = (value: unknown, inFunction: boolean): void => {
    if (Array.isArray(value)) for (const item of value) walk(item, inFunction);
    if (!isNode(value)) return;
    const regex = value.regex as { pattern: string; flags: string } | undefined;
    if (value.type === 'Literal' && regex)
      found.literals.push({ file, source: regex.pattern, flags: regex.flags });
    const callee = value.callee as Node | undefined;
    if (callee?.name === 'RegExp' && inFunction)
      found.builtLate.push({ file, code: code.slice(value.start, value.end) });
    const within = inFunction || /Function|MethodDefinition/.test(value.type);
    for (const [key, child] of Object.entries(value)) if (key !== 'type') walk(child, within);
  };
  const body = program.body as Node[];
  walk(body, false);
  for (const statement of body) {
    const texts = textsOf(statement);
    if (texts) found.functions.push({ file, ...texts });
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}

/** An exported function whose required parameters are all texts: such a one can be called without knowing more of it. */
function textsOf(statement: Node): { name: string; texts: number } | undefined {
  if (statement.type !== 'ExportNamedDeclaration') return undefined;
  const declared = statement.declaration as Node | null;
  if (declared?.type !== 'FunctionDeclaration') return undefined;
  const required = (declared.params as Node[]).filter(
    (parameter) => parameter.type === 'Identifier' && parameter.optional !== true,
  );
  const others = (declared.params as Node[]).some((parameter) =>
    ['ObjectPattern', 'RestElement'].includes(parameter.type),
  );
  if (others || required.length === 0 || !required.every(isText)) return undefined;
  return { name: (declared.id as Node).name as string, texts: required.length };
}

function isText(parameter: Node): boolean {
  const annotation = (parameter.typeAnnotation as Node | null)?.typeAnnotation as Node | undefined;
  if (annotation?.type === 'TSStringKeyword') return true;
  const parts = (annotation?.types ?? []) as Node[];
  return annotation?.type === 'TSUnionType' && parts.some((part) => part.type === 'TSStringKeyword');
}
