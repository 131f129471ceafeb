/// The parts of a sheet's page that are the same for every report.
enum SheetPage {
    /// The body as far as the data; the script fills it.
    static let body = """
        <body>
        <a class="skip" href="#list">Skip to the entries</a>
        <header>
        <h1>Proof sheet</h1>
        <div id="run"></div>
        <noscript><p class="note">This page shows its entries with a script of its own, which the browser does not run.</p></noscript>
        </header>
        <div class="bar" role="search" aria-label="Entries">
        <label class="field wide">Search <input type="search" id="search" autocomplete="off" spellcheck="false" aria-keyshortcuts="/"></label>
        <label class="field">Rule <select id="rule"></select></label>
        <label class="field">Severity <select id="severity"><option value="-1">any</option><option value="2">error</option><option value="1">warning</option><option value="0">info</option></select></label>
        <label class="field">Host <input id="host" list="hosts" autocomplete="off" spellcheck="false"></label>
        <label class="field">Record <input id="record" list="records" autocomplete="off" spellcheck="false"></label>
        <label class="field">Sort by <select id="sort"><option value="order">order of the records</option><option value="severity">severity</option><option value="shift">layout shift of the entry</option><option value="record-shift">layout shift of the record</option></select></label>
        <label class="check"><input type="checkbox" id="findings"> only with findings</label>
        <button type="button" id="reset">Show all</button>
        <button type="button" id="theme" aria-pressed="false">Dark</button>
        <datalist id="hosts"></datalist>
        <datalist id="records"></datalist>
        <p id="status" role="status" aria-live="polite">Reading…</p>
        </div>
        <main aria-labelledby="entries">
        <h2 id="entries">Entries</h2>
        <p class="hint">The outline is the box that the record declares, over the picture at the same width. Keys: <kbd>/</kbd> search, <kbd>j</kbd> <kbd>k</kbd> or arrows between entries, <kbd>Home</kbd> <kbd>End</kbd>.</p>
        <p class="print" id="printed"></p>
        <ul id="list" role="list" tabindex="-1" aria-labelledby="entries"></ul>
        </main>

        """
}
