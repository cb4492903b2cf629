import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/**
 * A component whose code is loaded when it is first shown. Until then, and where it cannot be loaded, the placeholder
 * stands in its place, or nothing; from the second time on it is there at once.
 */
export function lazily<P extends object>(
  load: () => Promise<ComponentType<P>>,
  Placeholder?: ComponentType<P>,
): ComponentType<P> {
  let known: ComponentType<P> | undefined;
  return function Lazy(props: P) {
    // A function given to `set…` would be called, so the component goes in wrapped.
    const [Loaded, setLoaded] = useState<ComponentType<P> | undefined>(() => known);
    useEffect(() => {
      if (Loaded) return;
      let gone = false;
      load().then(
        (component) => {
          known = component;
          if (!gone) setLoaded(() => component);
        },
        () => undefined,
      );
      return () => {
        gone = true;
      };
    }, []);
    if (Loaded) return <Loaded {...props} />;
    return Placeholder ? <Placeholder {...props} /> : null;
  };
}
