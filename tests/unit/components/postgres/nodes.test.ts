import assert from "node:assert/strict";
import { postgresNodes } from "../../../../components/postgres/nodes.ts";

describe("PostgreSQL's place in the network", () => {
  const selector = { "cnpg.io/cluster": "db", "plumbline.dev/role": "postgres" };
  const control = {
    ports: { metrics: { port: 9187, from: ["prometheus"] }, status: { port: 8000, from: ["operator"] } },
    calls: [],
    selector,
    among: [5432, 8000],
  };
  const instances = { ports: { postgres: { port: 5432, from: ["operator"] } }, calls: [], selector };

  it("keeps the ports of operators and metrics from those who query", () => {
    assert.deepEqual(postgresNodes({ component: "db" }), {
      db: instances,
      "db-control": { ...control, reaches: ["kubernetes-api"] },
    });
  });

  it("puts poolers in front, with a role of their own, and lets instances reach the backup store", () => {
    assert.deepEqual(postgresNodes({ component: "db", pooler: {}, backup: {} }), {
      db: instances,
      "db-control": { ...control, reaches: ["kubernetes-api", "backup-store"] },
      "db-pooler": {
        ports: { postgres: { port: 5432 }, metrics: { port: 9127, from: ["prometheus"], callers: false } },
        calls: ["db"],
        selector: { "cnpg.io/cluster": "db", "plumbline.dev/role": "postgres-pooler" },
        reaches: ["kubernetes-api"],
      },
    });
  });
});
