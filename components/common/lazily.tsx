import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** A component whose code is loaded when it is first shown. Shows nothing until then. */
export function lazily<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  return function Lazy(props: P) {
    const [Loaded, setLoaded] = useState<ComponentType<P>>();
    useEffect(() => {
      // A function given to `set…` would be called, so the component goes in wrapped.
      void load().then((component) => setLoaded(() => component));
    }, []);
    return Loaded ? <Loaded {...props} /> : null;
  };
}
