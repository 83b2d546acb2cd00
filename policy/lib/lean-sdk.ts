import { registerHooks } from "node:module";

/**
 * Two fifths of the time in which the SDK loads go into npm's resolver of dependency trees, with which a program packs functions for a
 * cloud. A policy pack has none to pack, and starts without it. Imported before everything else.
 */
registerHooks({
  load: (url, context, nextLoad) =>
    url.endsWith("/@npmcli/arborist/lib/index.js")
      ? { format: "commonjs", shortCircuit: true, source: unused }
      : nextLoad(url, context),
});

const unused = `module.exports = class { constructor() { throw new Error("a policy pack packs no functions"); } };`;
