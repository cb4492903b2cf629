/** The style of an exported page: quiet, legible in Latin and Chinese, light and dark, on paper. One text, hashed in the page's policy. */
export const htmlStyle = `
:root { color-scheme: light dark; --ink: #1d1c1a; --soft: #5d5a54; --line: #d9d5cc; --ground: #fbfaf7; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e2da; --soft: #a19c92; --line: #3d3a35; --ground: #191816; } }
html { background: var(--ground); color: var(--ink); }
body { margin: 0 auto; padding: 2.5rem 1.25rem 4rem; max-width: 40rem; font: 1.125rem/1.6 Georgia, "Source Han Serif SC", "Noto Serif CJK SC", "Songti SC", SimSun, serif; overflow-wrap: break-word; }
:lang(zh), :lang(ja) { line-height: 1.8; text-align: justify; }
h1 { font-size: 1.9rem; line-height: 1.25; margin: 0 0 .5rem; text-align: start; }
h2, h3, h4 { line-height: 1.3; margin: 2rem 0 .5rem; text-align: start; }
.subtitle { font-size: 1.2rem; color: var(--soft); margin: 0 0 1.5rem; }
.meta, figcaption, .caption, .clip-source { color: var(--soft); font-size: .875rem; line-height: 1.5; }
img { max-width: 100%; height: auto; }
figure { margin: 1.5rem 0; }
.left-out { border: 1px solid var(--line); padding: .5rem 1rem; }
blockquote { margin: 1rem 0; padding-inline-start: 1rem; border-inline-start: 3px solid var(--line); }
pre { overflow-x: auto; padding: .75rem 1rem; border: 1px solid var(--line); font-size: .875rem; text-align: start; }
table { border-collapse: collapse; display: block; overflow-x: auto; text-align: start; }
td, th { border: 1px solid var(--line); padding: .25rem .6rem; vertical-align: top; text-align: start; }
a { color: inherit; }
.clip-source { margin-top: 3rem; padding-top: 1rem; border-top: 1px solid var(--line); font-family: system-ui, sans-serif; text-align: start; }
.clip-source h2 { font-size: 1rem; margin-top: 0; }
.clip-source dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; margin: 0; }
.clip-source dd { margin: 0; overflow-wrap: anywhere; }
@media print { body { max-width: none; padding: 0; } }
`;
