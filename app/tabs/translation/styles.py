"""Look of the translation tab beside the page's own."""

CSS = """
.tr-review { display: flex; flex-direction: column; gap: .8rem; padding-top: .4rem; }
.tr-bar { display: flex; flex-wrap: wrap; gap: .4rem; }
.tr-filter, .tr-step { padding: .3rem .8rem; border-radius: 999px; border: 1px solid var(--border-color-primary); cursor: pointer;
  background: var(--background-fill-primary); color: var(--body-text-color); font-size: .88rem; line-height: 1.5; }
.tr-filter b { margin-left: .4rem; font-weight: 600; color: var(--body-text-color-subdued); font-variant-numeric: tabular-nums; }
.tr-filter:hover, .tr-step:hover { border-color: var(--color-accent); }
.tr-filter.tr-on { background: var(--button-primary-background-fill); border-color: transparent; color: white; }
.tr-filter.tr-on b { color: rgba(255, 255, 255, .8); }
.tr-top { display: flex; flex-direction: column; gap: .5rem; position: sticky; top: 0; z-index: 2; padding: .5rem 0;
  background: var(--body-background-fill); }
.tr-kinds { display: inline-flex; align-items: center; gap: .4rem; padding: .12rem .7rem .12rem .3rem; border-radius: 999px;
  border: 1px solid var(--border-color-primary); background: none; color: var(--body-text-color); font-size: .82rem; line-height: 1.5;
  cursor: pointer; }
.tr-kinds .ob-badge { font-size: .72rem; padding: 0 .4rem; } .tr-kinds b { font-weight: 600; color: var(--body-text-color-subdued); }
.tr-kinds:hover, .tr-kinds.tr-on { border-color: var(--color-accent); } .tr-kinds.tr-on { background: var(--background-fill-secondary); }
.tr-find { flex: 1 1 11rem; max-width: 18rem; min-width: 0; margin-left: auto; padding: .3rem .8rem; border-radius: 999px;
  font-size: .88rem; border: 1px solid var(--border-color-primary); background: var(--input-background-fill);
  color: var(--body-text-color); }
.tr-steps { align-items: center; font-size: .86rem; color: var(--body-text-color-subdued); gap: .4rem .7rem; }
.tr-progress { display: inline-flex; align-items: center; gap: .6rem; font-variant-numeric: tabular-nums; }
.tr-progress .ob-bar-track { width: 7rem; height: .45rem; background: var(--border-color-primary); }
.tr-progress .ob-bar-fill { background: #2f855a; }
.tr-keys { font-size: .8rem; }
.tr-confirm { padding: .02rem .6rem; border-radius: 999px; border: 1px solid var(--border-color-primary); background: none; cursor: pointer;
  font-size: .78rem; color: var(--body-text-color-subdued); }
.tr-confirm:hover { border-color: var(--color-accent); color: var(--color-accent); }
.tr-confirm.tr-yes { border-color: transparent; background: #e3f4ea; color: #1f6b45; }
.dark .tr-confirm.tr-yes { background: #1d3b2b; color: #9be0b8; }
.tr-filter:focus-visible, .tr-step:focus-visible, .tr-kinds:focus-visible, .tr-confirm:focus-visible, .tr-link:focus-visible {
  outline: 2px solid var(--color-accent); outline-offset: 1px; }
.tr-lines { border: 1px solid var(--border-color-primary); border-radius: 8px;
  background: var(--background-fill-primary); overflow: hidden; }
.tr-head, .tr-line { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1.15fr); gap: .2rem 1.2rem; padding: .6rem 1rem .7rem; }
.tr-head { padding-block: .45rem; font-size: .82rem; font-weight: 600; color: var(--body-text-color-subdued);
  background: var(--background-fill-secondary); }
.tr-line { border-top: 1px solid var(--border-color-primary); border-left: 3px solid transparent; padding-left: calc(1rem - 3px); }
.tr-line.tr-error { border-left-color: #c53030; } .tr-line.tr-warning { border-left-color: #c98a12; }
.tr-side { display: flex; flex-direction: column; gap: .35rem; min-width: 0; }
.tr-where { grid-column: 1 / -1; font-size: .78rem; color: var(--body-text-color-subdued); font-variant-numeric: tabular-nums; }
.tr-kind { font-size: .74rem; margin-left: .5rem; padding: .05rem .45rem; border-radius: 999px; color: var(--body-text-color-subdued);
  background: var(--background-fill-secondary); }
.tr-source { white-space: pre-wrap; line-height: 1.6; color: var(--body-text-color); max-height: 24rem; overflow-y: auto; }
.tr-edit { width: 100%; border: 1px solid transparent; border-radius: 6px; background: transparent; color: var(--body-text-color);
  padding: .3rem .5rem; margin: -.35rem 0 0 -.55rem; font: inherit; line-height: 1.6; resize: none; max-height: 26rem; overflow-y: auto; }
.tr-edit:hover { border-color: var(--border-color-primary); }
.tr-edit:focus { border-color: var(--color-accent); background: var(--input-background-fill); outline: none;
  box-shadow: 0 0 0 2px color-mix(in srgb, var(--color-accent) 20%, transparent); }
.tr-notes, .tr-finding { display: flex; flex-wrap: wrap; gap: .35rem .55rem; align-items: baseline; font-size: .85rem; line-height: 1.5; }
.tr-notes .ob-badge, .tr-finding .ob-badge { font-size: .76rem; padding: .02rem .55rem; font-weight: 500; }
.tr-notes .tr-behind[open] { flex-basis: 100%; }
.tr-detail { color: var(--body-text-color); }
.tr-link { background: none; border: none; padding: 0; cursor: pointer; font-size: .82rem; color: var(--body-text-color-subdued);
  text-decoration: underline; text-underline-offset: 2px; white-space: nowrap; }
.tr-link:hover { color: var(--color-accent); }
.tr-behind { font-size: .86rem; } .tr-behind summary { cursor: pointer; color: var(--body-text-color-subdued); }
.tr-behind ul { margin: .35rem 0 0; padding: 0; list-style: none; display: flex; flex-direction: column; gap: .3rem; }
.tr-notices li { padding-left: .9rem; position: relative; } .tr-notices li::before { content: "·"; position: absolute; left: .2rem; }
.tr-pages { display: flex; justify-content: center; align-items: center; gap: .8rem; font-size: .88rem;
  color: var(--body-text-color-subdued); font-variant-numeric: tabular-nums; }
.tr-stages { display: flex; gap: .3rem 1.1rem; flex-wrap: wrap; list-style: none; margin: 0 0 .5rem; padding: 0; font-size: .88rem;
  color: var(--body-text-color-subdued); }
.tr-stages li::before { content: "○"; margin-right: .4rem; } .tr-stages .tr-done::before { content: "✓"; }
.tr-stages .tr-now { color: var(--body-text-color); font-weight: 600; }
.tr-stages .tr-now::before { content: "●"; color: var(--color-accent); }
table.tr-bands td:nth-child(2), table.tr-bands td:nth-child(3), table.tr-bands th:nth-child(2), table.tr-bands th:nth-child(3) {
  text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
table.tr-bands td:last-child { width: 38%; white-space: nowrap; }
.tr-share { display: inline-block; width: calc(100% - 3.2rem); vertical-align: middle; }
.tr-percent { display: inline-block; width: 2.8rem; text-align: right; font-variant-numeric: tabular-nums; }
.tr-files { list-style: none; margin: 0; padding: 0; display: flex; flex-direction: column; }
.tr-files li { display: flex; align-items: center; gap: .8rem; padding: .5rem 0; border-bottom: 1px solid var(--border-color-primary); }
.tr-files li > div { flex: 1; min-width: 0; display: flex; flex-direction: column; line-height: 1.45; }
.tr-files li > div span { font-size: .85rem; }
.tr-select { padding: .25rem .5rem; border-radius: 6px; border: 1px solid var(--border-color-primary); font-size: .86rem;
  background: var(--background-fill-primary); color: var(--body-text-color); max-width: 9rem; }
.tr-chip { padding: .22rem .7rem; border-radius: 999px; background: var(--background-fill-secondary); cursor: pointer; font-size: .88rem;
  border: 1px solid var(--border-color-primary); color: var(--body-text-color); }
.tr-using { display: flex; flex-wrap: wrap; gap: .2rem .9rem; font-size: .86rem; color: var(--body-text-color-subdued); }
.tr-using b { font-weight: 600; color: var(--body-text-color); }
#dictionary-found:not(:has(.ob-table, .ob-note)), #dictionary-why:not(:has(.ob-table, .ob-note)), #document-note:not(:has(div *)),
#translation-in-use:not(:has(.tr-using)), #document-meter:not(:has(.ob-progress, .ob-note, .ob-error)) { display: none !important; }
#dictionary-found .ob-scroll { max-height: 27rem; overflow-y: auto; }
#dictionary-found td:first-child, #dictionary-why td:first-child { min-width: 7.5rem; }
.tr-from { display: block; max-width: 9rem; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; font-size: .85rem;
  color: var(--body-text-color-subdued); }
#dictionary-found td:last-child { white-space: nowrap; }
table.tr-bands td:first-child { overflow-wrap: break-word; }
@media (max-width: 640px) {
  .tr-top { position: static; } .tr-keys { display: none; } .tr-find { max-width: none; flex-basis: 100%; }
  table.tr-bands td:last-child { width: auto; } table.tr-bands .tr-share { display: none; }
  .tr-head { display: none; } .tr-line { grid-template-columns: minmax(0, 1fr); gap: .45rem; }
  .tr-files li { flex-wrap: wrap; } .tr-files li > div { flex-basis: 100%; }
}
"""
