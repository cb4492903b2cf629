/** Numbers that look random and are the same for the same seed: from 0 up to, but not, 1. */
export function chanceOf(seed: number): () => number;
