// Each example gets the height that it needs, also when its frame is made narrower.
for (const frame of document.querySelectorAll(".frame iframe")) {
  const fit = () => { frame.style.height = `${frame.contentDocument.documentElement.offsetHeight + 2}px`; };
  const begin = () => new ResizeObserver(fit).observe(frame.contentDocument.documentElement);
  frame.addEventListener("load", begin);
  if (frame.contentDocument?.readyState === "complete") begin();
}
