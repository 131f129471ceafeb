/// The style sheet of a sheet's page.
///
/// Heights of lines are in pixels, since the script reckons the height of a card before it makes it.
enum SheetStyle {
    static let text = """
        :root { color-scheme: light; \(light) }
        @media (prefers-color-scheme: dark) { :root:not([data-theme="light"]) { color-scheme: dark; \(dark) } }
        :root[data-theme="dark"] { color-scheme: dark; \(dark) }
        \(rules)
        """

    private static let light = """
        --page: #ffffff; --card: #f6f7f9; --text: #1a1d21; --dim: #525a64; --line: #c3c9d1; --link: #0b57b7; \
        --error: #b3261e; --warning: #7a4b00; --info: #0f5c7a; --box: #c2185b; --focus: #0b57b7; --frame: #e2e6eb;
        """
    private static let dark = """
        --page: #14171a; --card: #1e2328; --text: #eceff2; --dim: #a9b3be; --line: #47505a; --link: #8ab8ff; \
        --error: #ff9d94; --warning: #f2bd63; --info: #83cdec; --box: #ff6fa5; --focus: #8ab8ff; --frame: #2b3138;
        """

    private static let rules = #"""
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--page); color: var(--text); font: 14px/20px system-ui, "Liberation Sans", sans-serif; }
        header, main, .bar { padding: 12px 20px; }
        h1 { font-size: 22px; line-height: 28px; margin: 0 0 6px; }
        h2 { font-size: 17px; line-height: 24px; margin: 0 0 4px; }
        h3 { font-size: 14px; line-height: 20px; margin: 0; overflow-wrap: anywhere; }
        p { margin: 0 0 6px; }
        a { color: var(--link); }
        kbd { border: 1px solid var(--line); border-radius: 3px; padding: 0 4px; font: 12px/16px ui-monospace, "Liberation Mono", monospace; }
        .skip { position: absolute; left: -999px; }
        .skip:focus { left: 8px; top: 8px; z-index: 3; background: var(--page); padding: 6px; }
        .note, .failures li { border-left: 4px solid var(--warning); padding: 2px 8px; margin: 0 0 6px; list-style: none; overflow-wrap: anywhere; }
        .failures { margin: 0; padding: 0; }
        .failures li { border-color: var(--error); }
        .hint, .dim { color: var(--dim); }
        .print { display: none; }
        pre { overflow: auto; max-height: 60vh; background: var(--card); padding: 8px; font: 12px/16px ui-monospace, "Liberation Mono", monospace; }
        .bar { position: sticky; top: 0; z-index: 2; background: var(--page); border-bottom: 1px solid var(--line); display: flex; flex-wrap: wrap; gap: 8px 12px; align-items: end; }
        .field { display: flex; flex-direction: column; font-size: 12px; line-height: 16px; color: var(--dim); }
        .field > input, .field > select, button { font: inherit; font-size: 14px; line-height: 20px; color: var(--text); background: var(--card); border: 1px solid var(--dim); border-radius: 4px; padding: 3px 6px; max-width: 220px; }
        .wide { flex: 1 1 160px; }
        .wide > input { max-width: none; width: 100%; }
        .check { align-self: end; padding: 4px 0; }
        button { cursor: pointer; }
        #status { flex-basis: 100%; margin: 0; font-weight: 600; }
        :focus-visible { outline: 3px solid var(--focus); outline-offset: 1px; }
        #list { position: relative; margin: 0; padding: 0; list-style: none; }
        .card { position: absolute; display: flex; gap: 16px; overflow: auto; padding: 12px; background: var(--card); border: 1px solid var(--line); border-radius: 6px; scroll-margin-top: 160px; }
        .narrow .card { flex-direction: column; gap: 8px; }
        .frame { position: relative; flex: none; width: 224px; height: 168px; overflow: hidden; background: var(--frame); }
        .picture, .box { position: absolute; }
        .picture { display: block; object-fit: fill; }
        .box { outline: 3px solid var(--box); outline-offset: -3px; }
        .missing { position: absolute; inset: 0; display: flex; align-items: center; justify-content: center; text-align: center; padding: 10px; color: var(--text); font-size: 13px; line-height: 18px; overflow-wrap: anywhere; }
        .blank { position: absolute; background: repeating-linear-gradient(45deg, var(--line) 0 2px, transparent 2px 10px); }
        .about { flex: 1; min-width: 0; unicode-bidi: isolate; }
        .place, .sizes { margin: 0; font-size: 13px; line-height: 18px; overflow-wrap: anywhere; }
        .place { color: var(--dim); }
        .url { margin: 0; font: 12px/16px ui-monospace, "Liberation Mono", monospace; overflow-wrap: anywhere; word-break: break-all; }
        .findings { margin: 0; padding: 0; list-style: none; font-size: 13px; line-height: 18px; }
        .finding { margin-top: 6px; padding-left: 8px; border-left: 4px solid var(--dim); overflow-wrap: anywhere; }
        .finding p { margin: 0; }
        .s2 { border-color: var(--error); } .s1 { border-color: var(--warning); } .s0 { border-color: var(--info); }
        .s2 .rule { color: var(--error); } .s1 .rule { color: var(--warning); } .s0 .rule { color: var(--info); }
        .rule { font-weight: 600; }
        .right { color: var(--dim); font-size: 13px; line-height: 18px; margin: 6px 0 0; }
        @media (max-width: 800px), (max-height: 560px) { .bar { position: static; } }
        @media print {
        .bar, .skip, .hint, button { display: none; }
        .print { display: block; }
        #list { height: auto !important; }
        .card { position: static !important; width: auto !important; height: auto !important; overflow: visible; break-inside: avoid; margin: 0 0 8px; background: none; }
        .frame, .picture, .blank, .box { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
        }
        @media (prefers-reduced-motion: reduce) { * { scroll-behavior: auto; } }
        """#
}
