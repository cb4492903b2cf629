/** The drawings of all icons: paths, circles and rectangles on a 20 × 20 grid, drawn as 1.5 px strokes. */
export type Shape =
  | { d: string; width?: number }
  | { cx: number; cy: number; r: number }
  | { x: number; y: number; w: number; h: number; rx: number };

export const iconShapes = {
  close: [{ d: 'M5.5 5.5l9 9M14.5 5.5l-9 9' }],
  contents: [
    { d: 'M7.5 5.5h8.5M7.5 10h8.5M7.5 14.5h8.5' },
    { d: 'M4 5.5h.01M4 10h.01M4 14.5h.01', width: 2 },
  ],
  search: [{ cx: 9, cy: 9, r: 5 }, { d: 'M12.8 12.8l3.7 3.7' }],
  clip: [
    {
      d: 'M14.8 9.2l-5.4 5.4a3.1 3.1 0 0 1-4.4-4.4l6-6a2.1 2.1 0 0 1 3 3l-5.7 5.7a1.05 1.05 0 0 1-1.5-1.5l5-5',
    },
  ],
  trash: [{ d: 'M4 6h12M8 6V4.3h4V6M5.6 6l.7 10h7.4l.7-10M8.6 9v4M11.4 9v4' }],
  undo: [{ d: 'M7.2 4.8L4 8l3.2 3.2M4.4 8h7.1a4 4 0 0 1 0 8H9' }],
  out: [{ d: 'M11.5 4H16v4.5M15.7 4.3L9.5 10.5M8 5H4.5v10.5H15V12' }],
  left: [{ d: 'M12 5.8L7.8 10l4.2 4.2' }],
  check: [{ d: 'M4.8 10.4l3.4 3.4 7-7.6' }],
  books: [{ d: 'M4.5 4v12M8.5 4v12M12 4.5l3.8 11.3' }],
  book: [
    {
      d: 'M10 6C8.6 4.9 6.6 4.5 3.8 4.5v10.2c2.8 0 4.8.4 6.2 1.5 1.4-1.1 3.4-1.5 6.2-1.5V4.5C13.4 4.5 11.4 4.9 10 6zm0 0v10',
    },
  ],
  export: [{ d: 'M10 12.5V4M6.7 7.2L10 4l3.3 3.2M4.5 11.5V16h11v-4.5' }],
  import: [{ d: 'M10 4v8.5M6.7 9.2l3.3 3.3 3.3-3.3M4.5 11.5V16h11v-4.5' }],
  copy: [{ x: 7, y: 7, w: 9, h: 9, rx: 1.6 }, { d: 'M4 12.5V5.2A1.2 1.2 0 0 1 5.2 4h7.3' }],
  quote: [
    {
      d: 'M8.5 6.2C6.3 6.9 5 8.6 5 11v2.8h3.6v-3.6H6.6M15.5 6.2c-2.2.7-3.5 2.4-3.5 4.8v2.8h3.6v-3.6h-2',
    },
  ],
  share: [
    { d: 'M7.3 9L13 6.2M7.3 11L13 13.8' },
    { cx: 5.3, cy: 10, r: 2.1 },
    { cx: 14.8, cy: 5.3, r: 2.1 },
    { cx: 14.8, cy: 14.7, r: 2.1 },
  ],
  settings: [
    { d: 'M3.5 6h7M15 6h1.5M3.5 14H5M9.5 14h7' },
    { cx: 12.8, cy: 6, r: 2.1 },
    { cx: 7.2, cy: 14, r: 2.1 },
  ],
  plus: [{ d: 'M10 4.5v11M4.5 10h11' }],
  minus: [{ d: 'M4.5 10h11' }],
  info: [{ cx: 10, cy: 10, r: 6.5 }, { d: 'M10 9.4v4M10 6.7v.01' }],
  locate: [{ cx: 10, cy: 10, r: 4.5 }, { d: 'M10 3v2.5M10 14.5V17M3 10h2.5M14.5 10H17' }],
  lock: [{ x: 5, y: 9, w: 10, h: 7, rx: 1.6 }, { d: 'M7 9V7.2a3 3 0 0 1 6 0V9' }],
  all: [{ d: 'M4 5.5h12v9H4zM4 10.5h3.4c.3 1.2 1.2 1.9 2.6 1.9s2.3-.7 2.6-1.9H16' }],
  side: [{ x: 3.5, y: 4.5, w: 13, h: 11, rx: 1.6 }, { d: 'M8 4.5v11' }],
  right: [{ d: 'M8 5.8l4.2 4.2L8 14.2' }],
  listen: [{ d: 'M4 8v4h2.8l3.7 3.2V4.8L6.8 8zM13.2 7.6a3.6 3.6 0 0 1 0 4.8M15.4 5.6a6.4 6.4 0 0 1 0 8.8' }],
  note: [{ d: 'M4 16l.8-3.4L13 4.4l2.6 2.6-8.2 8.2L4 16zM11.2 6.2l2.6 2.6' }],
  play: [{ d: 'M7 4.8v10.4l8.4-5.2z' }],
  pause: [{ d: 'M7.4 5v10M12.6 5v10', width: 2 }],
  sentenceBack: [{ d: 'M13.5 5.5L8 10l5.5 4.5zM6.5 5.5v9' }],
  sentenceOn: [{ d: 'M6.5 5.5L12 10l-5.5 4.5zM13.5 5.5v9' }],
  blockBack: [{ d: 'M10 5.5L5 10l5 4.5zM15.5 5.5l-5 4.5 5 4.5z' }],
  blockOn: [{ d: 'M10 5.5l5 4.5-5 4.5zM4.5 5.5l5 4.5-5 4.5z' }],
  keyboard: [
    { x: 3, y: 5.5, w: 14, h: 9, rx: 1.6 },
    { d: 'M6 8.5h.01M8.7 8.5h.01M11.3 8.5h.01M14 8.5h.01M7.5 11.7h5', width: 1.7 },
  ],
} as const satisfies Record<string, readonly Shape[]>;

export type IconName = keyof typeof iconShapes;
