import assert from "node:assert/strict";
import type { CloudIdentity } from "../../../../components/identity/cloud-identity.ts";
import { queueAccess } from "../../../../components/queue/access.ts";
import { azureQueues } from "../../../../components/queue/azure.ts";
import type { QueueUse } from "../../../../components/queue/spec.ts";
import { azureRoles } from "../../../../components/core/azure-roles.ts";
import { azurePlace, foundOnAzure, registeredOnAzure, renderAzure } from "../../../lib/azure.ts";
import { Holder } from "../../../lib/holder.ts";

const made: CloudIdentity[] = [];
const build = (use: QueueUse) =>
  renderAzure((opts) => {
    const parent = new Holder("shop", opts);
    const place = azurePlace();
    const names = [
      { name: "orders", maxDeliveries: 5 },
      { name: "bills", maxDeliveries: 5 },
    ] as const;
    const queues = azureQueues(parent, "shop-queue", { system: "shop", component: "queue", queues: names }, place);
    const pods = { namespace: "market", serviceAccount: "till" };
    const identity = { system: "shop", component: "till" };
    made.push(queueAccess(parent, "shop-till-identity", { identity, place, pods, queues, use }));
  });

describe("the way of pods to queues of Service Bus", () => {
  it("is a role over each queue of its use, and for who receives over the dead letters, too", async () => {
    const graph = await build({ sends: ["bills"], receives: ["orders"] });
    const assignments = registeredOnAzure(graph).filter((line) => line.startsWith("authorization:RoleAssignment "));
    assert.deepEqual(
      assignments.map((line) => line.split(" ")[1]),
      [
        "shop-till-identity-receives-orders",
        "shop-till-identity-receives-orders-dead-letters",
        "shop-till-identity-sends-bills",
      ],
    );
    const { scope, roleDefinitionId } = foundOnAzure(
      graph,
      "authorization:RoleAssignment",
      "shop-till-identity-sends-bills",
    ).inputs;
    assert.match(String(scope), /\/bills$/);
    assert.ok(String(roleDefinitionId).endsWith(azureRoles["Azure Service Bus Data Sender"]));
    const { subject } = foundOnAzure(
      graph,
      "managedidentity:FederatedIdentityCredential",
      "shop-till-identity-federation",
    ).inputs;
    assert.equal(subject, "system:serviceaccount:market:till");
  });

  it("marks the pods, and says on their account which identity they are", () => {
    const [{ podIdentity, resources } = { resources: [] }] = made;
    assert.equal(resources.length, 1);
    assert.deepEqual(podIdentity?.podLabels, { "azure.workload.identity/use": "true" });
    assert.deepEqual(Object.keys(podIdentity.accountAnnotations), ["azure.workload.identity/client-id"]);
  });

  it("is refused for a queue that is not there, and for no use at all", async () => {
    await assert.rejects(build({ sends: ["letters"] }), {
      message: 'system shop: sends: expected only orders, bills, got "letters"',
    });
    await assert.rejects(build({}), {
      message: "system shop: sends or receives: expected some of orders, bills, got []",
    });
  });
});
