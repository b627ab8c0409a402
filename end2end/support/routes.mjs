// The pages that the portal's list of routes names, for the journeys that look at each of them.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

// The paths below `under` that answer GET, but for those that one of the lists `left` fits.
export function routes(under, ...left) {
  const source = readFileSync(new URL("../../server/src/routes.rs", import.meta.url), "utf8");
  const all = [...source.matchAll(/\.route\(\s*"(\/[^"]*)",\s*(get|post)\(/g)];
  // A route that is written otherwise would be looked at by nobody.
  assert.equal(all.length, source.split(".route(").length - 1, "a route that is not read here");
  const found = all.filter(([, path, method]) => method === "get" && path.startsWith(under)).map(([, path]) => path);
  return found.filter((path) => !left.flat().some((list) => list.test(path)));
}
