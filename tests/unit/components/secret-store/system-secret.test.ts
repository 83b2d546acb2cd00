import assert from "node:assert/strict";
import { ComponentResource } from "@pulumi/pulumi";
import type { Rendered } from "../../../../cli/lib/render.ts";
import type { AzurePeer } from "../../../../components/core/azure-place.ts";
import type { Place } from "../../../../components/core/place.ts";
import type { SecretReference } from "../../../../components/secret-store/generated-secret.ts";
import { systemSecret } from "../../../../components/secret-store/system-secret.ts";
import { awsPeer, awsPlace, found, inputsOf, registered, renderAws } from "../../../lib/aws.ts";
import { resource } from "../../../lib/graph.ts";
import { at, list, withValue } from "../../../lib/json.ts";
import { azurePlace, registeredOnAzure } from "../../../lib/azure.ts";

const made: SecretReference[] = [];
const build = (place: Place, version = 1) =>
  renderAws((opts) => {
    const parent = new ComponentResource("test:index:Shop", "shop", {}, opts);
    made.push(
      systemSecret(parent, "shop-tokens", {
        identity: { system: "shop", component: "tokens" },
        place,
        namespace: "shop",
        secretName: "tokens",
        key: "jwt",
        version,
      }),
    );
  });
const peers = [awsPeer("us-west-2", "replica")];

describe("a random value of a system", () => {
  it("is made in the cluster where the cluster is all there is", async () => {
    const rendered = await build({ cloud: "kubernetes" }, 3);
    assert.deepEqual(registered(rendered), []);
    assert.deepEqual(resource(rendered, "Secret", "shop-tokens").inputs.data, { jwt: "[secret]" });
    const { inputs } = resource(rendered, "RandomBytes", "shop-tokens-value");
    assert.deepEqual(inputs.keepers, { version: "3" });
    assert.deepEqual(made.at(-1)?.keys, ["jwt"]);
  });

  it("lives in Secrets Manager on AWS, with a copy for each region, and is copied into the cluster", async () => {
    const rendered = await build(awsPlace({ peers }));
    assert.deepEqual(registered(rendered), [
      "secretsmanager:Secret shop-tokens",
      "secretsmanager:SecretPolicy shop-tokens-readers",
      "secretsmanager:SecretRotation shop-tokens-rotation",
      "secretsmanager:SecretVersion shop-tokens-version",
    ]);
    const { inputs, opts } = found(rendered, "secretsmanager:Secret", "shop-tokens");
    assert.deepEqual(
      [inputs.name, inputs.kmsKeyId, inputs.recoveryWindowInDays, inputs.replicas, opts.protect],
      [
        "prod-shop-tokens",
        "arn:aws:kms:us-east-1:012345678901:key/secrets",
        30,
        [{ region: "us-west-2", kmsKeyId: "arn:aws:kms:us-west-2:012345678901:key/secrets" }],
        true,
      ],
    );
    assert.equal(inputs.tags && at(inputs.tags, "rotation"), "value");
    // Written, and never compared: what rotation puts in its place stays.
    const written = inputsOf(rendered, "secretsmanager:SecretVersion", "shop-tokens-version");
    assert.deepEqual(withValue(written, ["secretId"], undefined), {
      secretStringWo: "[secret]",
      secretStringWoVersion: 1,
    });
    const { inputs: rotation, opts: order } = found(rendered, "secretsmanager:SecretRotation", "shop-tokens-rotation");
    assert.deepEqual(rotation, {
      secretId: "shop-tokens-id",
      rotationLambdaArn: "arn:aws:lambda:us-east-1:012345678901:function:rotation",
      rotationRules: { automaticallyAfterDays: 30, duration: "4h" },
      rotateImmediately: false,
    });
    // After the value and the policy that lets the function in.
    assert.equal(list(order.dependsOn).length, 2);
    const copy = resource(rendered, "ExternalSecret", "shop-tokens-copy");
    assert.equal(at(copy.inputs, "metadata", "name"), "tokens");
    assert.deepEqual(at(copy.inputs, "spec", "data"), [
      { secretKey: "jwt", remoteRef: { key: "prod-shop-tokens", property: "jwt" } },
    ]);
    assert.deepEqual(made.at(-1)?.keys, ["jwt"]);
  });

  it("is read and not made in another region: what one signed, the others know", async () => {
    const rendered = await build(awsPlace({ region: "us-west-2", role: "replica" }));
    assert.deepEqual(registered(rendered), []);
    assert.deepEqual(
      rendered.resources.filter(({ type }) => type.startsWith("random:")),
      [],
    );
    assert.deepEqual(at(resource(rendered, "ExternalSecret", "shop-tokens-copy").inputs, "spec", "data"), [
      { secretKey: "jwt", remoteRef: { key: "prod-shop-tokens", property: "jwt" } },
    ]);
  });

  it("is in the vault of the primary region of Azure and in those of the others, and copied into each cluster", async () => {
    const here = azurePlace();
    const peer: AzurePeer = { ...here, scope: here, region: "westus2", role: "replica" };
    const vault = (rendered: Rendered) =>
      registeredOnAzure(rendered).filter((line) => line.startsWith("keyvault:Secret "));
    const primary = await build({ ...here, peers: [peer] });
    assert.deepEqual(vault(primary), ["keyvault:Secret shop-tokens", "keyvault:Secret shop-tokens-westus2"]);
    const { inputs } = resource(primary, "ExternalSecret", "shop-tokens-copy");
    assert.deepEqual(at(inputs, "spec", "data"), [
      { secretKey: "jwt", remoteRef: { key: "shop-tokens", property: "jwt" } },
    ]);
    const replica = await build({ ...here, role: "replica", peers: [] });
    assert.deepEqual(vault(replica), []);
    assert.deepEqual(resource(replica, "ExternalSecret", "shop-tokens-copy").inputs, inputs);
  });
});
