// Keeps what was true when the site was built true as time goes by, and adds the visitor's own time to that of an event.
{
  const { made, own } = document.currentScript.dataset;
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const hide = (selector, root, test) => all(selector, root).forEach((one) => (one.hidden = test(one)));

  const turn = () => {
    const now = Math.max(Date.now(), Date.parse(made));
    let next = Infinity;
    const read = (text) => {
      const at = Date.parse(text);
      if (at > now && at < next) next = at;
      return at;
    };
    // "begin/end begin/end …"; what has no begin is never on.
    const stateOf = (dates) => {
      let state = "past";
      for (const pair of dates.split(" ")) {
        const [begin, end] = pair.split("/").map(read);
        if (now < end && state != "running") state = now >= begin ? "running" : "coming";
      }
      return state;
    };
    for (const list of all("[data-until]")) {
      if (list.dataset.dates) {
        const state = stateOf(list.dataset.dates);
        hide("p", list, (note) => note.dataset.state != state);
        continue;
      }
      for (const item of all("li[data-dates]", list)) {
        const { dates, year } = item.dataset;
        const is = stateOf(dates);
        const over = is == "past";
        const [to] = all(`[data-state=${is}][data-year="${over ? year : ""}"] ul`, list);
        if (to ? to.contains(item) : !over) continue;
        hide(".as-of", list, () => true);
        if (over) delete item.dataset.dates;
        if (to) to[over ? "prepend" : "append"](item);
        else item.remove();
      }
      hide("div[data-state]", list, (group) => !all("li", group)[0]);
      hide(".empty, .nothing", list, () => !!all("[data-dates]", list)[0]);
    }
    setTimeout(turn, Math.min(next - now, 2e9));
  };
  turn();

  const style = Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long", timeStyle: "short" });
  for (const time of all("time")) {
    const written = time.dateTime;
    const start = new Date(written);
    const here = new Date(start - start.getTimezoneOffset() * 6e4).toJSON();
    if (/T.*[+-]/.test(written) && here.slice(0, 16) != written.slice(0, 16)) {
      const textContent = own.replace("{time}", style.formatRange(start, new Date(time.dataset.end || start)));
      time.parentNode.append(" ", Object.assign(document.createElement("span"), { className: "zone", textContent }));
    }
  }
}
