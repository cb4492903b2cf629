/** Made by whoever makes the collection. */
export type CollectionId = string;

/** A named shelf. Clips say in which collections they are; a clip may be in several. */
export interface Collection {
  id: CollectionId;
  name: string;
  /** The collection that holds this one; none at the top. */
  parent?: CollectionId;
  /** Its place among its neighbours; ascending, with gaps and fractions. */
  order: number;
}
