import assert from "node:assert/strict";
import {
  assertConnectionBudget,
  assertPoolerFits,
  type ConnectionBudget,
  type PoolerCapacity,
  reservedConnections,
} from "../../../../components/postgres/budget.ts";

const direct: ConnectionBudget = {
  where: "system shop",
  field: "poolSize",
  pool: 16,
  mostPods: 5,
  maxConnections: 100,
};
const pooler: PoolerCapacity = { instances: 3, poolMode: "transaction", maxClientConnections: 600, poolSize: 100 };
const refused = (budget: ConnectionBudget, message: string) => {
  assert.throws(
    () => {
      assertConnectionBudget(budget);
    },
    { name: "Error", message },
  );
};

describe("the connection budget of a database", () => {
  it("keeps 20 connections for everybody else", () => {
    assert.equal(reservedConnections, 20);
  });

  it("lets pools through that fill it to the last connection", () => {
    assertConnectionBudget(direct);
    assertConnectionBudget({ ...direct, pool: 19, reserve: 5 });
  });

  it("refuses one connection more in each pod", () => {
    refused(
      { ...direct, pool: 17 },
      "system shop: poolSize: expected a whole number from 1 to 16, so that 5 pods fit into 80 connections " +
        "(max_connections 100, 20 kept free), got 17",
    );
  });

  it("refuses what the guide of firefly asks for: 100 connections in each of 5 pods of 500 (FTE-007)", () => {
    refused(
      { ...direct, pool: 100, maxConnections: 500 },
      "system shop: poolSize: expected a whole number from 1 to 96, so that 5 pods fit into 480 connections " +
        "(max_connections 500, 20 kept free), got 100",
    );
  });

  it("refuses any pool of more pods than there are connections", () => {
    refused(
      { ...direct, pool: 1, mostPods: 81 },
      "system shop: poolSize: expected fewer pods: 81 pods do not fit into 80 connections " +
        "(max_connections 100, 20 kept free), got 1",
    );
  });

  for (const pool of [0, -1, 1.5]) {
    it(`refuses a pool of ${pool}`, () => {
      refused(
        { ...direct, pool },
        "system shop: poolSize: expected a whole number from 1 to 16, so that 5 pods fit into 80 connections " +
          `(max_connections 100, 20 kept free), got ${pool}`,
      );
    });
  }

  it("counts clients of a transaction pooler, with one of its pods away", () => {
    const budget = { ...direct, maxConnections: 500, pooler, mostPods: 12 };
    assertConnectionBudget({ ...budget, pool: 100 });
    refused(
      { ...budget, pool: 101 },
      "system shop: poolSize: expected a whole number from 1 to 100, so that 12 pods fit into 1200 clients of a " +
        "transaction pooler with 2 of 3 pods up, got 101",
    );
  });

  it("counts a lone pooler pod in full", () => {
    assertConnectionBudget({ ...direct, maxConnections: 500, pooler: { ...pooler, instances: 1 }, pool: 120 });
  });

  it("counts every client of a session pooler as a connection of the server", () => {
    const budget: ConnectionBudget = { ...direct, maxConnections: 500, pooler: { ...pooler, poolMode: "session" } };
    assertConnectionBudget({ ...budget, pool: 60 });
    refused(
      { ...budget, pool: 61 },
      "system shop: poolSize: expected a whole number from 1 to 60, so that 5 pods fit into 300 connections of a " +
        "session pooler, got 61",
    );
  });

  it("refuses a pooler whose own pools do not fit into the server", () => {
    assertPoolerFits("postgres db", "pooler.poolSize", { instances: 3, poolSize: 160 }, 500);
    assert.throws(
      () => {
        assertPoolerFits("postgres db", "pooler.poolSize", { instances: 3, poolSize: 161 }, 500);
      },
      {
        message:
          "postgres db: pooler.poolSize: expected a whole number from 1 to 160, so that 3 pooler pods fit into 480 " +
          "connections (max_connections 500, 20 kept free), got 161",
      },
    );
    refused(
      { ...direct, pooler },
      "system shop: pooler.poolSize: expected a whole number from 1 to 26, so that 3 pooler pods fit into 80 " +
        "connections (max_connections 100, 20 kept free), got 100",
    );
  });
});
