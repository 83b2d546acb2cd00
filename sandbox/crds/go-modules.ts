import { mkdir } from "node:fs/promises";
import { execa } from "execa";
import { z } from "zod";
import { Failure } from "../lib/failure.ts";
import type { GoOperator } from "./operators.ts";

const download = z.object({
  Path: z.string(),
  Version: z.string(),
  Error: z.string().optional(),
  /** Folder with the module's files. */
  Dir: z.string().optional(),
  Sum: z.string().optional(),
});

/**
 * Fetches the operators' Go modules (they stay in Go's module cache) and says where the files of each are.
 *
 * The modules are downloaded one by one, not as requirements of a module of ours: nothing is compiled, so the operators do not have to
 * agree on the versions of what they depend on, and those dependencies are not fetched. Each is held to the checksum of operators.ts.
 *
 * @param workDir folder outside of any Go module, so that no other go.mod has a say
 */
export async function fetchModules(
  operators: readonly GoOperator[],
  workDir: string,
): Promise<Map<GoOperator, string>> {
  await mkdir(workDir, { recursive: true });
  const args = ["mod", "download", "-json", ...operators.map((o) => `${o.module}@${o.version}`)];
  const { stdout, stderr, code, failed } = await execa("go", args, {
    cwd: workDir,
    env: { GOWORK: "off", GOFLAGS: "-mod=mod" },
    reject: false,
  });
  if (code === "ENOENT")
    throw new Failure("go is not installed: the CRDs come from Go modules; install Go 1.21 or newer");
  const answers = parseDownloads(stdout);
  if (failed && answers.size === 0) throw new Failure(`go mod download: ${lastLine(stderr)}`);
  return new Map(operators.map((operator) => [operator, verifiedDir(operator, answers.get(operator.module))]));
}

/** The answers of `go mod download -json` by module: JSON objects one after the other. */
function parseDownloads(stdout: string): Map<string, z.infer<typeof download>> {
  const objects = stdout.split(/(?<=^\})\n/m).filter((text) => text.trim() !== "");
  return new Map(objects.map((text) => download.parse(JSON.parse(text))).map((answer) => [answer.Path, answer]));
}

function verifiedDir(operator: GoOperator, answer: z.infer<typeof download> | undefined): string {
  const what = `${operator.name}: ${operator.module}@${operator.version}`;
  if (answer?.Dir === undefined) {
    throw new Failure(
      `${what} cannot be fetched: ${lastLine(answer?.Error ?? "no answer")}; check the network and GOPROXY`,
    );
  }
  if (answer.Sum !== operator.sum) {
    throw new Failure(
      `${what} has checksum ${String(answer.Sum)}, not ${operator.sum}: the module is not the one that was reviewed; ` +
        "if the version was changed on purpose, put its new checksum into sandbox/crds/operators.ts",
    );
  }
  return answer.Dir;
}

const lastLine = (text: string): string => text.trim().split("\n").at(-1) ?? "";
