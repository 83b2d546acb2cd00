import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { after } from "mocha";
import { startControlPlane } from "../../../sandbox/lib/controlplane.ts";
import type { ControlPlane } from "../../../sandbox/lib/controlplane.ts";
import { toolPath } from "../../../sandbox/lib/tools.ts";

let started: Promise<ControlPlane> | undefined;
let dir: string | undefined;

/** One control plane for every test of a run that asks; it ends with the run. */
export function sharedCluster(): Promise<ControlPlane> {
  dir ??= mkdtempSync(join(tmpdir(), "plumbline-providers-"));
  started ??= startControlPlane({ name: "providers", dir });
  return started;
}

/** What a person does behind the provider's back. @returns standard output */
export async function kubectl(...args: string[]): Promise<string> {
  const { kubeconfig } = await sharedCluster();
  const { stdout } = await execa(toolPath("kubectl"), ["--kubeconfig", kubeconfig, ...args], { timeout: 60_000 });
  return stdout;
}

after(async () => {
  await (await started)?.stop();
  if (dir !== undefined) rmSync(dir, { recursive: true, force: true });
});
