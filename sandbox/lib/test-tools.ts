import { join } from "node:path";
import type { Report } from "./failure.ts";
import { GoTools } from "./go-tools.ts";
import type { GoTool } from "./go-tools.ts";
import { projectRoot } from "./paths.ts";

/**
 * Programs that only tests run, each pinned by a Go module of its own in `sandbox/go-tests/<name>`, so that they need
 * not agree on the versions of what they depend on. `make up` and its set-up build none of them.
 */
const tools = {
  kubeconform: { package: "github.com/yannh/kubeconform/cmd/kubeconform", stamps: {}, seconds: 10 },
} as const satisfies Record<string, GoTool>;

export type TestToolName = keyof typeof tools;

/**
 * Makes sure that a tool is built; says nothing and starts nothing when it is.
 *
 * @returns its path
 * @throws Failure if Go is missing or too old, or the tool does not build
 */
export async function ensureTestTool(name: TestToolName, report: Report): Promise<string> {
  const moduleDir = join(projectRoot, "sandbox/go-tests", name);
  const built = new GoTools<string>(`test-tools-${name}`, moduleDir, { [name]: tools[name] });
  await built.ensure([name], report);
  return built.path(name);
}
