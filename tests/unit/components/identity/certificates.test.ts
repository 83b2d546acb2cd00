import assert from "node:assert/strict";
import { serverCertificate, type ServerCertificateArgs } from "../../../../components/identity/certificates.ts";
import { renderComponents } from "../../../lib/component.ts";
import { resource } from "../../../lib/graph.ts";
import { record } from "../../../lib/json.ts";
import * as pulumi from "@pulumi/pulumi";

const args: ServerCertificateArgs = {
  identity: { system: "shop", component: "api" },
  namespace: "shop",
  issuer: { kind: "Issuer", name: "internal-ca" },
  secretName: "api-tls",
  hosts: ["api"],
};

/** A certificate needs a component above it, as the providers come from there. */
class Holder extends pulumi.ComponentResource {
  constructor(given: ServerCertificateArgs, opts: pulumi.ComponentResourceOptions) {
    super("plumbline:tests:Holder", "holder", {}, opts);
    serverCertificate(this, "holder-tls", given);
    this.registerOutputs({});
  }
}

const spec = async (changes: Partial<ServerCertificateArgs>) => {
  const rendered = await renderComponents((opts) => new Holder({ ...args, ...changes }, opts));
  return record(resource(rendered, "Certificate", "holder-tls").inputs.spec);
};

describe("a server's certificate", () => {
  it("lasts 90 days and is renewed after 60, with a new key each time", async () => {
    assert.deepEqual(await spec({}), {
      secretName: "api-tls",
      dnsNames: ["api"],
      duration: "2160h",
      renewBefore: "720h",
      privateKey: { algorithm: "ECDSA", size: 256, rotationPolicy: "Always" },
      usages: ["digital signature", "server auth"],
      issuerRef: { kind: "Issuer", name: "internal-ca" },
    });
  });

  it("is for clients, too, where servers of a kind connect to each other", async () => {
    const { usages } = await spec({ amongPeers: true });
    assert.deepEqual(usages, ["digital signature", "server auth", "client auth"]);
  });

  it("comes as PKCS#12 stores, too, locked by the value of a Secret", async () => {
    const { keystores } = await spec({ storePassword: { secret: "stores", key: "password" } });
    assert.deepEqual(keystores, {
      pkcs12: { create: true, profile: "Modern2023", passwordSecretRef: { name: "stores", key: "password" } },
    });
  });
});
