import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { stringify } from "yaml";
import { Failure } from "../lib/failure.ts";
import { parseCrds, withShortDescriptions } from "./crd.ts";
import type { Crd } from "./crd.ts";
import { strimzi } from "./operators.ts";

const dependencyPlugin = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1";

const pom = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>plumbline</groupId><artifactId>strimzi-crds</artifactId><version>0</version>
  <dependencies>
    <dependency><groupId>io.strimzi</groupId><artifactId>crd-generator</artifactId><version>${strimzi.version}</version></dependency>
    <dependency><groupId>io.strimzi</groupId><artifactId>api</artifactId><version>${strimzi.version}</version></dependency>
  </dependencies>
</project>
`;

const header = `# Generated from Strimzi ${strimzi.version} (Apache-2.0) by its own generator: npm run generate:strimzi; do not edit.
`;

/**
 * Prints Strimzi's CRDs with its own generator. Needs Java 17 and Maven, which is why the result is kept in the repository: only
 * who changes Strimzi's version runs this.
 *
 * @returns the text of each file, by file name
 */
export async function generateStrimzi(): Promise<Map<string, string>> {
  const work = await mkdtemp(join(tmpdir(), "strimzi-crds-"));
  try {
    await writeFile(join(work, "pom.xml"), pom);
    await tool("mvn", ["-q", "-B", `${dependencyPlugin}:copy-dependencies`, "-DoutputDirectory=lib"], work);
    await mkdir(join(work, "crds"));
    const outputs = Object.entries(strimzi.classes).map(([kind, type]) => `${type}=crds/${kind}.yaml`);
    // v1beta2 alone: the older versions triple the size, are deprecated, and nobody should write them.
    const versions = ["--api-versions", "v1beta2", "--storage-version", "v1beta2"];
    await tool(
      "java",
      ["-cp", "lib/*", "io.strimzi.crdgenerator.CrdGenerator", "--yaml", ...versions, ...outputs],
      work,
    );
    const files = Object.keys(strimzi.classes).map((kind) => join(work, "crds", `${kind}.yaml`));
    const crds = (await Promise.all(files.map(async (file) => parseCrds(await readFile(file, "utf8"), file)))).flat();
    return new Map(crds.map((crd) => [`${crd.metadata.name}.yaml`, header + compact(crd)]));
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function tool(command: string, args: string[], cwd: string): Promise<void> {
  const { code, failed, stdout, stderr } = await execa(command, args, { cwd, reject: false });
  if (code === "ENOENT") {
    throw new Failure(
      `${command} is not installed: Strimzi's CRDs are printed by its own program, which needs Java 17 and Maven`,
    );
  }
  if (failed) throw new Failure(`${command} failed: ${(stderr || stdout).trim().split("\n", 1)[0] ?? "no output"}`);
}

/** Narrow indentation takes a third off: the schema is deep. */
function compact(crd: Crd): string {
  const options = { aliasDuplicateObjects: false, lineWidth: 0, indent: 1, indentSeq: false };
  return stringify(withShortDescriptions(crd), options);
}
