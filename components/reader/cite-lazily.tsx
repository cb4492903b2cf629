import { useEffect, useRef } from 'preact/hooks';
import type { ClipRecord } from '../../utils/model/clip';
import type { LoadPart } from './parts/parts';

interface CiteLazilyProps {
  record: ClipRecord;
  loadPart: LoadPart;
  onClose: () => void;
}

/** The citations of the shown article: all their styles come with a script of their own, when they are asked for. */
export function CiteLazily({ record, loadPart, onClose }: CiteLazilyProps) {
  const place = useRef<HTMLDivElement>(null);
  const latest = useRef({ record, onClose });
  latest.current = { record, onClose };
  useEffect(() => {
    let gone = false;
    let unmount: (() => void) | undefined;
    loadPart('citeDialog').then((mount) => {
      if (gone || !place.current) return;
      if (!mount) latest.current.onClose();
      else
        unmount = mount(place.current, {
          record: latest.current.record,
          onClose: () => latest.current.onClose(),
        });
    });
    return () => {
      gone = true;
      unmount?.();
    };
  }, [loadPart]);
  return <div ref={place} />;
}
