// Reloads the page when the site has been built again. Served at home only.
const shown = document.currentScript.dataset.version;
new EventSource("/_serve/events").onmessage = (event) => {
  if (event.data !== shown) location.reload();
};
