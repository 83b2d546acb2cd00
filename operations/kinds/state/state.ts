import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { BackupError } from "../../lib/errors.ts";
import { defineKind, type Dump, type Run, type Scratch } from "../../lib/kind.ts";
import { stamp } from "../../lib/manifest.ts";
import { readExport, stateFacts, writtenAt } from "./deployment.ts";
import { Pulumi, stateSettings, type StateSettings } from "./pulumi.ts";

/** The state of a Pulumi stack, by `pulumi stack export` and `import`: whatever the backend is, and without its lock. */
export const state = defineKind("state", stateSettings, (settings, run) => ({
  tools: async () => ({ pulumi: await Pulumi.inUse(settings, run.signal).version() }),
  dump: () => dumpState(settings, run),
  scratch: () => scratchState(settings, run),
}));

async function dumpState(settings: StateSettings, { signal, clock }: Run): Promise<Dump> {
  const taken = clock.now();
  const exported = await Pulumi.inUse(settings, signal).export();
  const read = readExport(exported, settings);
  if (read.deployment.resources.length === 0) {
    throw new BackupError(`the stack ${settings.stack} has no resources: its state is not worth a backup`);
  }
  return {
    taken,
    content: Readable.from([Buffer.from(exported)]),
    extension: ".json",
    finish: () => Promise.resolve({ facts: stateFacts(read), notes: { written: writtenAt(read).toISOString() } }),
    close: () => Promise.resolve(),
  };
}

async function scratchState(settings: StateSettings, { signal, clock }: Run): Promise<Scratch> {
  const { pulumi, remove } = await Pulumi.scratch(settings, signal);
  let restored = "";
  return {
    restore: async (content) => {
      restored = await text(content);
      readExport(restored, settings); // before Pulumi, which takes some of what it should not
      await pulumi.import(restored);
    },
    facts: async () => stateFacts(readExport(await pulumi.export(), settings)),
    switchOver: async () => {
      const inUse = Pulumi.inUse(settings, signal);
      const before = await inUse.export();
      assertReplaceable(before, restored, settings);
      const file = join(settings.keep, `${settings.project}-${settings.stack}-${stamp(clock.now())}.json`);
      await mkdir(settings.keep, { recursive: true, mode: 0o700 });
      await writeFile(file, before, { mode: 0o600, flag: "wx" });
      await inUse.import(restored);
      return `the state of ${settings.stack} is replaced; what it was is in ${file}`;
    },
    close: remove,
  };
}

/** A newer state knows resources that the backup does not: they would go on, and nobody would know of them. */
function assertReplaceable(before: string, restored: string, settings: StateSettings): void {
  const [current, backup] = [readExport(before, settings), readExport(restored, settings)];
  const isNewer = current.deployment.resources.length > 0 && writtenAt(current) > writtenAt(backup);
  if (!isNewer || settings.replaceNewer) return;
  const [now, then] = [current, backup].map((each) => writtenAt(each).toISOString());
  throw new BackupError(
    `the state in use was written at ${now}, after that of the backup at ${then}: ` +
      `what was made in between would be forgotten; say replaceNewer in the job's settings if that is wanted`,
  );
}
