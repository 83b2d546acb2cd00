import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "mocha";
import { stopControlPlane } from "../../../sandbox/lib/controlplane.ts";

const folders: string[] = [];

/** A folder of its own, which is gone after the run. */
export function temporaryFolder(what: string): string {
  const folder = mkdtempSync(join(tmpdir(), `plumbline-${what}-`));
  folders.push(folder);
  return folder;
}

/** The command lines of all processes of this machine that mention a text, by process id. */
export function processesMentioning(text: string): Map<number, string> {
  const pids = readdirSync("/proc").map(Number).filter(Number.isInteger);
  return new Map(
    pids.flatMap((pid): [number, string][] => {
      const line = commandLine(pid);
      return pid !== process.pid && line.includes(text) ? [[pid, line]] : [];
    }),
  );
}

function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    return ""; // ended meanwhile
  }
}

after(async () => {
  for (const folder of folders) {
    for (const path of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
      // A test that failed half way may have left a control plane running.
      if (path.endsWith("control-plane.json")) await stopControlPlane(join(folder, path, ".."));
    }
    rmSync(folder, { recursive: true, force: true });
  }
});
