import { existsSync } from "node:fs";
import { join } from "node:path";
import versions from "../versions.json" with { type: "json" };
import type { Report } from "./failure.ts";
import { GoTools } from "./go-tools.ts";
import type { GoTool } from "./go-tools.ts";
import { goModuleDir } from "./go.ts";
import { writeStages } from "./stages.ts";

const kubernetesStamps = {
  "k8s.io/component-base/version.gitVersion": `v${versions.kubernetes}`,
  "k8s.io/component-base/version.gitMajor": versions.kubernetes.split(".")[0] ?? "",
  "k8s.io/component-base/version.gitMinor": versions.kubernetes.split(".")[1] ?? "",
};

/** The programs that are built from `sandbox/go`, in the order in which they are built. */
const tools = {
  etcd: { package: "go.etcd.io/etcd/server/v3", stamps: {}, seconds: 40 },
  "kube-apiserver": { package: "k8s.io/kubernetes/cmd/kube-apiserver", stamps: kubernetesStamps, seconds: 140 },
  "kube-controller-manager": {
    package: "k8s.io/kubernetes/cmd/kube-controller-manager",
    stamps: kubernetesStamps,
    seconds: 50,
  },
  "kube-scheduler": { package: "k8s.io/kubernetes/cmd/kube-scheduler", stamps: kubernetesStamps, seconds: 6 },
  kubectl: { package: "k8s.io/kubernetes/cmd/kubectl", stamps: kubernetesStamps, seconds: 20 },
  kwok: { package: "sigs.k8s.io/kwok/cmd/kwok", stamps: {}, seconds: 12 },
  pulumi: {
    package: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
    stamps: { "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version": `v${versions.pulumi}` },
    seconds: 130,
  },
} as const satisfies Record<string, GoTool>;

export type ToolName = keyof typeof tools;

/** Everything that a control plane needs. */
export const controlPlaneTools = [
  "etcd",
  "kube-apiserver",
  "kube-controller-manager",
  "kube-scheduler",
  "kubectl",
  "kwok",
] as const satisfies readonly ToolName[];

const built = new GoTools<ToolName>("tools", goModuleDir, tools);

/** Where this checkout's tools are. */
export const toolsDir = built.dir;

export const toolPath = (name: ToolName): string => built.path(name);

/** How kwok's nodes, pods and volumes behave: the stages of its own release, in one file; another number where they are made otherwise. */
export const stagesFile = join(toolsDir, "kwok-stages-2.yaml");

/** What kwok's release wants the API server to know: its rights, and a default StorageClass. */
export const kwokObjectsFile = join(toolsDir, "kwok-objects.yaml");

/**
 * Makes sure that the tools are built; says nothing and starts nothing when they are.
 *
 * @throws Failure if Go is missing or too old, or a tool does not build
 */
export async function ensureTools(names: readonly ToolName[], report: Report): Promise<void> {
  const isWhole = (name: ToolName) => name !== "kwok" || existsSync(stagesFile);
  const finish = () => (names.includes("kwok") ? writeStages(stagesFile, kwokObjectsFile) : Promise.resolve());
  await built.ensure(names, report, isWhole, finish);
}
