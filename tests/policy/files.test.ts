import assert from "node:assert/strict";
import { cp, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { execa } from "execa";
import { checkConfig } from "../../policy/lib/config-file.ts";
import { parseExemptions } from "../../policy/lib/exemptions.ts";
import { rules } from "../../policy/rules/index.ts";
import { projectRoot } from "../../sandbox/lib/paths.ts";

const policies = new Set(["k8s-replicas"]);
const good = [
  "- policy: k8s-replicas",
  "  resource: kubernetes:apps/v1:Deployment::web",
  "  stacks: [staging]",
  "  reason: One licence.",
  "  owner: shop@example.com",
  "  expires: 2027-01-31",
];

describe("the file of exemptions", () => {
  const parse = (text: string) => parseExemptions(text, "exemptions.yaml", policies);
  const withLine = (field: string, line: string | undefined): string =>
    good.map((one) => (one.includes(` ${field}:`) ? (line ?? "") : one)).join("\n");

  it("is read into entries", () => {
    assert.deepEqual(parse(good.join("\n")), [
      {
        policy: "k8s-replicas",
        resource: "kubernetes:apps/v1:Deployment::web",
        stacks: ["staging"],
        reason: "One licence.",
        owner: "shop@example.com",
        expires: "2027-01-31",
      },
    ]);
    assert.deepEqual([parse("[]"), parse("# nothing\n")], [[], []]);
  });

  const entry = "exemptions.yaml: entry 1:";
  const wrong: readonly (readonly [title: string, text: string, error: string])[] = [
    ["no list", "policy: a", "exemptions.yaml: must be a list of exemptions, not a map"],
    [
      "no YAML",
      "- a: [",
      "exemptions.yaml: Flow sequence in block collection must be sufficiently indented and end with a ] at line 1, column 7:",
    ],
    [
      "an entry that is a text",
      "- k8s-replicas",
      `${entry} must have the fields policy, resource, stacks, expires, not be "k8s-replicas"`,
    ],
    [
      "a field that there is not",
      `${good.join("\n")}\n  until: x`,
      `${entry} until: no such field; there are policy, resource, stacks, path, reason, owner, expires`,
    ],
    [
      "no policy",
      withLine("policy", "- paths: a"),
      `${entry} paths: no such field; there are policy, resource, stacks, path, reason, owner, expires`,
    ],
    [
      "a policy that there is not",
      withLine("policy", "- policy: k8s-replica"),
      `${entry} policy: the pack has no policy "k8s-replica"`,
    ],
    ["no resource", withLine("resource", undefined), `${entry} resource: missing`],
    [
      "a resource without a type",
      withLine("resource", "  resource: web"),
      `${entry} resource: must be a URN or TYPE::NAME, such as kubernetes:apps/v1:Deployment::web, not "web"`,
    ],
    ["no stacks", withLine("stacks", "  stacks: []"), `${entry} stacks: must be a list of stacks, not an empty list`],
    ["a reason that is no text", withLine("reason", "  reason: 4"), `${entry} reason: must be a text, not 4`],
    ["no last day", withLine("expires", undefined), `${entry} expires: missing`],
    [
      "a day that there is not",
      withLine("expires", "  expires: 2027-02-30"),
      `${entry} expires: must be a day such as 2027-01-31, not "2027-02-30"`,
    ],
    [
      "a day in another form",
      withLine("expires", "  expires: soon"),
      `${entry} expires: must be a day such as 2027-01-31, not "soon"`,
    ],
  ];
  for (const [title, text, error] of wrong) {
    it(`is refused with ${title}`, () => assert.throws(() => parse(text), { message: error }));
  }

  it("keeps the pack from starting when it is malformed, with one line", async () => {
    await execa("npm", ["run", "-s", "build", "-w", "plumbline-policy"], { cwd: projectRoot });
    const folder = await mkdtemp(path.join(tmpdir(), "plumbline-pack-"));
    try {
      for (const part of ["dist", "package.json", "PulumiPolicy.yaml"])
        await cp(path.join(projectRoot, "policy", part), path.join(folder, part), { recursive: true });
      await symlink(path.join(projectRoot, "node_modules"), path.join(folder, "node_modules"));
      await writeFile(path.join(folder, "exemptions.yaml"), "- policy: k8s-no-privileged\n  because: it is late\n");
      const runner = path.join(projectRoot, "node_modules/@pulumi/pulumi/cmd/run-policy-pack");
      const run = await execa(process.execPath, [runner, "127.0.0.1:1", "."], { cwd: folder, reject: false });
      assert.deepEqual(
        { stdout: run.stdout, stderr: run.stderr, failed: run.exitCode !== 0 },
        {
          stdout: "",
          stderr:
            "policy/exemptions.yaml: entry 1: because: no such field; there are policy, resource, stacks, path, reason, owner, expires",
          failed: true,
        },
      );
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe("a stack's settings of the pack", () => {
  const check = (config: unknown) => checkConfig(JSON.stringify(config), "dev.json", rules);

  it("may set levels and thresholds", () => {
    check({ "k8s-no-privileged": "advisory", "k8s-image-pinned": { enforcementLevel: "mandatory", digest: false } });
  });

  it("are refused in one line that says what to write", () => {
    const levels = "must be one of advisory, mandatory, remediate, disabled";
    const wrong: readonly (readonly [config: unknown, error: string])[] = [
      [[], "dev.json: must be an object, not []"],
      [{ "k8s-privileged": "mandatory" }, "dev.json: k8s-privileged: the pack has no policy of this name"],
      [{ "k8s-no-privileged": "strict" }, `dev.json: k8s-no-privileged: enforcementLevel: ${levels}, not "strict"`],
      [{ "k8s-no-privileged": 1 }, "dev.json: k8s-no-privileged: must be an object, not 1"],
      [
        { "k8s-image-pinned": { enforcementLevel: true } },
        `dev.json: k8s-image-pinned: enforcementLevel: ${levels}, not true`,
      ],
      [
        { "k8s-image-pinned": { digests: true } },
        "dev.json: k8s-image-pinned: digests: no such threshold; there is digest",
      ],
      [
        { "k8s-no-privileged": { digest: true } },
        "dev.json: k8s-no-privileged: digest: no such threshold; this policy has none",
      ],
      [
        { "k8s-image-pinned": { digest: "yes" } },
        'dev.json: k8s-image-pinned: digest: must be true or false, not "yes"',
      ],
      [
        { "random-credential-length": { minimum: 8.5 } },
        "dev.json: random-credential-length: minimum: must be an integer, not 8.5",
      ],
      [
        { "k8s-no-token-automount": { needToken: "app" } },
        'dev.json: k8s-no-token-automount: needToken: must be a list of texts, not "app"',
      ],
    ];
    for (const [config, error] of wrong) assert.throws(() => check(config), { message: error });
    assert.throws(() => checkConfig("{", "dev.json", rules), { message: /^dev\.json: not JSON: .+$/ });
  });
});
