import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { thirdPartyImages } from "../../components/core/images.ts";
import { eksVersions } from "../../components/cluster/versions.ts";
import { type ChartEntry, charts } from "../../components/platform/catalogue.ts";
import { pinnedCharts } from "../../sandbox/crds/charts.ts";
import { goOperators } from "../../sandbox/crds/operators.ts";

const root = path.join(import.meta.dirname, "../..");
const manager = z.strictObject({
  customType: z.literal("regex"),
  description: z.string(),
  managerFilePatterns: z.array(z.string().regex(/^\/.+\/$/)),
  matchStrings: z.array(z.string()),
  depNameTemplate: z.string().optional(),
  packageNameTemplate: z.string().optional(),
  extractVersionTemplate: z.string().optional(),
  versioningTemplate: z.literal("loose").optional(),
  datasourceTemplate: z.enum(["helm", "docker", "go", "aws-eks-addon", "github-releases"]),
});
const schema = z.looseObject({
  schedule: z.array(z.string()),
  enabledManagers: z.array(z.string()),
  customManagers: z.array(manager),
  vulnerabilityAlerts: z.looseObject({ enabled: z.boolean(), schedule: z.array(z.string()) }),
  lockFileMaintenance: z.looseObject({ enabled: z.boolean() }),
});
const updates = schema.parse(JSON.parse(await readFile(path.join(root, "renovate.json"), "utf8")));

/** What the updater finds in a file, each as `datasource name version`, with the repository or digest that it goes by. */
async function found(file: string): Promise<string[]> {
  const text = await readFile(path.join(root, file), "utf8");
  const lines = updates.customManagers
    .filter(({ managerFilePatterns }) => managerFilePatterns.some((each) => new RegExp(each.slice(1, -1)).test(file)))
    .flatMap(({ matchStrings, depNameTemplate, datasourceTemplate }) =>
      matchStrings.flatMap((pattern) =>
        [...text.matchAll(new RegExp(pattern, "g"))].map(({ groups = {} }) => {
          const name = depNameTemplate?.replaceAll(/\{\{\{(\w+)\}\}\}/g, (_, key: string) => groups[key] ?? "");
          const from = groups.registryUrl ?? groups.currentDigest ?? "";
          return `${datasourceTemplate} ${name ?? groups.depName ?? ""} ${groups.currentValue ?? ""} ${from}`.trim();
        }),
      ),
    );
  return [...new Set(lines)].sort();
}

/** A chart, as the updater ought to find it; of Istio's four, which are one release, the first. */
const lineOf = ({ chart, version, repository }: Pick<ChartEntry, "chart" | "version" | "repository">) => {
  const istio = repository?.includes("istio") ?? false;
  if (istio && chart !== "base") return [];
  return repository === undefined
    ? [`docker ${chart.replace("oci://", "")} ${version}`]
    : [`helm ${chart} ${version} ${repository}`];
};

describe("regular updates (REC-057)", () => {
  it("are looked for each Monday, and those of security at any time", () => {
    assert.deepEqual(updates.schedule, ["* 0-5 * * 1"]);
    assert.equal(updates.vulnerabilityAlerts.enabled, true);
    assert.deepEqual(updates.vulnerabilityAlerts.schedule, ["at any time"]);
    assert.equal(updates.lockFileMaintenance.enabled, true);
    assert.deepEqual(updates.enabledManagers, ["npm", "gomod", "github-actions", "custom.regex"]);
  });

  it("find every chart of the platform where it is pinned, and where the sandbox knows it", async () => {
    const entries: ChartEntry[] = Object.values(charts);
    assert.deepEqual(await found("components/platform/catalogue.ts"), entries.flatMap(lineOf).sort());
    assert.deepEqual(await found("sandbox/crds/charts.ts"), pinnedCharts.flatMap(lineOf).sort());
  });

  it("find every image that the program brings, with its digest", async () => {
    assert.deepEqual(
      await found("components/core/images.ts"),
      Object.values(thirdPartyImages)
        .map(({ registry, repository, tag, digest }) => `docker ${registry}/${repository} ${tag} ${digest}`)
        .sort(),
    );
  });

  it("find what AWS keeps for clusters: every add-on, of their version of Kubernetes, and the image of nodes", async () => {
    const addons = Object.entries(eksVersions.addons).map(([name, version]) => `aws-eks-addon ${name} ${version}`);
    const [, day] = eksVersions.nodes.split("-");
    const nodes = `github-releases awslabs/amazon-eks-ami ${day}`;
    assert.deepEqual(await found("components/cluster/versions.ts"), [...addons, nodes].sort());
    const template = updates.customManagers.find(({ datasourceTemplate }) => datasourceTemplate === "aws-eks-addon");
    assert.deepEqual(JSON.parse(template?.packageNameTemplate ?? ""), {
      kubernetesVersion: "{{{kubernetes}}}",
      addonName: "{{{depName}}}",
    });
  });

  it("find every operator whose definitions the types are made from", async () => {
    assert.deepEqual(
      await found("sandbox/crds/operators.ts"),
      goOperators.map(({ module, version }) => `go ${module} ${version}`).sort(),
    );
  });
});
