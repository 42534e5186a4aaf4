"""Look of the workbook's tab, on the page's own colours."""

CSS = """
.oc-foot input[type=checkbox] { appearance: auto; accent-color: var(--color-accent); width: 1rem; height: 1rem;
  vertical-align: -.15rem; background: none; border: none; box-shadow: none; }
.oc-editor ::placeholder { color: var(--body-text-color-subdued); opacity: .6; font-weight: 400; }
table.oc-numbers td, table.oc-numbers th, table.oc-confusion th { white-space: nowrap; }
.oc-mini { font-size: .72rem; padding: 0 .45rem; margin-left: .4rem; }
table.oc-table td .oc-name, .oc-why { white-space: normal; display: -webkit-box; -webkit-line-clamp: 2;
  -webkit-box-orient: vertical; overflow: hidden; min-width: 8rem; }
.oc-why { font-size: .8rem; -webkit-line-clamp: 3; }
.oc-card-block .block:has(input[type=range]) span { white-space: nowrap; }
.oc-card-block .html-container { padding: 0; }
.oc-card-block .block:has(> .html-container > div:empty) { display: none; }
table.oc-preview td span { display: -webkit-box; -webkit-line-clamp: 2; -webkit-box-orient: vertical;
  overflow: hidden; }
table.oc-table td, table.oc-table th { white-space: nowrap; }
@media (min-width: 1000px) {
  .oc-side { position: sticky; top: .5rem; align-self: flex-start; }
}
.oc-card-block { border: 1px solid var(--border-color-primary); border-radius: 10px;
  background: var(--background-fill-primary); padding: 1rem 1.1rem 1.15rem; gap: .85rem !important;
  margin-bottom: .35rem; }
.oc-step { display: flex; align-items: center; gap: .6rem; }
.oc-step h3 { margin: 0; font-size: 1.02rem; font-weight: 650; color: var(--body-text-color); }
.oc-number { width: 1.55rem; height: 1.55rem; border-radius: 50%; background: var(--color-accent); color: #fff;
  font-size: .85rem; font-weight: 600; display: inline-flex; align-items: center; justify-content: center;
  flex: none; }
.oc-lead { color: var(--body-text-color-subdued); font-size: .9rem; line-height: 1.55; margin: 0; max-width: 100ch;
  }
.oc-good { color: #1f6b45; font-size: .9rem; margin: 0; }
.dark .oc-good { color: #9be0b8; }
.oc-warn { color: #8a5a06; font-size: .9rem; margin: 0; }
.dark .oc-warn { color: #f3d089; }
.oc-head { display: flex; align-items: baseline; gap: .6rem; flex-wrap: wrap; }
.oc-role { font-style: normal; font-weight: 600; font-size: .7rem; margin-left: .4rem; padding: .05rem .4rem;
  border-radius: 999px; background: var(--primary-100); color: var(--primary-700); }
.dark .oc-role { background: var(--primary-900); color: var(--primary-200); }
table.oc-preview { font-size: .85rem; }
table.oc-preview td { min-width: 6rem; max-width: 18rem; padding: .35rem .6rem; line-height: 1.45; }
.oc-text { max-height: 22rem; overflow-y: auto; font-size: .9rem; line-height: 1.65; padding: .6rem .8rem;
  border-radius: 8px; background: var(--background-fill-secondary); color: var(--body-text-color); }
.oc-short { max-height: 7.5rem; }
.oc-toolbar { gap: .5rem !important; align-items: center; }
.oc-small { align-self: flex-start; width: auto !important; }
.oc-mono textarea { font-family: var(--font-mono); font-size: .84rem; line-height: 1.5; }
.oc-segments .wrap { gap: .4rem; }
.oc-editor { display: flex; flex-direction: column; gap: .4rem; }
.oc-category { display: grid; grid-template-columns: minmax(8rem, 14rem) 1fr auto; gap: .4rem; align-items: start;
  }
.oc-levels .oc-category { grid-template-columns: minmax(8rem, 12rem) 1fr minmax(7rem, 11rem) auto; }
.oc-editor input:not([type=checkbox]), .oc-editor textarea, .oc-editor select { width: 100%; font: inherit;
  font-size: .92rem; line-height: 1.5; padding: .42rem .6rem; border: 1px solid var(--input-border-color);
  border-radius: 6px; background: var(--input-background-fill); color: var(--body-text-color); resize: none;
  overflow: hidden; box-sizing: border-box; }
.oc-editor input:not([type=checkbox]) { font-weight: 600; }
.oc-editor :is(input, textarea, select):focus { outline: none; border-color: var(--color-accent);
  box-shadow: 0 0 0 2px var(--primary-100); }
.dark .oc-editor :is(input, textarea, select):focus { box-shadow: 0 0 0 2px var(--primary-900); }
.oc-bad input:not([type=checkbox]) { border-color: #c53030 !important; }
.oc-said { grid-column: 1 / -1; color: #b03030; font-size: .8rem; }
.oc-said:empty { display: none; }
.oc-tools { display: inline-flex; gap: .15rem; padding-top: .12rem; }
.oc-tools button, .oc-page { width: 2rem; height: 2rem; border-radius: 6px; border: 1px solid transparent;
  background: none; cursor: pointer; color: var(--body-text-color-subdued); font-size: 1rem; line-height: 1; }
.oc-tools button:hover:not(:disabled), .oc-page:hover:not(:disabled) {
  background: var(--background-fill-secondary); color: var(--body-text-color); }
.oc-tools button:disabled, .oc-page:disabled { opacity: .3; cursor: default; }
.oc-foot { display: flex; align-items: center; gap: 1rem; flex-wrap: wrap; font-size: .88rem;
  color: var(--body-text-color-subdued); padding-top: .2rem; }
.oc-add { border: 1px dashed var(--border-color-primary); border-radius: 6px; padding: .35rem .8rem;
  cursor: pointer; background: none; color: var(--body-text-color); font-size: .88rem; }
.oc-add:hover { border-color: var(--color-accent); }
.oc-total { margin-left: auto; font-variant-numeric: tabular-nums; }
.oc-summary { display: flex; justify-content: space-between; gap: .6rem 1.2rem; flex-wrap: wrap;
  align-items: baseline; }
.oc-title { display: flex; gap: .6rem; flex-wrap: wrap; align-items: baseline; }
.oc-badges { display: flex; gap: .35rem; flex-wrap: wrap; }
.oc-charts { display: grid; grid-template-columns: 11rem 1fr; gap: 1.6rem; align-items: center; padding: .4rem 0; }
.oc-donut { width: 100%; max-width: 11rem; justify-self: center; }
.oc-donut circle { transition: opacity .15s; }
.oc-donut circle:hover { opacity: .8; }
.oc-whole { font-size: 6px; font-weight: 700; fill: var(--body-text-color); font-family: var(--font); }
.oc-bars { display: flex; flex-direction: column; gap: .1rem; max-height: 19rem; overflow-y: auto; }
.oc-bar { display: grid; grid-template-columns: minmax(5rem, 14rem) 1fr 3.4rem 3.6rem; gap: .7rem;
  align-items: center; padding: .26rem .4rem; border: none; border-radius: 6px; background: none; cursor: pointer;
  text-align: left; font-size: .9rem; color: var(--body-text-color); }
.oc-bar:hover, .oc-bar:focus-visible { background: var(--background-fill-secondary); }
.oc-track { display: block; height: .7rem; border-radius: 4px; overflow: hidden; }
.oc-fill { display: block; height: 100%; border-radius: 4px; min-width: 2px; }
.oc-bar-count, .oc-bar-share, .oc-figure, .oc-nth { text-align: right; font-variant-numeric: tabular-nums; }
.oc-bar-share { color: var(--body-text-color-subdued); }
.oc-fontless { grid-column: 1 / -1; color: #8a5a06; font-size: .85rem; margin: 0; }
.oc-filters { align-items: end; gap: .6rem !important; }
table.oc-table { font-size: .88rem; }
table.oc-table td { padding: .42rem .55rem; }
table.oc-table tr:focus-visible { outline: 2px solid var(--color-accent); outline-offset: -2px; }
table.oc-table td[data-kind=row] { color: var(--body-text-color-subdued); font-variant-numeric: tabular-nums; }
table.oc-table tr.oc-chosen, table.oc-table tr.oc-chosen td { background: var(--primary-50); }
.dark table.oc-table tr.oc-chosen, .dark table.oc-table tr.oc-chosen td { background: var(--primary-950); }
.oc-was { display: block; color: var(--body-text-color-subdued); font-size: .8rem; }
.oc-label { display: inline-flex; gap: .4rem; align-items: baseline; font-weight: 600; }
.oc-swatch { width: .62rem; height: .62rem; border-radius: 3px; flex: none; display: inline-block; }
.oc-strip { display: flex; width: 5.5rem; height: .62rem; border-radius: 3px; overflow: hidden;
  background: var(--background-fill-secondary); margin-top: .2rem; }
.oc-strip i { display: block; height: 100%; }
.oc-right { color: #1f6b45; }
.oc-wrong { color: #b03030; }
.dark .oc-right { color: #9be0b8; }
.dark .oc-wrong { color: #f0a0a0; }
.oc-pager { display: flex; gap: .6rem; align-items: center; justify-content: center; font-size: .86rem;
  color: var(--body-text-color-subdued); }
.oc-side { gap: .6rem !important; scroll-margin-top: 1rem; }
.oc-review { gap: .35rem !important; flex-wrap: nowrap; }
.oc-verdict { display: flex; gap: .7rem; align-items: baseline; flex-wrap: wrap; font-size: 1.1rem; }
.oc-windows { display: flex; flex-direction: column; }
.oc-window { display: grid; grid-template-columns: 1.6rem minmax(5rem, 8rem) 5.5rem 3.4rem 1fr; gap: .5rem;
  align-items: baseline; font-size: .84rem; padding: .28rem 0;
  border-bottom: 1px solid var(--border-color-primary); }
.oc-window:last-child { border: none; }
.oc-nth { color: var(--body-text-color-subdued); }
.oc-piece { color: var(--body-text-color-subdued); overflow: hidden; text-overflow: ellipsis; white-space: nowrap;
  }
.oc-cards { display: flex; gap: .7rem; flex-wrap: wrap; }
.oc-card { flex: 1 1 7rem; padding: .6rem .9rem; border-radius: 8px; background: var(--background-fill-secondary);
  }
.oc-card span { display: block; font-size: .8rem; color: var(--body-text-color-subdued); }
.oc-card b { font-size: 1.3rem; font-variant-numeric: tabular-nums; color: var(--body-text-color); }
table.oc-numbers td:not(:first-child), table.oc-numbers th:not(:first-child) { text-align: right;
  font-variant-numeric: tabular-nums; }
table.oc-numbers td { padding: .32rem .6rem; }
table.oc-confusion { border-collapse: separate; border-spacing: 2px; font-size: .84rem; }
table.oc-confusion th { font-weight: 600; text-align: right; padding: .2rem .5rem;
  color: var(--body-text-color-subdued); }
table.oc-confusion td { min-width: 2.9rem; height: 2rem; text-align: center; border-radius: 4px;
  background: var(--background-fill-secondary); font-variant-numeric: tabular-nums; }
table.oc-confusion thead th { text-align: center; vertical-align: bottom; }
table.oc-confusion thead th:first-child { font-weight: 400; font-size: .76rem; white-space: nowrap; }
.oc-curve { width: 100%; max-width: 30rem; }
.oc-grid { stroke: var(--border-color-primary); stroke-width: 1; }
.oc-tick { font-size: 10.5px; fill: var(--body-text-color-subdued); font-family: var(--font); }
.oc-line { fill: none; stroke: var(--color-accent); stroke-width: 2; stroke-linejoin: round; }
.oc-mark { stroke: #d08a2e; stroke-width: 1.2; stroke-dasharray: 3 3; }
.oc-dot { fill: #d08a2e; }
@media (max-width: 760px) {
  .oc-filters { flex-wrap: wrap; }
  #oc-below, #oc-every { flex: 1 1 100% !important; }
  table.oc-table thead { display: none; }
  table.oc-table tr { display: grid; grid-template-columns: auto 1fr auto;
    grid-template-areas: "row id expected" "name name name" "label label confidence"; gap: .15rem .6rem;
    padding: .55rem .3rem; border-bottom: 1px solid var(--border-color-primary); }
  table.oc-table tr td { display: none; border: none; padding: 0; }
  table.oc-table tr td[data-kind=row] { display: block; grid-area: row; }
  table.oc-table tr td[data-kind=id] { display: block; grid-area: id; }
  table.oc-table tr td[data-kind=expected] { display: block; grid-area: expected; }
  table.oc-table tr td[data-kind=name] { display: block; grid-area: name; }
  table.oc-table tr td[data-kind=label] { display: block; grid-area: label; }
  table.oc-table tr td[data-kind=confidence] { display: block; grid-area: confidence; }
  .oc-card-block { padding: .8rem .7rem 1rem; }
  .oc-category, .oc-levels .oc-category { grid-template-columns: 1fr auto; padding-bottom: .5rem;
    border-bottom: 1px solid var(--border-color-primary); }
  .oc-category textarea, .oc-category select { grid-column: 1 / -1; grid-row: auto; }
  .oc-category .oc-tools { grid-row: 1; grid-column: 2; }
  .oc-charts { grid-template-columns: 1fr; gap: .8rem; }
  .oc-bar { grid-template-columns: 6.5rem 1fr 2.6rem 3.1rem; gap: .4rem; padding: .3rem .1rem; font-size: .85rem; }
  .oc-window { grid-template-columns: 1.4rem minmax(5rem, 1fr) 5.5rem 3.2rem; }
  .oc-piece { grid-column: 2 / -1; }
}
"""
