/** A dictionary of OpenCC: `simplified traditional|simplified traditional|…`. */
declare module 'opencc-js/dict/*' {
  const words: string;
  export default words;
}
