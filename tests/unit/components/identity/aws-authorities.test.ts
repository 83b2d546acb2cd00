import { ComponentResource } from "@pulumi/pulumi";
import type { SecretReference } from "../../../../components/secret-store/generated-secret.ts";
import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import {
  amazonAuthorities,
  authoritySecret,
  databaseAuthorities,
} from "../../../../components/identity/aws-authorities.ts";
import { awsRegions } from "../../../../config/aws-regions.ts";
import { renderAws } from "../../../lib/aws.ts";
import { resource } from "../../../lib/graph.ts";
import { at } from "../../../lib/json.ts";

const names = (certificates: readonly string[]) =>
  certificates.map((pem) => /CN=(.*)/.exec(new X509Certificate(pem).subject)?.[1]).sort();

describe("authorities of managed stores", () => {
  it("are those of the region's databases alone, and none that has ended", () => {
    assert.deepEqual(names(databaseAuthorities("us-east-1")), [
      "Amazon RDS us-east-1 Root CA ECC384 G1",
      "Amazon RDS us-east-1 Root CA RSA2048 G1",
      "Amazon RDS us-east-1 Root CA RSA4096 G1",
    ]);
    assert.throws(() => databaseAuthorities("mars-north-1"), {
      message: 'certificate authorities: region: expected a region in the published bundle of RDS, got "mars-north-1"',
    });
  });

  it("are known for every region that a stack may name, but for two newer ones", () => {
    const unknown = awsRegions.filter((region) => {
      try {
        return databaseAuthorities(region).length !== 3;
      } catch {
        return true;
      }
    });
    assert.deepEqual(unknown, ["ca-west-1", "il-central-1"]);
  });

  it("are Amazon's own for poolers and caches", () => {
    assert.deepEqual(names(amazonAuthorities), [
      "Amazon Root CA 1",
      "Amazon Root CA 2",
      "Amazon Root CA 3",
      "Amazon Root CA 4",
      "Starfield Services Root Certificate Authority - G2",
    ]);
  });

  it("are a Secret in the namespace of those who trust them", async () => {
    const made: SecretReference[] = [];
    const rendered = await renderAws((opts) => {
      made.push(
        authoritySecret(new ComponentResource("test:index:Store", "store", {}, opts), "store-authority", {
          identity: { system: "shop", component: "db" },
          namespace: "shop",
          secretName: "db-ca",
          certificates: amazonAuthorities,
        }),
      );
    });
    const { metadata, type } = resource(rendered, "Secret", "store-authority").inputs;
    assert.deepEqual([at(metadata, "namespace"), at(metadata, "name"), type], ["shop", "db-ca", "Opaque"]);
    assert.deepEqual(made[0]?.keys, ["ca.crt"]);
  });
});
