/** The look of an exported page: the app's colours, and nothing that has to be fetched. */
export const pageStyle = `
:root {
  color-scheme: light dark;
  --base: light-dark(#fcfaf8, #161412);
  --raised: light-dark(#ffffff, #1e1b19);
  --fill: light-dark(#ece7e2, #292522);
  --line: light-dark(#e6e0da, #2c2825);
  --ink: light-dark(#211c18, #f3eee9);
  --ink-2: light-dark(#574e47, #bdb4ac);
  --ink-3: light-dark(#6c6159, #9d938b);
  --accent: light-dark(#b03a10, #ff7f50);
}
* { box-sizing: border-box; }
html { scroll-behavior: smooth; scroll-padding-top: 24px; }
body {
  margin: 0 auto; max-width: 760px; padding: 32px 24px 64px;
  background: var(--base); color: var(--ink);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", sans-serif; overflow-wrap: anywhere;
}
h1 { margin: 0 0 8px; font-size: 28px; line-height: 1.2; text-wrap: balance; }
p { margin: 0 0 8px; }
p:last-child { margin-bottom: 0; }
a { color: var(--accent); }
.about { color: var(--ink-2); font-size: 14px; }
.top { padding-bottom: 20px; border-bottom: 1px solid var(--line); }
.context { margin-top: 20px; padding: 12px 16px; border-radius: 10px; background: var(--raised); border: 1px solid var(--line); font-size: 14px; }
.context-title { margin: 0 0 8px; font-size: 14px; }
.context dl { margin: 0; }
.context dt { margin-top: 8px; color: var(--ink-3); font-size: 13px; }
.context dd { margin: 2px 0 0; }
.context-words { white-space: pre-line; }
.context-note { color: var(--ink-3); }
.day {
  display: flex; align-items: center; gap: 12px; margin: 28px 0 8px;
  color: var(--ink-3); font-size: 13px; font-weight: 600;
}
.day::before, .day::after { content: ""; flex: 1; border-top: 1px solid var(--line); }
.message { padding: 6px 10px; margin: 14px -10px 0; border-radius: 10px; }
.message.is-next { margin-top: 0; padding-top: 2px; }
.message:target { background: var(--fill); }
.who { display: flex; align-items: baseline; gap: 8px; flex-wrap: wrap; }
.author { font-weight: 650; }
.when, .edited { color: var(--ink-3); font-size: 13px; text-decoration: none; }
.when:hover { text-decoration: underline; }
.quoted {
  display: block; margin: 4px 0 6px; padding: 2px 0 2px 12px; border-left: 3px solid var(--line);
  color: var(--ink-2); font-size: 14px; text-decoration: none;
}
a.quoted:hover { border-color: var(--accent); }
.mention { color: var(--accent); font-weight: 600; }
blockquote { margin: 0 0 8px; padding-left: 12px; border-left: 3px solid var(--line); color: var(--ink-2); }
ul, ol { margin: 0 0 8px; padding-left: 26px; }
code { padding: 1px 5px; border-radius: 5px; background: var(--fill); font: 0.9em ui-monospace, Menlo, Consolas, monospace; }
pre { margin: 0 0 8px; padding: 12px; border-radius: 10px; background: var(--fill); overflow-x: auto; }
pre code { padding: 0; background: none; overflow-wrap: normal; }
figure { margin: 8px 0 0; }
figure img { display: block; max-width: 100%; max-height: 80vh; width: auto; height: auto; border-radius: 10px; background: var(--fill); }
figcaption { margin-top: 8px; }
.settings { color: var(--ink-3); font-size: 13px; }
.missing { padding: 14px 16px; border: 1px dashed var(--line); border-radius: 10px; color: var(--ink-2); font-size: 14px; }
.reactions { display: flex; flex-wrap: wrap; gap: 6px; margin-top: 8px; }
.reaction { padding: 1px 9px; border: 1px solid var(--line); border-radius: 99px; background: var(--raised); font-size: 14px; }
.end { margin-top: 40px; padding-top: 20px; border-top: 1px solid var(--line); }
@media (max-width: 560px) { body { padding: 20px 16px 48px; } h1 { font-size: 24px; } }
@media print { .message { break-inside: avoid; } }
`;
