declare module 'jsonld' {
  const jsonld: { expand(document: unknown): Promise<unknown[]> };
  export default jsonld;
}
