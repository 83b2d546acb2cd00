import assert from "node:assert/strict";
import { allocatable } from "../../../../components/cluster/instances.ts";
import { type ClusterArgs, resolveCluster } from "../../../../components/cluster/spec.ts";
import { args } from "./fixture.ts";

describe("the arguments of a cluster", () => {
  const refused = (change: Partial<ClusterArgs>, message: string) => {
    assert.throws(() => resolveCluster("c", { ...args, ...change }), { message: `cluster c: ${message}` });
  };
  const pool = { instanceType: "m7i.xlarge", least: 3, most: 6, diskGiB: 100 } as const;

  it("are refused when no node holds the largest pod", () => {
    refused(
      { nodes: { general: pool } },
      "nodes: expected a pool of m7i.large, m7i.xlarge, m7i.2xlarge, m7i.4xlarge whose nodes hold a pod of 4000m and 11Gi, " +
        'got {"general":{"instanceType":"m7i.xlarge","least":3,"most":6,"diskGiB":100}}',
    );
    assert.deepEqual(allocatable("m7i.xlarge"), { millicores: 3420, mebibytes: 13395 });
    assert.deepEqual(allocatable("m7i.2xlarge"), { millicores: 7410, mebibytes: 29124 });
  });

  it("are refused when a pool has no sense", () => {
    const wrong = (change: object, message: string) => {
      refused({ nodes: { general: { ...pool, ...change } } }, `nodes.general.${message}`);
    };
    wrong({ least: 1 }, "least: expected a whole number from 2 to 100, got 1");
    wrong({ most: 2 }, "most: expected a whole number from 3 to 1350, got 2");
    wrong({ most: 1351 }, "most: expected a whole number from 3 to 1350, got 1351");
    wrong({ diskGiB: 20 }, "diskGiB: expected a whole number from 30 to 1000, got 20");
    refused({ nodes: {} }, "nodes: expected at least one pool, got {}");
  });

  it("are refused when nobody administers it, or everybody reaches it", () => {
    refused({ administrators: [] }, "administrators: expected at least the role that deploys, got []");
    refused(
      { apiCidrs: ["0.0.0.0/0"] },
      'apiCidrs: expected networks that are not the whole internet, got "0.0.0.0/0"',
    );
  });
});
