// Keeps what was true when the site was built true as time goes by, and adds the visitor's own time to that of an event.
{
  const { made, own } = document.currentScript.dataset;
  const all = (what, root = document) => [...root.querySelectorAll(what)];
  const hide = (what, test, root) => all(what, root).forEach((one) => (one.hidden = test(one)));
  const room = all("aside [data-dates]:not([hidden])").length;

  const turn = () => {
    const now = Math.max(Date.now(), Date.parse(made));
    // "begin/end begin/end …"; what has no begin is never on.
    const stateOf = ({ dataset }) => {
      const spans = dataset.dates.split(" ").map((span) => span.split("/").map(Date.parse));
      const left = spans.filter(([, end]) => now < end);
      return left.some(([begin]) => now >= begin) ? "running" : left[0] ? "coming" : "past";
    };
    hide("div[data-dates] p", (note) => note.dataset.state != stateOf(note.parentNode));
    for (const list of all("[data-until]")) {
      for (const item of all("li[data-dates]", list)) {
        const state = stateOf(item);
        const over = state == "past";
        const [to] = all(`[data-state=${over ? state + item.dataset.year : state}] ul`, list);
        if (to ? to.contains(item) : !over) continue;
        hide(".as-of", () => true, list);
        if (over) delete item.dataset.dates;
        if (to) to[over ? "prepend" : "append"](item);
        else item.remove();
      }
      hide("div[data-state]", (group) => !all("li", group)[0], list);
      hide(".empty, .nothing", () => !!all("[data-dates]", list)[0], list);
    }
    // Beside the text an event stands once, and the place of one that leaves is taken by one that was hidden.
    const seen = new Set();
    hide("aside [data-dates]", (item) => {
      const { href } = all("a", item)[0];
      return seen.has(href) || seen.add(href).size > room;
    });
    // Events begin and end with the minute.
    setTimeout(turn, 6e4 - (Date.now() % 6e4));
  };
  turn();

  for (const time of all("time")) {
    const written = time.dateTime;
    const start = new Date(written);
    const here = new Date(start - start.getTimezoneOffset() * 6e4).toJSON();
    if (/T.*[+-]/.test(written) && here.slice(0, 16) != written.slice(0, 16)) {
      const words = Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long", timeStyle: "short" });
      const zone = time.nextElementSibling.cloneNode();
      zone.textContent = own.replace("{time}", words.formatRange(start, new Date(time.dataset.end || start)));
      time.parentNode.append(" ", zone);
    }
  }
}
