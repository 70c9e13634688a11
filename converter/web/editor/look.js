/* How the text pane looks. Colours are those of the page's style sheet. */
import { EditorView } from "@codemirror/view";

const sansserif = "var(--ui)";

export const look = EditorView.theme({
  "&": { height: "100%", color: "var(--ink)", backgroundColor: "var(--paper)" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--serif)", fontSize: "1.0625rem", lineHeight: "1.65", overflow: "auto" },
  ".cm-content": { maxWidth: "42rem", margin: "0 auto", padding: "2rem 1.5rem 40vh", caretColor: "var(--accent)" },
  ".cm-line": { padding: "0" },
  ".cm-cursor, .cm-dropCursor": { borderLeft: "2px solid var(--accent)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    background: "var(--chosen)",
  },
  ".cm-selectionMatch": { backgroundColor: "var(--lit)" },
  ".cm-mark": {
    padding: "0 0.22em", borderRadius: "3px", background: "var(--chip)", color: "var(--accent)",
    font: `600 0.72em/1 ${sansserif}`, fontVariantNumeric: "lining-nums", verticalAlign: "0.42em", cursor: "pointer",
  },
  ".cm-label": {
    padding: "0.25em 0.4em 0.25em 0.45em", background: "var(--box)", color: "var(--accent)",
    font: `600 0.82em/1 ${sansserif}`, fontVariantNumeric: "lining-nums",
  },
  ".cm-note": {
    padding: "0.16em 0", background: "var(--box)", color: "var(--soft)", fontSize: "0.9em",
    boxDecorationBreak: "clone", WebkitBoxDecorationBreak: "clone",
  },
  ".cm-closing, .cm-closing *, .cm-note .cm-closing": { color: "transparent" },
  ".cm-tint": { background: "var(--lit)" },
  ".cm-flash": { outline: "2px solid var(--accent)", outlineOffset: "1px", borderRadius: "2px" },
  ".cm-lintRange": {
    backgroundImage: "none", textDecorationLine: "underline", textDecorationStyle: "wavy",
    textDecorationThickness: "1.5px", textUnderlineOffset: "0.22em", textDecorationSkipInk: "none",
  },
  ".cm-lintRange-error": { textDecorationColor: "var(--accent)" },
  ".cm-lintRange-warning": { textDecorationColor: "var(--amber)" },
  ".cm-lintRange-info": { textDecorationColor: "var(--quiet)" },
  ".cm-tooltip": {
    maxWidth: "26rem", border: "1px solid var(--rule)", borderRadius: "6px", background: "var(--raised)",
    color: "var(--ink)", boxShadow: "var(--shadow)", fontFamily: sansserif, fontSize: "1rem", lineHeight: "1.45",
  },
  ".cm-tip": { padding: "0.6rem 0.8rem" },
  ".cm-diagnostic": { padding: "0.6rem 0.8rem", border: "0", whiteSpace: "normal", fontFamily: sansserif },
  ".cm-diagnosticText": { display: "block", marginBottom: "0.5rem" },
  ".cm-diagnosticAction": {
    minHeight: "28px", margin: "0 0.5rem 0 0", padding: "0.15rem 0.7rem", border: "1px solid var(--edge)",
    borderRadius: "5px", background: "none", color: "var(--ink)", font: "inherit", cursor: "pointer",
  },
  ".cm-tooltip-autocomplete > ul": { maxHeight: "16rem", fontFamily: sansserif },
  ".cm-tooltip-autocomplete > ul > li": { padding: "0.35rem 0.7rem", lineHeight: "1.4" },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": { background: "var(--accent)", color: "var(--on-accent)" },
  ".cm-panels": { border: "0", background: "var(--ground)", color: "var(--ink)", fontFamily: sansserif },
  ".cm-panels-top": { borderBottom: "1px solid var(--rule)" },
  ".cm-panel.cm-search": { padding: "0.6rem 2.5rem 0.6rem 1rem", fontSize: "1rem" },
  ".cm-panel.cm-search label": { fontSize: "1rem" },
  ".cm-textfield": {
    padding: "0.25rem 0.5rem", border: "1px solid var(--edge)", borderRadius: "5px",
    background: "var(--raised)", color: "var(--ink)", font: "inherit",
  },
  ".cm-button": {
    padding: "0.25rem 0.7rem", border: "1px solid var(--edge)", borderRadius: "5px",
    background: "var(--raised)", color: "var(--ink)", font: "inherit",
  },
  ".cm-panel.cm-search [name=close]": { minWidth: "28px", minHeight: "28px", color: "inherit", font: "inherit" },
  ".cm-searchMatch": { backgroundColor: "var(--lit)" },
  ".cm-searchMatch-selected": { outline: "2px solid var(--accent)" },
});
