"""Look of the page: the system's fonts, quiet colours, nothing fetched from elsewhere."""
from __future__ import annotations

FONTS = ("Pretendard", "NanumBarunGothic", "NanumGothic", "Nanum Gothic", "Apple SD Gothic Neo", "Malgun Gothic",
         "Noto Sans KR", "system-ui", "sans-serif")

CSS = """
.gradio-container { width: 100% !important; max-width: 1180px !important; margin: 0 auto !important;
  overflow: clip !important; }          /* hidden would keep bars from sticking to the top */
.gradio-container, .gradio-container button, .gradio-container textarea, .gradio-container input { word-break: keep-all;
  overflow-wrap: anywhere; }
.ob-top { display: flex; align-items: baseline; gap: .75rem; flex-wrap: wrap; padding: .25rem 0 .1rem; }
.ob-top h1 { font-size: 1.45rem; font-weight: 700; margin: 0; letter-spacing: -.01em; color: var(--body-text-color); }
.ob-top span { color: var(--body-text-color-subdued); font-size: .95rem; }
.ob-head { align-items: center; } .ob-head > :last-child { text-align: right; }
@media (max-width: 640px) { .ob-head { flex-wrap: wrap !important; gap: .2rem !important; }
  .ob-head > * { flex: 1 1 100% !important; } .ob-head > :last-child { text-align: left; } }
.ob-status { display: inline-flex; align-items: center; gap: .5rem; font-size: .88rem; padding: .3rem .7rem;
  border: 1px solid var(--border-color-primary); border-radius: 999px; background: var(--background-fill-primary);
  color: var(--body-text-color-subdued); max-width: 100%; }
.ob-status b { color: var(--body-text-color); font-weight: 600; }
.ob-status b, .ob-status span { overflow-wrap: break-word; }     /* a narrow pill keeps its words whole */
.ob-dot { width: .55rem; height: .55rem; border-radius: 50%; background: #b7791f; flex: none; }
.ob-dot.ob-good { background: #2f855a; } .ob-dot.ob-bad { background: #c53030; }
.ob-about { color: var(--body-text-color-subdued); font-size: .95rem; padding: .1rem 0 .2rem; }
.ob-result { display: flex; flex-direction: column; gap: .7rem; line-height: 1.6; }
.ob-h { margin: .4rem 0 0; font-size: .85rem; font-weight: 600; color: var(--body-text-color-subdued); }
#adapters-readme { padding: .2rem .7rem; } #adapters-readme h1 { font-size: 1.2rem; } #adapters-readme h2 { font-size: 1rem; }
.ob-above { margin-bottom: -.55rem; }
.ob-note { color: var(--body-text-color-subdued); padding: 1.1rem 1rem; border: 1px dashed var(--border-color-primary);
  border-radius: 8px; text-align: center; }
.ob-spin { display: inline-block; width: .9rem; height: .9rem; margin-right: .55rem; vertical-align: -.12rem;
  border: 2px solid var(--border-color-primary); border-top-color: var(--color-accent); border-radius: 50%;
  animation: ob-turn .9s linear infinite; }
@keyframes ob-turn { to { transform: rotate(360deg); } }
@media (prefers-reduced-motion: reduce) { .ob-spin { animation-duration: 3s; } }
.ob-error { border-left: 3px solid #c53030; background: rgba(197, 48, 48, .07); padding: .7rem .9rem;
  border-radius: 4px 8px 8px 4px; }
.ob-error { text-align: left; } .ob-status + .ob-error { margin-top: .5rem; }
.ob-error p { margin: 0; } .ob-error-what { font-weight: 600; color: var(--body-text-color); }
.ob-error-hint { color: var(--body-text-color-subdued); }
.ob-badge { display: inline-block; padding: .12rem .6rem; border-radius: 999px; font-size: .85rem; font-weight: 600;
  border: 1px solid transparent; white-space: nowrap; }
.ob-plain { background: var(--background-fill-secondary); color: var(--body-text-color); border-color: var(--border-color-primary); }
.ob-good { background: #e3f4ea; color: #1f6b45; } .ob-warn { background: #fdf1d8; color: #8a5a06; }
.ob-bad { background: #fbe3e3; color: #a12222; } .ob-info { background: #e3edf9; color: #1d4f91; }
.dark .ob-badge.ob-good { background: #1d3b2b; color: #9be0b8; } .dark .ob-badge.ob-warn { background: #43340f; color: #f3d089; }
.dark .ob-badge.ob-bad { background: #4a1d1d; color: #f5b0b0; } .dark .ob-badge.ob-info { background: #1b3250; color: #a9ccf7; }
.ob-chips { display: flex; flex-wrap: wrap; gap: .4rem; }
.ob-chip { padding: .22rem .7rem; border-radius: 999px; background: var(--background-fill-secondary);
  border: 1px solid var(--border-color-primary); color: var(--body-text-color); }
.ob-scroll { overflow-x: auto; }
table.ob-table { width: 100%; border-collapse: collapse; font-size: .93rem; }
table.ob-table th { text-align: left; font-weight: 600; font-size: .82rem; color: var(--body-text-color-subdued);
  border-bottom: 1px solid var(--border-color-primary); padding: .4rem .6rem; white-space: nowrap; }
table.ob-table td { border-bottom: 1px solid var(--border-color-primary); padding: .5rem .6rem; vertical-align: top;
  color: var(--body-text-color); }
table.ob-table tr:last-child td { border-bottom: none; }
table.ob-pick tbody tr { cursor: pointer; } table.ob-pick tbody tr:hover { background: var(--background-fill-secondary); }
.ob-dim { color: var(--body-text-color-subdued); }
.ob-text { white-space: pre-wrap; }
.ob-dl { display: grid; grid-template-columns: max-content 1fr; gap: .35rem 1rem; margin: 0; }
.ob-dl dt { color: var(--body-text-color-subdued); } .ob-dl dd { margin: 0; min-width: 0; }
.ob-bars { display: flex; flex-direction: column; gap: .4rem; }
.ob-bar { display: grid; grid-template-columns: minmax(4rem, 9rem) 1fr 3.6rem; gap: .7rem; align-items: center; }
.ob-bar-name { overflow-wrap: anywhere; } .ob-bar-value { text-align: right; font-variant-numeric: tabular-nums; }
.ob-bar-track { display: block; height: .62rem; border-radius: 999px; background: var(--background-fill-secondary); overflow: hidden; }
.ob-bar-fill { display: block; height: 100%; border-radius: 999px; background: #9fb3c8; }
.ob-bar-on { font-weight: 600; } .ob-bar-on .ob-bar-fill { background: var(--color-accent); }
.ob-meter { height: .5rem; border-radius: 999px; background: var(--background-fill-secondary); overflow: hidden; }
.ob-meter-fill { height: 100%; background: var(--color-accent); transition: width .3s; }
.ob-meter-text { font-size: .88rem; color: var(--body-text-color-subdued); padding-top: .3rem; font-variant-numeric: tabular-nums; }
.ob-verdict { display: flex; align-items: center; gap: .7rem; flex-wrap: wrap; }
.ob-big { font-size: 1.05rem; padding: .25rem .9rem; }
.ob-examples { gap: .45rem !important; }
button.ob-example { justify-content: flex-start; text-align: left; font-weight: 400; line-height: 1.5; padding: .5rem .75rem;
  border: 1px solid var(--border-color-primary); background: var(--background-fill-primary); color: var(--body-text-color);
  white-space: normal; }
button.ob-example:hover, button.ob-example:focus-visible { border-color: var(--color-accent); }
footer img, footer .divider { display: none !important; }
.ob-form, .ob-answer { min-width: min(100%, 340px) !important; }
.ob-sides { display: grid; grid-template-columns: 1fr 1fr; gap: 1.2rem; }
.ob-sides section { display: flex; flex-direction: column; gap: .35rem; min-width: 0; }
.ob-sides .ob-h { margin-top: 0; } .ob-sides .ob-text { font-size: 1rem; line-height: 1.65; }
@media (max-width: 640px) { .ob-sides { grid-template-columns: 1fr; } }
.ob-small { font-size: .85rem; } .ob-result p { margin: 0; } .ob-failed { color: #b03030; }
.dark .ob-failed { color: #f0a0a0; }
.ob-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.ob-copy { align-self: flex-start; padding: .25rem .8rem; font-size: .85rem; border-radius: 6px; cursor: pointer;
  border: 1px solid var(--border-color-primary); background: var(--background-fill-primary); color: var(--body-text-color); }
.ob-copy:hover { border-color: var(--color-accent); }
@media (max-width: 640px) {
  .gradio-container { padding: .6rem !important; }
  .ob-dl { grid-template-columns: 1fr; gap: .1rem; } .ob-dl dd { margin-bottom: .5rem; }
  table.ob-stack thead { display: none; }
  table.ob-stack td { display: block; border: none; padding: .15rem .2rem; }
  table.ob-stack td::before { content: attr(data-label); display: block; font-size: .78rem; color: var(--body-text-color-subdued); }
  table.ob-stack td[data-label="#"] { display: none; }
  table.ob-stack tr { display: block; padding: .5rem 0; border-bottom: 1px solid var(--border-color-primary); }
}
"""


