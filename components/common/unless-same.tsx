import type { ComponentType } from 'preact';
import { useRef } from 'preact/hooks';

/**
 * A component that is drawn anew only where one of its props is another one than before. For what is drawn many times in
 * one list, with props that stay the same objects.
 */
export function unlessSame<P extends object>(Component: ComponentType<P>) {
  return function UnlessSame(props: P) {
    const kept = useRef<{ props: P; drawn: preact.JSX.Element }>(undefined);
    if (!kept.current || !isSame(kept.current.props, props))
      kept.current = { props, drawn: <Component {...props} /> };
    return kept.current.drawn;
  };
}

function isSame<P extends object>(one: P, other: P): boolean {
  const names = Object.keys(other) as (keyof P)[];
  return names.length === Object.keys(one).length && names.every((name) => one[name] === other[name]);
}
