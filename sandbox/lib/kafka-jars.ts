import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { Failure } from "./failure.ts";
import type { Report } from "./failure.ts";
import { withLock } from "./lock.ts";
import { cacheDir } from "./paths.ts";

/** The version of the brokers in the cluster, and where its log goes. */
const dependencies = ["org.apache.kafka:kafka_2.13:3.9.0", "org.slf4j:slf4j-reload4j:1.7.36"] as const;

/** Of all jars together: Maven has no list of locked checksums. */
const digest = "e3a8f09627911bf00eed4504eab34bdcf062a36c826974dd381eb7f8d8037595";

const dependencyPlugin = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1";

/**
 * Makes sure that the jars of Kafka's broker are there; says nothing and starts nothing when they are.
 *
 * @returns their folder, for a class path
 * @throws Failure if Java or Maven is missing, or a jar is not the one that is pinned
 */
export async function ensureKafkaJars(report: Report): Promise<string> {
  const dir = join(cacheDir, `kafka-jars-${digest.slice(0, 12)}`);
  if (existsSync(dir)) return dir;
  const waiting = (pid: number) => report(`Waiting for process ${pid}, which fetches Kafka`);
  await withLock(`${dir}.lock`, waiting, async () => {
    if (existsSync(dir)) return;
    report("Fetching Kafka (once per machine, about 15 s)");
    await fetchJars(dir);
  });
  return dir;
}

async function fetchJars(dir: string): Promise<void> {
  const work = `${dir}.unfinished`;
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work);
  writeFileSync(join(work, "pom.xml"), pom());
  const goal = `${dependencyPlugin}:copy-dependencies`;
  await run("java", ["-version"], work);
  await run("mvn", ["-q", "-B", "--strict-checksums", goal, "-DoutputDirectory=jars"], work);
  const jars = join(work, "jars");
  const found = digestOf(jars);
  if (found !== digest)
    throw new Failure(`the jars of Kafka have the checksum ${found} instead of ${digest}: remove ${work}`);
  renameSync(jars, dir);
  rmSync(work, { recursive: true, force: true });
}

function pom(): string {
  const list = dependencies.map((each) => {
    const [group = "", artifact = "", version = ""] = each.split(":");
    return `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version></dependency>`;
  });
  return `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>plumbline</groupId><artifactId>kafka</artifactId><version>0</version>
  <dependencies>${list.join("")}</dependencies>
</project>
`;
}

function digestOf(folder: string): string {
  const hash = createHash("sha256");
  for (const jar of readdirSync(folder).sort()) {
    const own = createHash("sha256").update(readFileSync(join(folder, jar)));
    hash.update(`${own.digest("hex")}  ${jar}\n`);
  }
  return hash.digest("hex");
}

async function run(command: string, args: readonly string[], cwd: string): Promise<void> {
  const { code, failed, stdout, stderr } = await execa(command, args, { cwd, reject: false });
  if (code === "ENOENT") throw new Failure(`${command} is not installed: Kafka's tests need Java 17 and Maven`);
  if (failed) throw new Failure(`${command} failed: ${(stderr || stdout).trim().split("\n", 1)[0] ?? "no output"}`);
}
