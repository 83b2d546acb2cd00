import assert from "node:assert/strict";
import { textOf } from "../../../sandbox/providers/cloud/text.ts";
import { Aws } from "../lib/aws-plugin.ts";

const services = [
  { service: "rds", engine: "aurora-postgresql" },
  { service: "docdb", engine: "docdb" },
] as const;

describe("aws provider: databases over regions", () => {
  for (const { service, engine } of services) {
    it(`lets a cluster of ${service} join a global one from another region, which then stays`, async () => {
      const clusterType = `aws:${service}/cluster:Cluster`;
      const globalType = `aws:${service}/globalCluster:GlobalCluster`;
      const east = await Aws.open();
      const west = await Aws.open({ region: "us-west-2" }, east.dir);
      const common = { clusterIdentifier: "orders", engine, skipFinalSnapshot: true };
      const primary = await east.make(clusterType, "orders", {
        ...common,
        masterUsername: "master",
        masterPasswordWo: "a-password-that-is-long",
        masterPasswordWoVersion: 1,
      });
      const joining = { ...common, globalClusterIdentifier: "orders-global" };
      await assert.rejects(
        west.make(clusterType, "copy", joining),
        /globalClusterIdentifier names GlobalCluster orders-global, which does not exist/,
      );
      const whole = await east.make(globalType, "global", {
        globalClusterIdentifier: "orders-global",
        sourceDbClusterIdentifier: primary.outputs["arn"] ?? "",
      });
      const copy = await west.make(clusterType, "copy", joining);
      assert.match(textOf(copy.outputs["endpoint"]), /^orders\.cluster-[0-9a-f]{12}\.us-west-2\./);
      await assert.rejects(east.remove(globalType, "global", whole), /is in use by Cluster orders/);
      await west.remove(clusterType, "copy", copy);
      await east.remove(globalType, "global", whole);
      await west.plugin.stop();
      await east.close();
    });
  }
});
