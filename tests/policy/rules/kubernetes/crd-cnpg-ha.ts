import { resource } from "../../lib/cases.ts";

const cluster = resource("kubernetes:postgresql.cnpg.io/v1:Cluster", {
  metadata: { name: "a", namespace: "app" },
  spec: {
    instances: 3,
    enablePDB: true,
    enableSuperuserAccess: false,
    postgresql: { synchronous: { method: "any", number: 1, dataDurability: "required" } },
  },
});

export default [
  ...cluster("three instances, one synchronous", {}),
  ...cluster("the operator's defaults", { "/spec/enablePDB": undefined, "/spec/enableSuperuserAccess": undefined }),
  ...cluster("one instance, where that is enough", { "/spec/instances": 1, "/spec/postgresql": undefined }, [], {
    config: { instances: 1, synchronous: 0 },
  }),
  ...cluster("two instances", { "/spec/instances": 2 }, ["spec.instances: expected 3 or more, found 2; write 3"]),
  ...cluster("no synchronous replica", { "/spec/postgresql": undefined }, [
    "spec.postgresql.synchronous.number: expected 1 or more, found 0; write 1",
  ]),
  ...cluster("no budget", { "/spec/enablePDB": false }, ["spec.enablePDB: expected true, found false"]),
  ...cluster("a superuser's password", { "/spec/enableSuperuserAccess": true }, [
    "spec.enableSuperuserAccess: expected false, found true",
  ]),
  ...cluster("durability when it suits", { "/spec/postgresql/synchronous/dataDurability": "preferred" }, [
    'spec.postgresql.synchronous.dataDurability: expected "required", found "preferred"',
  ]),
];
