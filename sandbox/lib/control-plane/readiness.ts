import { existsSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { Failure } from "../failure.ts";
import { recordedProcess } from "../processes.ts";
import { get } from "./api.ts";
import { answers } from "./etcd.ts";
import { nodeNames } from "./objects.ts";
import { logFile, partNames, pidFile } from "./parts.ts";
import type { Layout, PartName, Ports } from "./parts.ts";

const servingDeadlineSeconds = 60;
const workingDeadlineSeconds = 60;

/** A process took the port between the look and the start. */
export class PortTaken extends Error {}

const nodeList = z.object({
  items: z.array(
    z.object({
      metadata: z.object({ name: z.string() }),
      status: z
        .object({ conditions: z.array(z.object({ type: z.string(), status: z.string() })).optional() })
        .optional(),
    }),
  ),
});

/** Waits until etcd answers. */
export async function waitUntilStoring(at: Layout, ports: Ports, exited: ReadonlySet<PartName>): Promise<void> {
  await waitUntil(at, exited, "etcd does not answer", servingDeadlineSeconds, () => answers(at, ports));
}

/** Waits until the API server says that it is ready. */
export async function waitUntilServing(at: Layout, ports: Ports, exited: ReadonlySet<PartName>): Promise<void> {
  await waitUntil(at, exited, "the API server is not ready", servingDeadlineSeconds, async () => {
    return (await get(at, ports, "/readyz"))?.status === 200;
  });
}

/**
 * Waits until the controllers have done what a workload needs first: Ready nodes and the default service account.
 *
 * @param withNodes false where others bring the nodes, later
 */
export async function waitUntilWorking(
  at: Layout,
  ports: Ports,
  exited: ReadonlySet<PartName>,
  withNodes: boolean,
): Promise<void> {
  await waitUntil(at, exited, "its nodes are not Ready", workingDeadlineSeconds, async () => {
    const [nodes, account] = await Promise.all([
      get(at, ports, "/api/v1/nodes"),
      get(at, ports, "/api/v1/namespaces/default/serviceaccounts/default"),
    ]);
    const isReady = !withNodes || (nodes?.status === 200 && readyNodes(nodes.body) >= nodeNames.length);
    // Nodes are Ready, too, from before a part was started again, when that may not even have noted its pid.
    return (
      nodes?.status === 200 &&
      account?.status === 200 &&
      isReady &&
      partNames.every((part) => pidOf(at, part) !== undefined)
    );
  });
}

function readyNodes(body: string): number {
  const nodes = nodeList.parse(JSON.parse(body)).items.filter(({ metadata }) => nodeNames.includes(metadata.name));
  const isReady = (condition: { type: string; status: string }) =>
    condition.type === "Ready" && condition.status === "True";
  return nodes.filter((node) => node.status?.conditions?.some(isReady)).length;
}

async function waitUntil(
  at: Layout,
  exited: ReadonlySet<PartName>,
  what: string,
  seconds: number,
  isDone: () => Promise<boolean>,
): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  while (!(await isDone())) {
    for (const part of exited) throw whyItEnded(at, part);
    if (Date.now() > deadline) throw new Failure(`${what} after ${seconds} s: see the logs in ${at.logs}`);
    await sleep(50);
  }
  for (const part of exited) throw whyItEnded(at, part);
}

function whyItEnded(at: Layout, part: PartName): Error {
  const file = logFile(at, part);
  const log = existsSync(file) ? readFileSync(file, "utf8").trim() : "";
  if (log.includes("address already in use")) return new PortTaken(part);
  const last = log.split("\n").at(-1) ?? "";
  return new Failure(`${part} ended while it was starting: ${last.slice(0, 300)} (its log is ${file})`);
}

/** The pid of a part, if it runs. */
export function pidOf(at: Layout, part: PartName): number | undefined {
  return recordedProcess(pidFile(at, part))?.pid;
}