def theme():
    import gradio as gr
    navy = gr.themes.Color(c50="#f1f5fa", c100="#e0e9f3", c200="#c3d4e6", c300="#9ab6d3", c400="#6b92bb", c500="#3f6fa1",
                           c600="#2c5a8c", c700="#244a73", c800="#1f3d5e", c900="#1b334d", c950="#122235")
    return gr.themes.Base(
        primary_hue=navy, secondary_hue=navy, neutral_hue="slate", radius_size="md", spacing_size="md", text_size="md",
        font=list(FONTS), font_mono=["D2Coding", "NanumGothicCoding", "ui-monospace", "monospace"],
    ).set(
        body_background_fill="#f7f9fb", block_border_width="1px", block_shadow="none", block_label_text_weight="500",
        button_primary_background_fill="*primary_600", button_primary_background_fill_hover="*primary_700",
        button_primary_text_color="white", button_large_text_weight="600", input_background_fill="white", input_border_width="1px",
        input_border_color="*neutral_300", input_border_color_focus="*primary_500",
        block_title_text_weight="500", body_text_color_subdued="#526075", body_text_color_subdued_dark="#a9b6c8",
        block_title_text_color="#3d4b60", block_title_text_color_dark="#c3cfde",
    )


def piece(value="", **settings):
    """HTML of ours, without gradio's rules for prose on top."""
    import gradio as gr
    return gr.HTML(value, apply_default_css=False, **settings)
