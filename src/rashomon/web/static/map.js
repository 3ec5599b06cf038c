// The map and the time line of the list of incidents, on a canvas and an SVG, from our own server only.
// One set of filters rules all three: the form. Brushing here fills the form, and the form asks again.
"use strict";
(() => {
  const canvas = document.getElementById("map");
  const form = document.getElementById("sieve");
  if (!canvas || !form || !window.d3) return;
  const context = canvas.getContext("2d");
  const tip = document.getElementById("map-tip");
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const EMPTY = 64; // pixels around the points when the view is fitted to them
  const POINT = { id: 0, lon: 1, lat: 2, km: 3, day: 4, killed: 5, verdict: 6, type: 7, last: 8 };
  let every = [], incidents = [], placed = [], land = [], provinces = [], coast = null;
  let index = null, transform = d3.zoomIdentity, onlyInView = Boolean(form.box.value), shown = [];
  let width = 0, height = 0, waiting = 0, highlighted = null;

  const colours = () => {
    const style = getComputedStyle(document.documentElement);
    const get = (name) => style.getPropertyValue(name).trim();
    return {
      sea: get("--sea"), land: get("--land"), border: get("--border"), ink: get("--ink"), pane: get("--pane"),
      agree: get("--agree"), contradict: get("--contradict"), single: get("--single"), lit: get("--accent"), dim: get("--dim"),
    };
  };
  const projection = d3.geoMercator();
  const draw = () => {
    waiting = 0;
    const ratio = window.devicePixelRatio || 1;
    const c = colours();
    projection.scale((width / 2 / Math.PI) * transform.k).translate([transform.x, transform.y]);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.fillStyle = c.sea;
    context.fillRect(0, 0, width, height);
    const [west, north] = projection.invert([0, 0]);
    const [east, south] = projection.invert([width, height]);
    const inView = (b) => b[2] >= west && b[0] <= east && b[3] >= south && b[1] <= north;
    const path = d3.geoPath(projection, context);
    context.fillStyle = c.land;
    context.strokeStyle = c.border;
    context.lineWidth = 0.8;
    for (const one of land) {
      if (!inView(one.box)) continue;
      context.beginPath();
      path(one.shape);
      context.fill();
      context.stroke();
    }
    if (transform.k > 4) {
      context.save();
      context.globalAlpha = 0.45;
      context.setLineDash([3, 3]);
      context.beginPath();
      for (const one of provinces) if (inView(one.box)) path(one.shape);
      context.stroke();
      context.restore();
    }
    drawIncidents(c, [west, south, east, north]);
  };
  const redraw = () => { waiting = waiting || requestAnimationFrame(draw); };

  const radius = (toll) => 5 + Math.min(16, Math.sqrt(Math.max(0, toll)) * 1.6);
  const drawIncidents = (c, box) => {
    shown = [];
    if (!index) return;
    const zoom = Math.max(0, Math.min(14, Math.floor(Math.log2((width * transform.k) / 512))));
    const clamp = [Math.max(-180, box[0]), Math.max(-85, box[1]), Math.min(180, box[2]), Math.min(85, box[3])];
    const kmPixels = (lat) => (width * transform.k) / (40075 * Math.max(0.1, Math.cos((lat * Math.PI) / 180)));
    for (const found of index.getClusters(clamp, zoom)) {
      const [lon, lat] = found.geometry.coordinates;
      const [x, y] = projection([lon, lat]);
      const p = found.properties;
      if (p.cluster) {
        const r = Math.max(10 + Math.min(4, String(p.point_count_abbreviated).length * 1.2), radius(p.toll) + 4);
        context.globalAlpha = 0.9;
        context.fillStyle = p.contradict ? c.contradict : p.agree ? c.agree : c.single;
        context.beginPath();
        context.arc(x, y, r, 0, 2 * Math.PI);
        context.fill();
        context.globalAlpha = 1;
        context.lineWidth = 2;
        context.strokeStyle = c.pane;
        context.stroke();
        context.fillStyle = c.pane;
        context.font = "600 12px system-ui, sans-serif";
        context.textAlign = "center";
        context.textBaseline = "middle";
        context.fillText(p.point_count_abbreviated, x, y);
        shown.push({ x, y, r, cluster: p.cluster_id, lon, lat, label: `${p.point_count} incidents, ${p.toll} killed` });
        continue;
      }
      const one = incidents[p.n];
      const area = Math.min(400, one[POINT.km] * kmPixels(lat));
      const colour = c[one[POINT.verdict]] || c.single;
      if (area > 12) {
        context.globalAlpha = 0.16;
        context.fillStyle = colour;
        context.beginPath();
        context.arc(x, y, area, 0, 2 * Math.PI);
        context.fill();
        context.globalAlpha = 0.7;
        context.setLineDash([5, 4]);
        context.lineWidth = 1;
        context.strokeStyle = colour;
        context.stroke();
        context.setLineDash([]);
      }
      const r = radius(one[POINT.killed] || 0);
      context.globalAlpha = 0.92;
      context.fillStyle = colour;
      context.beginPath();
      context.arc(x, y, r, 0, 2 * Math.PI);
      context.fill();
      context.globalAlpha = 1;
      context.lineWidth = one[POINT.id] === highlighted ? 4 : 1.5;
      context.strokeStyle = one[POINT.id] === highlighted ? c.lit : c.pane;
      context.stroke();
      const toll = one[POINT.killed];
      shown.push({ x, y, r, id: one[POINT.id], label: `${one[POINT.type] || "no type"} · ${one[POINT.day] || "no date"}${toll == null ? "" : ` · ${toll} killed`}` });
    }
  };

  const fit = (after = () => {}) => {
    const points = placed.length ? placed.map((p) => [p[POINT.lon], p[POINT.lat]]) : [[-170, -50], [170, 70]];
    const start = d3.geoMercator().scale(width / 2 / Math.PI).translate([0, 0]);
    const xy = points.map((p) => start(p));
    const [x0, x1] = d3.extent(xy, (p) => p[0]), [y0, y1] = d3.extent(xy, (p) => p[1]);
    const k = Math.max(1, Math.min(60, (width - EMPTY) / Math.max(x1 - x0, 1e-6), (height - EMPTY) / Math.max(y1 - y0, 1e-6)));
    move(d3.zoomIdentity.translate(width / 2 - (k * (x0 + x1)) / 2, height / 2 - (k * (y0 + y1)) / 2).scale(k), after);
  };
  const zoom = d3.zoom().scaleExtent([0.8, 400]).on("zoom", (event) => { transform = event.transform; redraw(); }).on("end", (event) => {
    if (onlyInView && event.sourceEvent) sendBox();
  });
  const select = d3.select(canvas).call(zoom);
  const settle = () => { if (onlyInView) sendBox(); };
  const turn = (how, by, time, after) => {
    if (still.matches) { select.call(how, by); after(); } else select.transition().duration(time).call(how, by).on("end", after);
  };
  const move = (to, after) => turn(zoom.transform, to, 350, after);
  const scaleBy = (by) => turn(zoom.scaleBy, by, 200, settle);

  const sendBox = () => {
    draw();
    const [west, north] = projection.invert([0, 0]), [east, south] = projection.invert([width, height]);
    const inside = (v, low, high) => Math.max(low, Math.min(high, v)).toFixed(3);
    form.box.value = onlyInView ? [inside(west, -180, 180), inside(south, -90, 90), inside(east, -180, 180), inside(north, -90, 90)].join(",") : "";
    sift();
  };
  const sift = () => document.body.dispatchEvent(new Event("sift"));
  for (const button of document.querySelectorAll("[data-map]")) {
    button.addEventListener("click", () => {
      const act = button.dataset.map;
      if (act === "in") scaleBy(1.8);
      if (act === "out") scaleBy(1 / 1.8);
      if (act === "fit") fit(settle);
      if (act === "box") {
        onlyInView = !onlyInView;
        button.setAttribute("aria-pressed", String(onlyInView));
        sendBox();
      }
    });
    if (button.dataset.map === "box") button.setAttribute("aria-pressed", String(onlyInView));
  }
  canvas.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] }[event.key];
    if (step) { select.call(zoom.translateBy, step[0] / transform.k, step[1] / transform.k); settle(); event.preventDefault(); }
    if (event.key === "+" || event.key === "=") scaleBy(1.8);
    if (event.key === "-") scaleBy(1 / 1.8);
    if (event.key === "0") fit(settle);
  });
  const under = (event) => {
    const r = canvas.getBoundingClientRect();
    const [x, y] = [event.clientX - r.left, event.clientY - r.top];
    return shown.findLast((s) => Math.hypot(s.x - x, s.y - y) <= s.r + 3);
  };
  canvas.addEventListener("mousemove", (event) => {
    const found = under(event);
    canvas.style.cursor = found ? "pointer" : "grab";
    tip.hidden = !found;
    if (found) tip.textContent = found.label;
    light(found && found.id ? found.id : null);
  });
  canvas.addEventListener("mouseleave", () => { tip.hidden = true; light(null); });
  canvas.addEventListener("click", (event) => {
    const found = under(event);
    if (!found) return;
    if (found.id) { location.href = `/incidents/${encodeURIComponent(found.id)}`; return; }
    const k = transform.k * 3;
    const start = d3.geoMercator().scale(width / 2 / Math.PI).translate([0, 0]);
    const [x, y] = start([found.lon, found.lat]);
    move(d3.zoomIdentity.translate(width / 2 - k * x, height / 2 - k * y).scale(k));
  });
  const light = (id) => {
    if (id === highlighted) return;
    highlighted = id;
    for (const row of document.querySelectorAll("[data-incident]")) row.classList.toggle("on", row.dataset.incident === id);
    redraw();
  };
  document.addEventListener("mouseover", (event) => {
    const row = event.target.closest ? event.target.closest("[data-incident]") : null;
    if (row) light(row.dataset.incident);
  });

  // ---- days
  const days = d3.select("#days");
  const drawDays = () => {
    const box = { w: days.node().clientWidth || 600, h: 110, left: 34, bottom: 20, top: 6 };
    days.attr("viewBox", `0 0 ${box.w} ${box.h}`).selectAll("*").remove();
    const dated = every.filter((p) => p[POINT.day]).map((p) => ({ day: new Date(`${p[POINT.day].slice(0, 10)}T00:00:00Z`), verdict: p[POINT.verdict] })).filter((p) => !Number.isNaN(+p.day));
    if (!dated.length) {
      days.append("text").attr("x", 8).attr("y", 24).text("no incident has a day");
      return;
    }
    const [first, last] = d3.extent(dated, (p) => p.day);
    const x = d3.scaleUtc().domain([first, d3.utcDay.offset(last, 1)]).range([box.left, box.w - 8]);
    const span = d3.utcDay.count(first, last);
    const step = span > 1500 ? d3.utcMonth : span > 200 ? d3.utcMonday : d3.utcDay;
    const bins = d3.rollups(dated, (v) => v, (p) => +step.floor(p.day)).map(([t, v]) => ({ t: new Date(t), v }));
    const y = d3.scaleLinear().domain([0, d3.max(bins, (b) => b.v.length)]).nice().range([box.h - box.bottom, box.top]);
    const wide = Math.max(2, x(step.offset(first, 1)) - x(first) - 1);
    for (const bin of bins) {
      let from = 0;
      for (const verdict of ["contradict", "agree", "single"]) {
        const n = bin.v.filter((p) => p.verdict === verdict).length;
        if (!n) continue;
        days.append("rect").attr("class", `day v-${verdict}`).attr("x", Math.max(box.left, x(bin.t))).attr("width", Math.min(wide, 40)).attr("y", y(from + n)).attr("height", y(from) - y(from + n));
        from += n;
      }
    }
    days.append("g").attr("class", "axis").attr("transform", `translate(0,${box.h - box.bottom})`).call(d3.axisBottom(x).ticks(Math.max(2, Math.floor(box.w / 110))).tickSizeOuter(0));
    days.append("g").attr("class", "axis").attr("transform", `translate(${box.left},0)`).call(d3.axisLeft(y).ticks(3).tickFormat(d3.format("d")).tickSizeOuter(0));
    const brush = d3.brushX().extent([[box.left, box.top], [box.w - 8, box.h - box.bottom]]).on("end", (event) => {
      if (!event.sourceEvent) return;
      const iso = (d) => d.toISOString().slice(0, 10);
      const [from, to] = event.selection ? event.selection.map(x.invert) : [null, null];
      form.since.value = from ? iso(d3.utcDay.floor(from)) : "";
      form.until.value = to ? iso(d3.utcDay.floor(to)) : "";
      sift();
    });
    const chosen = days.append("g").attr("class", "brush").call(brush);
    const [low, high] = x.domain();
    const at = (text, otherwise, more) => (text ? d3.utcDay.offset(new Date(`${text}T00:00:00Z`), more) : otherwise);
    if (form.since.value || form.until.value) {
      const inside = (d) => x(d < low ? low : d > high ? high : d);
      chosen.call(brush.move, [inside(at(form.since.value, low, 0)), inside(at(form.until.value, high, 1))]);
    }
  };

  // ---- loading
  // Days are sifted here, so that the time line keeps showing the days that are not chosen.
  const HERE = ["since", "until", "order"];
  const query = () => new URLSearchParams([...new FormData(form)].filter(([k, v]) => v && !HERE.includes(k)));
  const inDays = (p) => {
    const since = form.since.value, until = form.until.value;
    return (!since || (p[POINT.last] && p[POINT.last] >= since)) && (!until || (p[POINT.day] && p[POINT.day] <= until));
  };
  let known = null;
  const load = async (refit) => {
    const asked = String(query());
    if (asked !== known) {
      const answer = await fetch(`/points.json?${asked}`, { headers: { Accept: "application/json" } });
      if (!answer.ok) return;
      every = (await answer.json()).incidents;
      known = asked;
    }
    incidents = every.filter(inDays);
    placed = incidents.filter((p) => p[POINT.lat] !== null && p[POINT.lon] !== null);
    index = new Supercluster({
      radius: 46, maxZoom: 14,
      map: (p) => ({ toll: p.killed || 0, contradict: p.verdict === "contradict" ? 1 : 0, agree: p.verdict === "agree" ? 1 : 0 }),
      reduce: (a, p) => { a.toll += p.toll; a.contradict += p.contradict; a.agree += p.agree; },
    });
    index.load(incidents.map((p, n) => ({ type: "Feature", properties: { n, killed: p[POINT.killed], verdict: p[POINT.verdict] }, geometry: { type: "Point", coordinates: [p[POINT.lon], p[POINT.lat]] } })).filter((f) => f.geometry.coordinates[0] !== null && f.geometry.coordinates[1] !== null));
    canvas.dataset.loaded = String(placed.length);
    drawDays();
    refit ? fit() : redraw();
  };
  const shape = (feature) => { const [[w, s], [e, n]] = d3.geoBounds(feature); return { shape: feature, box: w <= e ? [w, s, e, n] : [-180, s, 180, n] }; };
  const loadLand = async () => {
    const [atlas, inner, own] = await Promise.all(["/borders.json", "/static/vendor/admin1-lines.json", "/outline.json"].map((u) => fetch(u).then((r) => r.json())));
    land = topojson.feature(atlas, atlas.objects.countries).features.map(shape);
    coast = own.features.map((f) => ({ type: "Feature", geometry: f.geometry, properties: {} }));
    for (const f of coast) land.push({ shape: d3.geoArea(f) > 2 * Math.PI ? turned(f) : f, box: [-180, -90, 180, 90] });
    provinces = inner.lines.map((flat) => {
      let [x, y] = [0, 0];
      const points = [];
      for (let i = 0; i < flat.length; i += 2) { x += flat[i]; y += flat[i + 1]; points.push([x / inner.steps, y / inner.steps]); }
      const lons = d3.extent(points, (p) => p[0]), lats = d3.extent(points, (p) => p[1]);
      return { shape: { type: "LineString", coordinates: points }, box: [lons[0], lats[0], lons[1], lats[1]] };
    });
    redraw();
  };
  // d3 takes rings clockwise; GeoJSON says counter-clockwise: a ring that covers half the globe is turned round.
  const turned = (f) => ({ ...f, geometry: { ...f.geometry, coordinates: f.geometry.type === "Polygon" ? f.geometry.coordinates.map((r) => [...r].reverse()) : f.geometry.coordinates.map((p) => p.map((r) => [...r].reverse())) } });
  const size = () => {
    width = canvas.clientWidth;
    height = canvas.clientHeight;
    const ratio = window.devicePixelRatio || 1;
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    redraw();
  };
  new ResizeObserver(() => { size(); drawDays(); }).observe(canvas);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
  document.body.addEventListener("htmx:afterSettle", (event) => { if (event.target.id === "rows") load(false); });
  size();
  load(true);
  loadLand();
})();
