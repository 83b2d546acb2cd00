import assert from "node:assert/strict";
import { chmod, mkdir, mkdtemp, readFile, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ensureCrds, readOperatorCrds } from "../../../sandbox/crds/crds.ts";
import { goOperators } from "../../../sandbox/crds/operators.ts";
import type { GoOperator } from "../../../sandbox/crds/operators.ts";
import { silent } from "../../../sandbox/lib/failure.ts";

const crdText = (kind: string, extra = ""): string => `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: ${kind.toLowerCase()}s.example.org
spec:
  group: example.org
  scope: Namespaced
  names: { kind: ${kind}, plural: ${kind.toLowerCase()}s }
  versions:
    - name: v1
      served: true
      storage: true
      schema: { openAPIV3Schema: { type: object, description: "One sentence. Another one." } }
${extra}
`;

const webhook = "  conversion: { strategy: Webhook, webhook: { conversionReviewVersions: [v1] } }";

/** What `go mod download` answers about an operator. */
interface Answer {
  Path: string;
  Version: string;
  Dir?: string;
  Sum?: string;
  Error?: string;
}

describe("the CRD store", () => {
  const path = process.env.PATH;
  let work: string;
  let cache: string;

  beforeEach(async () => {
    work = await mkdtemp(join(tmpdir(), "crd-store-"));
    cache = join(work, "cache");
  });

  afterEach(async () => {
    process.env.PATH = path;
    await rm(work, { recursive: true, force: true });
  });

  /** Puts a `go` first on the path that counts its calls and answers as told. */
  async function fakeGo(change: (answer: Answer) => Answer = (answer) => answer): Promise<void> {
    const answers = await Promise.all(
      goOperators.map(async (operator) => {
        const dir = await writeModule(operator);
        return change({ Path: operator.module, Version: operator.version, Dir: dir, Sum: operator.sum });
      }),
    );
    await mkdir(join(work, "bin"));
    await writeFile(join(work, "answers"), answers.map((answer) => `${JSON.stringify(answer, null, "\t")}\n`).join(""));
    const script = `#!/bin/sh\necho "$@" >> ${join(work, "calls")}\ncat ${join(work, "answers")}\n`;
    await writeFile(join(work, "bin/go"), script);
    await chmod(join(work, "bin/go"), 0o755);
    process.env.PATH = `${join(work, "bin")}:${path ?? ""}`;
  }

  async function writeModule({ name, crds, kinds = ["Thing"] }: GoOperator): Promise<string> {
    const [first] = crds;
    const inFiles = first.endsWith(".yaml");
    const texts = [...kinds, "Unwanted"].map((kind) => crdText(kind, kind === "Certificate" ? webhook : ""));
    for (const at of crds) {
      const file = join(work, "modules", name, inFiles ? at : `${at}/all.yaml`);
      await mkdir(dirname(file), { recursive: true });
      // What the second folder of velero holds may not repeat the first.
      const text = at === first ? texts.join("---\n") : crdText("Other");
      await writeFile(
        file,
        `# a comment\n${text}---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: not-a-crd }\n`,
      );
    }
    return join(work, "modules", name);
  }

  const calls = async (): Promise<string[]> => (await readFile(join(work, "calls"), "utf8")).trim().split("\n");

  it("holds the wanted kinds of every operator, one file each, and is filled once", async () => {
    await fakeGo();
    const lines: string[] = [];
    const store = await ensureCrds((line) => lines.push(line), cache);

    assert.deepEqual((await readdir(store)).sort(), [...goOperators.map(({ name }) => name), "strimzi"].sort());
    assert.deepEqual((await readdir(join(store, "eck"))).sort(), [
      "elasticsearchs.example.org.yaml",
      "kibanas.example.org.yaml",
    ]);
    assert.deepEqual((await readdir(join(store, "velero"))).sort(), [
      "others.example.org.yaml",
      "things.example.org.yaml",
      "unwanteds.example.org.yaml",
    ]);
    assert.equal(lines.length, goOperators.length + 2);

    const again: string[] = [];
    assert.equal(await ensureCrds((line) => again.push(line), cache), store);
    assert.deepEqual(again, []);
    assert.deepEqual(await calls(), [
      `mod download -json ${goOperators.map(({ module, version }) => `${module}@${version}`).join(" ")}`,
    ]);
    assert.deepEqual(await readdir(cache), [store.slice(cache.length + 1)]);
  });

  it("asks no operator to convert, since none runs, and keeps one sentence of each description", async () => {
    await fakeGo();
    const store = await ensureCrds(silent, cache);
    const [certificate] = await readOperatorCrds(store, "cert-manager");
    assert.equal(certificate?.spec.names.kind, "CertificateRequest");
    const conversions = (await readOperatorCrds(store, "cert-manager")).map(({ spec }) => [
      spec.names.kind,
      spec.conversion,
    ]);
    assert.deepEqual(conversions, [
      ["CertificateRequest", undefined],
      ["Certificate", { strategy: "None" }],
      ["ClusterIssuer", undefined],
      ["Issuer", undefined],
    ]);
    assert.equal(certificate.spec.versions[0]?.schema.openAPIV3Schema.description, "One sentence.");
  });

  it("refuses a module that is not the one that was reviewed, and leaves nothing behind", async () => {
    await fakeGo((answer) => (answer.Path.includes("velero") ? { ...answer, Sum: "h1:other=" } : answer));
    const velero = goOperators.find(({ name }) => name === "velero");
    await assert.rejects(ensureCrds(silent, cache), {
      name: "Error",
      message:
        `velero: github.com/vmware-tanzu/velero@v1.18.3 has checksum h1:other=, not ${velero?.sum ?? ""}: the module is ` +
        "not the one that was reviewed; if the version was changed on purpose, put its new checksum into sandbox/crds/operators.ts",
    });
    assert.deepEqual(await readdir(cache), []);
  });

  it("says which module cannot be fetched, and why", async () => {
    await fakeGo(({ Dir, ...answer }) =>
      answer.Path.includes("keda")
        ? { ...answer, Error: "some context\ndial tcp: no route to host" }
        : { ...answer, Dir: Dir ?? "" },
    );
    await assert.rejects(ensureCrds(silent, cache), {
      message:
        "keda: github.com/kedacore/keda/v2@v2.21.0 cannot be fetched: dial tcp: no route to host; check the network and GOPROXY",
    });
  });

  it("says that a kind of the table is not in the operator's release", async () => {
    await fakeGo();
    await writeFile(join(work, "modules/keda/config/crd/bases/all.yaml"), crdText("ScaledObject"));
    await assert.rejects(ensureCrds(silent, cache), {
      message: "keda v2.21.0: no CRD of kind TriggerAuthentication; sandbox/crds/operators.ts says where they are",
    });
  });

  it("says that Go is missing", async () => {
    await mkdir(join(work, "empty"));
    process.env.PATH = join(work, "empty");
    await assert.rejects(ensureCrds(silent, cache), {
      message: "go is not installed: the CRDs come from Go modules; install Go 1.21 or newer",
    });
  });

  it("takes away what a killed run left an hour ago, not what another is at work on", async () => {
    await fakeGo();
    await mkdir(join(cache, "crds-building-old"), { recursive: true });
    await mkdir(join(cache, "crds-building-new"));
    const longAgo = new Date(Date.now() - 2 * 3_600_000);
    await utimes(join(cache, "crds-building-old"), longAgo, longAgo);
    const store = await ensureCrds(silent, cache);
    assert.deepEqual((await readdir(cache)).sort(), [store.slice(cache.length + 1), "crds-building-new"].sort());
  });

  it("is filled by two at once", async () => {
    await fakeGo();
    const [one, other] = await Promise.all([ensureCrds(silent, cache), ensureCrds(silent, cache)]);
    assert.equal(one, other);
    assert.deepEqual(await readdir(cache), [one.slice(cache.length + 1)]);
  });
});
