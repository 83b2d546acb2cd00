import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { createHash } from "node:crypto";
import { stateDir } from "../../lib/paths.ts";
import type { Log } from "../lib/engine.ts";
import type { Provider } from "../lib/provider.ts";
import { isUnknown, reveal, withoutNulls } from "../lib/values.ts";
import type { Cloud } from "./cloud.ts";
import { check } from "./check.ts";
import { diff } from "./diff.ts";
import { create, read, remove, update } from "./lifecycle.ts";
import { Session } from "./session.ts";
import { Store } from "./store.ts";

/**
 * Folder of a simulated cloud. Each backend has one of its own, since the state in another one knows nothing of what
 * was made here.
 */
export function cloudDir(name: string, backend = process.env["PULUMI_BACKEND_URL"]): string {
  const own = pathToFileURL(join(stateDir, "backend")).href;
  const isOwn = backend === undefined || backend === "" || backend === own;
  const world = isOwn ? "sandbox" : createHash("sha256").update(backend).digest("hex").slice(0, 12);
  return join(stateDir, "clouds", name, world);
}

/** Stands in for the official provider of a cloud, with a simulation of that cloud that keeps what was made in files. */
export function cloudProvider(cloud: Cloud, log: Log): Provider {
  let configured: Session | undefined;
  const session = (): Session => {
    if (!configured) throw new Error(`the ${cloud.name} provider is used before it is configured`);
    return configured;
  };
  return {
    name: cloud.name,
    version: cloud.version,
    checkConfig: (news) => cloud.configFailures(withoutNulls(news)),
    diffConfig: (olds, news) => {
      const names = [...new Set([...Object.keys(olds), ...Object.keys(news)])];
      const changed = names.filter((name) => JSON.stringify(olds[name]) !== JSON.stringify(news[name]));
      // Each resource finds out by itself what a new region or a new tag means to it.
      return { changes: Object.fromEntries(changed.map((name) => [name, { kind: "update", replace: false }])) };
    },
    configure: (config) => {
      const known = Object.fromEntries(Object.entries(withoutNulls(config)).filter(([, value]) => !isUnknown(value)));
      configured = new Session(cloud, cloud.configure(known), new Store(cloudDir(cloud.name)), log);
    },
    check: (request) => check(session(), request),
    diff: (request) => diff(session(), request),
    create: (request) => create(session(), request),
    read: (request) => read(session(), request),
    update: (request) => update(session(), request),
    delete: (request) => remove(session(), request),
    invoke: (token, args) => {
      const answer = cloud.functions[token];
      if (!answer) {
        throw new Error(
          `function ${token} is not supported by the sandbox; it has ${Object.keys(cloud.functions).join(", ")}`,
        );
      }
      const { place } = session().settings;
      return answer(withoutNulls(reveal(args).value), { ...place, store: session().store });
    },
  };
}
