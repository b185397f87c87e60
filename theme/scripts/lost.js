// The page that is none: names the nearest page above the address that was asked for, and lets the search begin with its words.
const near = document.querySelector(".nearest");
const asked = location.pathname.toLowerCase();

fetch(near.dataset.places).then(answer => answer.json()).then(known => {
  let address = asked;
  while (address && !Object.hasOwn(known, address)) address = address.replace(/[^/]*\/?$/, "");
  if (!address || /\/404(\.html)?$/.test(asked)) return;
  Object.assign(near.querySelector("a"), { href: address, textContent: known[address] });
  near.hidden = false;
}).catch(() => {}); // All other ways stay.

const words = asked.replace(/\.\w+$/, "").split("/").filter(Boolean).at(-1)?.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
const search = document.querySelector("a[data-search]");
if (search && words && words !== "404") {
  search.href += `?q=${encodeURIComponent(words)}`;
  search.textContent = search.dataset.search.replace("{words}", () => words);
}
