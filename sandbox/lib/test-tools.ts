import { join } from "node:path";
import type { Report } from "./failure.ts";
import { GoTools } from "./go-tools.ts";
import type { GoTool } from "./go-tools.ts";
import { projectRoot } from "./paths.ts";

/** The newest commit that the Go module proxy has comes after this release. */
const mongoToolsStamps = { "main.VersionStr": "100.6.1" };

/**
 * Programs that tests run, and the controller of Argo Rollouts, which simulated clusters have, too: by the Go module in
 * `sandbox/go-tests/<module>` that pins them. The modules need not agree on the versions of what they depend on. `make up` and its
 * set-up build none of them.
 */
const modules = {
  actionlint: {
    actionlint: { package: "github.com/rhysd/actionlint/cmd/actionlint", stamps: {}, seconds: 15 },
  },
  kubeconform: {
    kubeconform: { package: "github.com/yannh/kubeconform/cmd/kubeconform", stamps: {}, seconds: 10 },
  },
  "log-archiver": {
    otelcol: { package: "./otelcol", stamps: {}, seconds: 75 },
  },
  "mongo-tools": {
    mongodump: { package: "github.com/mongodb/mongo-tools/mongodump/main", stamps: mongoToolsStamps, seconds: 15 },
    mongorestore: { package: "github.com/mongodb/mongo-tools/mongorestore/main", stamps: mongoToolsStamps, seconds: 5 },
  },
  "kube-score": {
    "kube-score": { package: "github.com/zegl/kube-score/cmd/kube-score", stamps: {}, seconds: 40 },
  },
  rollouts: {
    "rollouts-controller": {
      package: "github.com/argoproj/argo-rollouts/cmd/rollouts-controller",
      stamps: {},
      seconds: 150,
    },
    "gateway-api-plugin": { package: "./gateway-api-plugin", stamps: {}, seconds: 5 },
  },
  velero: {
    velero: {
      package: "github.com/vmware-tanzu/velero/cmd/velero",
      stamps: {
        "github.com/vmware-tanzu/velero/pkg/buildinfo.Version": "v1.18.3",
        // A second server of metrics, which no option moves off port 8080 of every address: there is none.
        "sigs.k8s.io/controller-runtime/pkg/metrics/server.DefaultBindAddress": "0",
      },
      seconds: 200,
    },
    "velero-plugin-for-aws": {
      package: "github.com/vmware-tanzu/velero-plugin-for-aws/velero-plugin-for-aws",
      stamps: {},
      seconds: 15,
    },
  },
  versitygw: {
    versitygw: {
      package: "github.com/versity/versitygw/cmd/versitygw",
      stamps: { "main.Version": "v1.8.0" },
      seconds: 40,
    },
  },
} as const satisfies Record<string, Record<string, GoTool>>;

type Modules = typeof modules;
export type TestToolName = { [Module in keyof Modules]: keyof Modules[Module] }[keyof Modules];

/**
 * Makes sure that a tool is built; says nothing and starts nothing when it is.
 *
 * @returns its path
 * @throws Failure if Go is missing or too old, or the tool does not build
 */
export async function ensureTestTool(name: TestToolName, report: Report): Promise<string> {
  const found = Object.entries<Record<string, GoTool>>(modules).find(([, tools]) => name in tools);
  if (!found) throw new Error(`no Go module of the tests builds ${name}`);
  const [module, tools] = found;
  const built = new GoTools<string>(`test-tools-${module}`, join(projectRoot, "sandbox/go-tests", module), tools);
  await built.ensure([name], report);
  return built.path(name);
}
