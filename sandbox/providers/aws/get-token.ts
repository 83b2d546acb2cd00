import { spawnSync } from "node:child_process";
import { delimiter, join } from "node:path";
import { parseArgs } from "node:util";
import { printCredentials, reportToStderr } from "../cloud/control-plane.ts";
import { contextOf, eks, findCluster } from "./cluster.ts";

/** Prints credentials for a simulated cluster, and leaves every other command to the real `aws`, if there is one. */
const { values, positionals } = parseArgs({
  strict: false,
  allowPositionals: true,
  options: {
    "cluster-name": { type: "string" },
    output: { type: "string" },
    profile: { type: "string" },
    region: { type: "string" },
    "role-arn": { type: "string" },
  },
});
const name = String(values["cluster-name"] ?? "");
const region = String(values.region ?? process.env["AWS_REGION"] ?? process.env["AWS_DEFAULT_REGION"] ?? "");
const record = positionals.join(" ") === "eks get-token" ? findCluster(name, region) : undefined;

if (record) {
  await printCredentials(eks.tokenFor(contextOf(record), reportToStderr));
} else {
  const own = join(import.meta.dirname, "commands");
  const path = (process.env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== own);
  const ran = spawnSync("aws", process.argv.slice(2), {
    stdio: "inherit",
    env: { ...process.env, PATH: path.join(delimiter) },
  });
  if (ran.error) {
    console.error(
      `aws ${process.argv.slice(2).join(" ")}: the sandbox has no cluster ${name} in ${region || "no region"}, and there is no other aws command`,
    );
  }
  process.exitCode = ran.status ?? 1;
}
