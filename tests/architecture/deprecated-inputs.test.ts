import assert from "node:assert/strict";
import { join } from "node:path";
import { ESLint } from "eslint";

const root = join(import.meta.dirname, "../..");
const rule = "plumbline/deprecated-inputs";

describe("deprecated inputs of a resource", () => {
  it("are refused in every form that they come in", async () => {
    const code = `
import { Cluster } from "@pulumi/aws/eks/cluster.js";
import { Bucket } from "@pulumi/aws/s3/bucket.js";
import { BucketVersioning } from "@pulumi/aws/s3/bucketVersioning.js";
const common = { acl: "private" };
export const all = [
  new Bucket("optional", { acl: "private", tags: {} }),
  new Bucket("nested", { versioning: { enabled: true } }),
  new Bucket("spread", { ...common }),
  new Cluster("required", { roleArn: "r", vpcConfig: { subnetIds: [] }, "defaultAddonsToRemoves": [] }),
  new BucketVersioning("current", { bucket: "b", versioningConfiguration: { status: "Enabled" } }),
];
`;
    const eslint = new ESLint({ cwd: root });
    const [result] = await eslint.lintText(code, { filePath: join(root, "components/region/aws-regions.ts") });
    const found = (result?.messages ?? []).filter(({ ruleId }) => ruleId === rule);
    assert.deepEqual(
      found.map(({ line, message }) => `${line - 6} ${message.split(":")[0] ?? ""}`),
      [
        "1 `acl` is deprecated",
        "2 `versioning` is deprecated",
        "3 `acl` is deprecated",
        "4 `defaultAddonsToRemoves` is deprecated",
      ],
    );
  });

  it("are looked for wherever a cloud's resources are made", async () => {
    const eslint = new ESLint({ cwd: root });
    for (const path of ["postgres/aws.ts", "queue/azure-topics.ts", "identity/secret-access.ts", "region/region.ts"]) {
      const config: unknown = await eslint.calculateConfigForFile(join(root, "components", path));
      assert.ok(typeof config === "object" && config !== null && "rules" in config);
      const { rules } = config;
      assert.ok(typeof rules === "object" && rules !== null && rule in rules, path);
    }
  });
});
