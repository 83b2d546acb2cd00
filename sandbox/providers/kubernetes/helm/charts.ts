import { eq, valid } from "semver";
import { pinnedCharts } from "../../../crds/charts.ts";
import type { PinnedChart } from "../../../crds/charts.ts";
import type { Failure } from "../../lib/provider.ts";
import { at, isUnknown } from "../../lib/values.ts";
import type { JsonObject } from "../../lib/values.ts";
import { text } from "../objects.ts";

/** The name in a chart's `Chart.yaml`. */
export const chartName = ({ chart }: PinnedChart): string => chart.split("/").at(-1) ?? chart;

/** The chart that a release names; undefined while its name is not known. Otherwise why there is none. */
export function findChart(inputs: JsonObject): { chart?: PinnedChart; failure?: Failure } {
  const wanted = ["chart", "version"].map((field) => at(inputs, [field]));
  const repo = at(inputs, ["repositoryOpts", "repo"]);
  if ([...wanted, repo].some((value) => isUnknown(value))) return {};
  const name = text(inputs, "chart");
  const repository = text(inputs, "repositoryOpts", "repo");
  const named = pinnedCharts.filter(({ chart }) => chart === name);
  if (named.length === 0) {
    const known = pinnedCharts.map(chartName).join(", ");
    return fail("chart", `chart "${name}" is not in any repository that the sandbox knows; it knows ${known}`);
  }
  const chart = named.find((each) => (each.repository ?? "") === repository);
  if (!chart) {
    const places = named.map((each) => each.repository ?? "its own address, without repositoryOpts").join(", ");
    return fail("repositoryOpts", `chart "${name}" is not in ${repository || "no repository"}; it is in ${places}`);
  }
  const version = text(inputs, "version");
  if (version !== "" && !isSame(version, chart.version)) {
    return fail("version", `chart "${name}" is pinned to ${chart.version} in the sandbox, which has no "${version}"`);
  }
  return { chart };
}

const fail = (property: string, reason: string) => ({ failure: { property, reason } });

/** Helm takes a version with and without the `v`. */
const isSame = (a: string, b: string): boolean => valid(a) !== null && valid(b) !== null && eq(a, b);
