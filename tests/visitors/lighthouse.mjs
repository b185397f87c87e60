// Runs Lighthouse on addresses, one after the other, in a browser that listens at a port; one line of JSON for each.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [place, port, busy, skip, ...urls] = process.argv.slice(2);
const { default: lighthouse } = await import(pathToFileURL(createRequire(`${place}/package.json`).resolve(place)));
const categories = ["performance", "accessibility", "best-practices", "seo"];
// Pages without anything that comes late need no long wait until they are still.
const quiet = { pauseAfterFcpMs: 100, pauseAfterLoadMs: 100, networkQuietThresholdMs: 200, cpuQuietThresholdMs: 200 };

// What counts for none of the categories is not worked out again for each page; the first one tells what that is.
let idle = [];

for (const url of urls) {
  const options = { port: Number(port), logLevel: "error", onlyCategories: categories, skipAudits: [...skip.split(",").filter(Boolean), ...idle], disableFullPageScreenshot: true };
  const { lhr } = await lighthouse(url, options, { extends: "lighthouse:default", settings: quiet });
  if (lhr.runtimeError) throw new Error(`${url}: ${lhr.runtimeError.message}`);
  const counted = new Set(categories.flatMap((name) => lhr.categories[name].auditRefs.filter(({ weight }) => weight).map(({ id }) => id)));
  idle = idle.length ? idle : Object.keys(lhr.audits).filter((id) => !counted.has(id));
  const told = { audits: {} };
  for (const name of categories) {
    const { score, auditRefs } = lhr.categories[name];
    told[name] = Math.round(score * 100);
    told.audits[name] = auditRefs.filter(({ id, weight }) => weight && lhr.audits[id].score !== null && lhr.audits[id].score < 0.9).map(({ id }) => id);
  }
  const rest = lhr.categories.performance.auditRefs.filter(({ id, weight }) => weight && id !== busy);
  const weight = rest.reduce((sum, one) => sum + one.weight, 0);
  told.calm = Math.round((100 * rest.reduce((sum, one) => sum + one.weight * lhr.audits[one.id].score, 0)) / weight);
  console.log(JSON.stringify(told));
}
