// The search page: asks the index that Pagefind made, shows what it finds, keeps the question in the address.
const form = document.querySelector("form[data-index]");
const place = document.querySelector(".found");
const status = document.querySelector(".search-status");
const more = document.querySelector(".search-more");
const others = document.querySelector(".search-without");
const said = form.dataset;
const STEP = 10;
let index, given, asked = 0, found = [], shown = 0;

form.firstElementChild.disabled = false;

const load = () => index ??= import(said.index).then(async pagefind => {
  // Without its worker only this page has to be allowed to run WebAssembly.
  await pagefind.options({ baseUrl: said.base, noWorker: true });
  await pagefind.init();
  return pagefind;
});

// What each page can be filtered by, under the name that the index has for the page.
const filters = () => given ??= fetch(said.index.replace("pagefind.js", "filters.json")).then(answer => answer.json());

const element = (name, text, attributes = {}) => {
  const made = Object.assign(document.createElement(name), attributes);
  made.append(text);
  return made;
};

// Some words are followed by hidden ones, by which they are found too (plugins/search/search_words.py): a mark moves to the word itself.
const plain = text => text
  .replace(/([^\s<>]+)((?: \u2061[^\u2061]*\u2061)*) <mark>\u2061[^\u2061]*\u2061<\/mark>/g, "<mark>$1</mark>$2")
  .replace(/(?:^| )(?:<mark>)?\u2061[^\u2061]*\u2061(?:<\/mark>)?/g, "");

// An excerpt is HTML, of which nothing but the marked words is taken over.
const excerpt = html => {
  const paragraph = document.createElement("p");
  for (const part of new DOMParser().parseFromString(plain(html), "text/html").body.childNodes)
    paragraph.append(part.nodeName === "MARK" ? element("mark", part.textContent) : part.textContent);
  return paragraph;
};

const item = result => {
  const entry = document.createElement("li");
  const heading = document.createElement("h2");
  heading.append(element("a", plain(result.meta.title), { href: result.url }));
  entry.append(element("p", result.meta.kind ?? "", { className: "label" }), heading, excerpt(result.excerpt));
  return entry;
};

const show = async turn => {
  const data = await Promise.all(found.slice(shown, shown + STEP).map(result => result.data()));
  if (turn !== asked) return;
  place.append(...data.map(item));
  shown += data.length;
  more.hidden = shown >= found.length;
  return place.children[shown - data.length];
};

const ask = async () => {
  const turn = ++asked;
  const fields = [...new FormData(form)].map(([name, value]) => [name, value.trim()]).filter(([, value]) => value);
  const { q: query = "", ...wanted } = Object.fromEntries(fields);
  history.replaceState(null, "", fields.length ? `?${new URLSearchParams(fields)}` : location.pathname);
  if (!fields.length) {
    found = [];
    shown = 0;
    place.replaceChildren();
    status.textContent = "";
    more.hidden = true;
    others.hidden = false;
    return;
  }
  status.textContent = said.wait;
  try {
    const { results } = await (await load()).search(query || null);
    const known = Object.keys(wanted).length ? await filters() : {};
    if (turn !== asked) return;
    found = results.filter(({ id }) => Object.entries(wanted).every(([name, value]) => known[id]?.[name]?.includes(value)));
    shown = 0;
    place.replaceChildren();
    others.hidden = true;
    await show(turn);
    const many = found.length === 1 ? "one" : found.length ? "many" : "none";
    const sentence = query ? said[many] : said[`${many}Filtered`];
    status.textContent = sentence.replace("{number}", found.length).replace("{query}", () => query);
  } catch {
    status.textContent = "";
    form.firstElementChild.disabled = true;
    others.hidden = false;
    others.querySelector("p").textContent = said.failed;
  }
};

let due;
const soon = () => {
  clearTimeout(due);
  due = setTimeout(ask, 200);
};
form.addEventListener("submit", event => {
  event.preventDefault();
  clearTimeout(due);
  ask();
});
form.addEventListener("input", soon);
form.addEventListener("focusin", () => load().catch(() => {}), { once: true });
more.addEventListener("click", async () => (await show(asked))?.querySelector("a").focus());

for (const [name, value] of new URLSearchParams(location.search))
  if (form.elements[name]) form.elements[name].value = value;
// A filter that is set is seen, on a phone too.
const folded = form.querySelector("details");
if (folded) folded.open = [...form.querySelectorAll("select")].some(({ value }) => value);
ask();
