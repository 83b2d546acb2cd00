import assert from "node:assert/strict";
import { type ChartEntry, chartNames, charts } from "../../../components/platform/catalogue.ts";
import { pinnedCharts } from "../../../sandbox/crds/charts.ts";
import { goOperators, strimzi } from "../../../sandbox/crds/operators.ts";

/** Charts that are behind the release whose image they are told to run. */
const behind = ["external-secrets", "velero"];

describe("the charts that a release can install in the sandbox", () => {
  for (const name of chartNames) {
    it(`have ${name} as the platform asks for it`, () => {
      const { chart, repository, version, app, definitions }: ChartEntry = charts[name];
      const found = pinnedCharts.filter((each) => each.chart === chart && each.repository === repository);
      assert.deepEqual(
        found.map((each) => [each.version, each.operators ?? []]),
        [[version, definitions]],
      );
      const release = (text = "") => text.replace(/^v/, "");
      assert.equal(release(found[0]?.appVersion) === release(app), !behind.includes(name));
    });
  }

  it("bring CRDs of operators that are pinned, each operator's by one chart", () => {
    const brought = pinnedCharts.flatMap(({ operators = [] }) => operators);
    const known = [...goOperators.map(({ name }) => name), strimzi.name].filter((name) => name !== "keda");
    assert.deepEqual(brought.toSorted(), known.toSorted());
  });
});
