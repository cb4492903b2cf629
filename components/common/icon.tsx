import { type IconName, iconShapes, type Shape } from './icon-shapes';

/** A line icon. Always hidden from assistive technology: the word or the label stands on the control. */
export function Icon({ name, small }: { name: IconName; small?: boolean }) {
  return (
    <svg class={small ? 'i i-s' : 'i'} viewBox="0 0 20 20" aria-hidden="true">
      {iconShapes[name].map((shape, index) => (
        <Drawn key={index} shape={shape} />
      ))}
    </svg>
  );
}

function Drawn({ shape }: { shape: Shape }) {
  if ('d' in shape) return <path d={shape.d} stroke-width={shape.width} />;
  if ('r' in shape) return <circle cx={shape.cx} cy={shape.cy} r={shape.r} />;
  return <rect x={shape.x} y={shape.y} width={shape.w} height={shape.h} rx={shape.rx} />;
}

/** The mark of Colophon: a text that tapers to its last word. */
export function Device() {
  return (
    <svg class="device" viewBox="-1 0 30 32" aria-hidden="true" fill="currentColor">
      <path d="M0 1h12v3.4H0zM14 1h14v3.4H14zM0 7.4h17v3.4H0zM19 7.4h9v3.4h-9zM5 13.8h7v3.4H5zM14 13.8h9v3.4h-9zM9 20.2h10v3.4H9zM14 25.6l2.6 2.7-2.6 2.7-2.6-2.7z" />
    </svg>
  );
}

/** The name of the product with its mark. */
export function Wordmark() {
  return (
    <p class="wordmark" lang="en">
      <Device />
      Colophon
    </p>
  );
}
