import assert from "node:assert/strict";
import { execa } from "execa";
import { manifestsOf } from "../../../cli/lib/manifests.ts";
import { deployerWrites } from "../../../components/platform/deployer.ts";
import { toolPath } from "../../../sandbox/lib/tools.ts";
import { graphOf } from "../../lib/graph.ts";
import { sharedCluster } from "../lib/provider-cluster.ts";

/** A right in a namespace, or in the whole cluster. */
interface Asked {
  readonly verb: string;
  readonly group: string;
  readonly resource: string;
  readonly namespace?: string;
}

/** Hands YAML or JSON to kubectl. */
async function kubectl(args: readonly string[], input: string): Promise<string> {
  const { kubeconfig } = await sharedCluster();
  const { stdout } = await execa(toolPath("kubectl"), ["--kubeconfig", kubeconfig, ...args, "-f", "-"], {
    input,
    timeout: 60_000,
  });
  return stdout;
}

/** What of it the API server allows to those who deploy a system. */
async function allowed(system: string, asked: readonly Asked[]): Promise<Asked[]> {
  const items = asked.map((resourceAttributes) => ({
    apiVersion: "authorization.k8s.io/v1",
    kind: "SubjectAccessReview",
    spec: {
      user: "pipeline",
      groups: ["plumbline:deployers", `plumbline:deployers:${system}`, "system:authenticated"],
      resourceAttributes,
    },
  }));
  const list = JSON.stringify({ apiVersion: "v1", kind: "List", items });
  const answers = (await kubectl(["create", "-o", 'jsonpath={.status.allowed}{"\\n"}'], list)).trim().split("\n");
  assert.equal(answers.length, asked.length);
  return asked.filter((_, index) => answers[index] === "true");
}

describe("an API server, asked what a deployer may do (REC-055)", () => {
  before(async () => {
    const manifests = manifestsOf(await graphOf("dev"));
    const named = (kind: string, name: RegExp) =>
      manifests.filter(({ object }) => object.kind === kind && name.test(object.metadata.name ?? ""));
    const rights = [
      ...named("Namespace", /^(cap|ecommerce)$/),
      ...named("ClusterRole", /^plumbline-deployer/),
      ...named("ClusterRoleBinding", /^plumbline-deployer/),
      ...named("RoleBinding", /^deployer$/).filter(({ object }) =>
        ["cap", "ecommerce"].includes(object.metadata.namespace ?? ""),
      ),
    ];
    assert.equal(rights.length, 7);
    await kubectl(["apply"], rights.map(({ text }) => text).join("---\n"));
  });

  const everything = (namespace: string): Asked[] =>
    Object.entries(deployerWrites).flatMap(([group, resources]) =>
      resources.flatMap((resource) =>
        ["create", "patch", "delete"].map((verb) => ({ verb, group, resource, namespace })),
      ),
    );

  it("lets them do in their own namespace what a deployment does", async () => {
    assert.deepEqual(await allowed("cap", everything("cap")), everything("cap"));
  });

  it("keeps them out of the others' namespaces, and of the cluster's own", async () => {
    for (const namespace of ["ecommerce", "kube-system", "monitoring"]) {
      const secrets = { verb: "get", group: "", resource: "secrets", namespace };
      assert.deepEqual(await allowed("cap", [...everything(namespace), secrets]), [], namespace);
    }
  });

  it("lets them see namespaces, and neither make one nor give rights nor touch what the cluster stands on", async () => {
    const rbac = "rbac.authorization.k8s.io";
    const asked: Asked[] = [
      { verb: "list", group: "", resource: "namespaces" },
      { verb: "create", group: "", resource: "namespaces" },
      { verb: "patch", group: "", resource: "namespaces", namespace: "cap" },
      { verb: "create", group: rbac, resource: "rolebindings", namespace: "cap" },
      { verb: "create", group: rbac, resource: "roles", namespace: "cap" },
      { verb: "bind", group: rbac, resource: "clusterroles" },
      { verb: "create", group: "storage.k8s.io", resource: "storageclasses" },
      { verb: "create", group: "apiextensions.k8s.io", resource: "customresourcedefinitions" },
      { verb: "create", group: "admissionregistration.k8s.io", resource: "validatingwebhookconfigurations" },
      { verb: "get", group: "", resource: "nodes" },
      { verb: "create", group: "", resource: "pods/exec", namespace: "cap" },
    ];
    assert.deepEqual(await allowed("cap", asked), asked.slice(0, 1));
  });
});
