// The net of actors: nodes by name, ties by balance of conflict and cooperation; a slider walks through the months.
"use strict";
(() => {
  const svg = d3.select("#net"), slider = document.getElementById("net-month"), when = document.getElementById("net-when");
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const LETTER = 7.8, LINE = 14, LONGEST = 26; // pixels of a letter and of a line of the labels
  const size = () => { const wide = svg.node().clientWidth || 760; return { W: Math.max(330, Math.min(860, wide)), H: wide < 500 ? 560 : 600 }; };
  const short = (name) => (name.length > LONGEST ? `${name.slice(0, LONGEST - 1)}…` : name);

  // Each label goes where it covers least: right, left, below or above its node.
  const placeLabels = (nodes, W, H) => {
    const boxes = nodes.map((n) => ({ x0: n.x - 9, x1: n.x + 9, y0: n.y - 9, y1: n.y + 9 }));
    const over = (a, b) => Math.max(0, Math.min(a.x1, b.x1) - Math.max(a.x0, b.x0)) * Math.max(0, Math.min(a.y1, b.y1) - Math.max(a.y0, b.y0));
    for (const n of [...nodes].sort((a, b) => b.weight - a.weight)) {
      const w = short(n.id).length * LETTER;
      const ways = [
        { dx: 12, dy: 4, anchor: "start", box: { x0: n.x + 11, x1: n.x + 12 + w, y0: n.y - LINE / 2, y1: n.y + LINE / 2 } },
        { dx: -12, dy: 4, anchor: "end", box: { x0: n.x - 12 - w, x1: n.x - 11, y0: n.y - LINE / 2, y1: n.y + LINE / 2 } },
        { dx: 0, dy: 22, anchor: "middle", box: { x0: n.x - w / 2, x1: n.x + w / 2, y0: n.y + 10, y1: n.y + 10 + LINE } },
        { dx: 0, dy: -13, anchor: "middle", box: { x0: n.x - w / 2, x1: n.x + w / 2, y0: n.y - 10 - LINE, y1: n.y - 10 } },
      ];
      const cost = ({ box }) => boxes.reduce((sum, b) => sum + over(box, b), 0) + 400 * (Math.max(0, -box.x0) + Math.max(0, box.x1 - W) + Math.max(0, -box.y0) + Math.max(0, box.y1 - H));
      n.label = ways.reduce((best, way) => (cost(way) < cost(best) ? way : best));
      boxes.push(n.label.box);
    }
  };
  const draw = (ties, until) => {
    const { W, H } = size();
    svg.attr("viewBox", `0 0 ${W} ${H}`).selectAll("*").remove();
    const links = ties.map(([agent, target, , , months]) => {
      const seen = until ? months.filter((m) => m[0] && m[0] <= until) : months;
      return { source: agent, target, conflict: d3.sum(seen, (m) => m[1]), cooperation: d3.sum(seen, (m) => m[2]) };
    }).filter((t) => t.conflict + t.cooperation > 0);
    const weight = new Map();
    for (const t of links) for (const id of [t.source, t.target]) weight.set(id, (weight.get(id) || 0) + t.conflict + t.cooperation);
    const names = [...weight.keys()].sort();
    if (!names.length) { svg.append("text").attr("x", 20).attr("y", 30).text("no ties yet"); return; }
    const round = (f, n) => f((2 * Math.PI * n) / names.length);
    const nodes = names.map((id, n) => ({ id, weight: weight.get(id), x: W / 2 + W * 0.3 * round(Math.cos, n), y: H / 2 + H * 0.3 * round(Math.sin, n) }));
    const room = Math.sqrt((W * H) / nodes.length);
    d3.forceSimulation(nodes).force("link", d3.forceLink(links).id((d) => d.id).distance(room * 0.9).strength(0.15)).force("charge", d3.forceManyBody().strength(-room * 2.6))
      .force("x", d3.forceX(W / 2).strength(0.07 * (H / W))).force("y", d3.forceY(H / 2).strength(0.07)).force("collide", d3.forceCollide(room * 0.42)).stop().tick(300);
    const [x0, x1] = d3.extent(nodes, (n) => n.x), [y0, y1] = d3.extent(nodes, (n) => n.y);
    const spread = (v, low, high, from, to) => (high - low < 1 ? (from + to) / 2 : from + ((v - low) / (high - low)) * (to - from));
    const side = W < 500 ? 40 : 90;
    for (const n of nodes) { n.x = spread(n.x, x0, x1, side, W - side); n.y = spread(n.y, y0, y1, 28, H - 32); }
    placeLabels(nodes, W, H);
    svg.append("defs").selectAll("marker").data(["conflict", "cooperation"]).join("marker").attr("id", (d) => `arrow-${d}`).attr("viewBox", "0 -4 8 8").attr("refX", 16).attr("markerWidth", 11).attr("markerHeight", 11).attr("markerUnits", "userSpaceOnUse").attr("orient", "auto").append("path").attr("d", "M0,-4L8,0L0,4").attr("class", (d) => `net-${d}-fill`);
    const kind = (t) => (t.conflict >= t.cooperation ? "conflict" : "cooperation");
    svg.append("g").selectAll("path").data(links).join("path").attr("class", (t) => `tie net-${kind(t)}`).attr("stroke-width", (t) => 1 + Math.min(7, Math.sqrt(t.conflict + t.cooperation))).attr("marker-end", (t) => `url(#arrow-${kind(t)})`)
      .attr("d", (t) => { const dx = t.target.x - t.source.x, dy = t.target.y - t.source.y, r = Math.hypot(dx, dy) * 1.6; return `M${t.source.x},${t.source.y}A${r},${r} 0 0,1 ${t.target.x},${t.target.y}`; })
      .append("title").text((t) => `${t.source.id} → ${t.target.id}: ${t.conflict} of conflict, ${t.cooperation} of cooperation`);
    const node = svg.append("g").selectAll("g").data(nodes).join("g").attr("class", "actor").attr("transform", (d) => `translate(${d.x},${d.y})`);
    node.append("circle").attr("r", 8);
    node.append("text").attr("x", (d) => d.label.dx).attr("y", (d) => d.label.dy).attr("text-anchor", (d) => d.label.anchor).text((d) => short(d.id));
    node.append("title").text((d) => d.id);
    const light = (id) => { svg.selectAll(".tie").classed("faint", (t) => id !== null && t.source.id !== id && t.target.id !== id); };
    node.on("mouseenter", (_, d) => light(d.id)).on("mouseleave", () => light(null)).on("click", (_, d) => { location.href = `/network?actor=${encodeURIComponent(d.id)}`; });
    if (!still) svg.selectAll(".tie").attr("opacity", 0).transition().duration(250).attr("opacity", null);
  };

  // Conflict and cooperation by month: cooperation above the line, conflict below it.
  const balance = d3.select("#balance");
  const drawBalance = (months, sums, until) => {
    const box = { w: balance.node().clientWidth || 600, h: 92, left: 34, bottom: 18, top: 10 };
    balance.attr("viewBox", `0 0 ${box.w} ${box.h}`).selectAll("*").remove();
    if (!months.length) { balance.append("text").attr("x", 8).attr("y", 24).text("no statement gives a day"); return; }
    const x = d3.scaleBand(months, [box.left, box.w - 6]).paddingInner(0.15);
    const most = d3.max(sums, (s) => Math.max(s.conflict, s.cooperation)) || 1;
    const y = d3.scaleLinear([-most, most], [box.h - box.bottom, box.top]);
    const bar = balance.append("g").selectAll("g").data(sums).join("g").attr("opacity", (s) => (until && s.month > until ? 0.35 : 1));
    bar.append("title").text((s) => `${s.month}: ${s.conflict} of conflict, ${s.cooperation} of cooperation`);
    bar.append("rect").attr("class", "net-cooperation-fill").attr("x", (s) => x(s.month)).attr("width", Math.max(1, x.bandwidth())).attr("y", (s) => y(s.cooperation)).attr("height", (s) => y(0) - y(s.cooperation));
    bar.append("rect").attr("class", "net-conflict-fill").attr("x", (s) => x(s.month)).attr("width", Math.max(1, x.bandwidth())).attr("y", y(0)).attr("height", (s) => y(-s.conflict) - y(0));
    balance.append("line").attr("class", "grid").attr("x1", box.left).attr("x2", box.w - 6).attr("y1", y(0)).attr("y2", y(0));
    const step = Math.max(1, Math.ceil(months.length / Math.max(2, Math.floor(box.w / 90))));
    balance.append("g").attr("class", "axis").attr("transform", `translate(0,${box.h - box.bottom})`).call(d3.axisBottom(x).tickValues(months.filter((_, n) => n % step === 0)).tickSizeOuter(0));
    balance.append("g").attr("class", "axis").attr("transform", `translate(${box.left},0)`).call(d3.axisLeft(y).tickValues([-most, 0, most]).tickFormat((v) => d3.format("d")(Math.abs(v))).tickSizeOuter(0));
  };
  fetch(`/network.json${location.search}`).then((r) => r.json()).then(({ ties }) => {
    const rows = ties.flatMap((t) => t[4]).filter((m) => m[0]);
    const months = [...new Set(rows.map((m) => m[0]))].sort();
    const sums = months.map((month) => { const mine = rows.filter((m) => m[0] === month); return { month, conflict: d3.sum(mine, (m) => m[1]), cooperation: d3.sum(mine, (m) => m[2]) }; });
    slider.max = String(months.length);
    slider.value = slider.max;
    const show = () => {
      const n = Number(slider.value), until = n >= months.length ? null : months[n];
      when.textContent = until || "the last";
      slider.setAttribute("aria-valuetext", until || "all months");
      draw(ties, until);
      drawBalance(months, sums, until);
    };
    slider.addEventListener("input", show);
    show();
    let wide = svg.node().clientWidth;
    addEventListener("resize", () => { if (svg.node().clientWidth !== wide) { wide = svg.node().clientWidth; show(); } });
  });
})();
