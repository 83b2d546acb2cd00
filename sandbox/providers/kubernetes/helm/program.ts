import type { PinnedChart } from "../../../crds/charts.ts";
import { cloudClusterAt, installOperator, removeOperator } from "../../../lib/clusters.ts";
import { silent } from "../../../lib/failure.ts";
import type { Report } from "../../../lib/failure.ts";
import { at } from "../../lib/values.ts";
import { text } from "../objects.ts";
import type { Session } from "../session.ts";
import type { Revision } from "./history.ts";

/**
 * Has the chart's operator run where the sandbox has it: beside clusters of simulated clouds. The cluster of `dev` does without,
 * as nothing of that stack waits for one, and everybody's first `make up` would build it.
 */
export async function runProgram(
  session: Session,
  { program }: PinnedChart,
  { namespace, values }: Revision,
  report: Report,
): Promise<void> {
  if (program === undefined) return;
  const cluster = cloudClusterAt(session.cluster.server);
  if (cluster === undefined) return;
  const listed = at(values, ["controller", "trafficRouterPlugins"]);
  const plugins = (Array.isArray(listed) ? listed : []).map((plugin) => text(plugin, "name"));
  await installOperator(cluster, program, { namespace, plugins }, report);
}

/** Ends what {@link runProgram} started. */
export async function stopProgram(session: Session, { program }: PinnedChart): Promise<void> {
  if (program === undefined) return;
  const cluster = cloudClusterAt(session.cluster.server);
  if (cluster !== undefined) await removeOperator(cluster, program, silent);
}
