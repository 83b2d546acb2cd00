import { ComponentResource } from "@pulumi/pulumi";
import assert from "node:assert/strict";
import { awsDocumentStore } from "../../../../components/document-store/aws.ts";
import { awsDialect } from "../../../../components/document-store/aws-setup.ts";
import { setupScript } from "../../../../components/document-store/setup-job.ts";
import { resolveDocumentStore } from "../../../../components/document-store/spec.ts";
import { awsPeer, awsPlace, renderAws } from "../../../lib/aws.ts";
import { resource } from "../../../lib/graph.ts";
import { at, list } from "../../../lib/json.ts";
import { storeArgs } from "./fixture.ts";
import { FakeServer, runSetup } from "./setup-fixture.ts";

const spec = resolveDocumentStore("shop-mongodb", { ...storeArgs, place: awsPlace(), indexes: [] });
const prod = await renderAws((opts) => {
  const parent = new ComponentResource("test:index:Store", "shop-mongodb", {}, opts);
  awsDocumentStore(parent, "shop-mongodb", spec, awsPlace({ peers: [awsPeer("us-west-2", "replica")] }));
});

const run = (server: FakeServer) => runSetup(setupScript(spec, awsDialect), server);

const app = { pwd: "</secrets/user/password-app>", roles: [{ role: "readWrite", db: "ecommerce" }] };
const backup = { pwd: "</secrets/user/password-backup>", roles: [{ role: "backup", db: "admin" }] };

describe("the setup of a document store on AWS", () => {
  it("makes the users that are missing, with their roles alone, and gives the others their passwords", () => {
    const server = new FakeServer(["app"]);
    run(server);
    assert.deepEqual(server.told, [
      "use ecommerce",
      "use admin",
      `update app ${JSON.stringify(app)}`,
      `create ${JSON.stringify({ user: "backup", ...backup })}`,
    ]);
  });

  it("signs in by the address of its Secret, and trusts the authority beside it", () => {
    const [first] = run(new FakeServer([]));
    assert.equal(
      first,
      "</secrets/user/connection-string>&tlsCAFile=%2Fsecrets%2Fauthority%2Fca.crt&serverSelectionTimeoutMS=5000",
    );
  });

  it("is a job with the administrator's password and those of the users, named by their version", () => {
    const copy = resource(prod, "ExternalSecret", "shop-mongodb-setup-credentials").inputs;
    assert.equal(at(copy, "metadata", "name"), "mongodb-setup-2");
    assert.deepEqual(
      list(at(copy, "spec", "data")).map((each) => [at(each, "secretKey"), at(each, "remoteRef", "key")]),
      [
        ["user", "prod-shop-mongodb-administrator"],
        ["password", "prod-shop-mongodb-administrator"],
        ["password-app", "prod-shop-mongodb-secret"],
        ["password-backup", "prod-shop-mongodb-backup"],
      ],
    );
    assert.deepEqual(at(copy, "spec", "target", "template", "data"), {
      "connection-string":
        "mongodb://{{ .user }}:{{ .password | urlquery }}@prod-shop-mongodb.cluster-a1b2c3.us-east-1.docdb.amazonaws.com:27017/?replicaSet=rs0&tls=true&authSource=admin&w=majority&retryWrites=false",
    });
    const pod = at(resource(prod, "Job", "shop-mongodb-setup").inputs, "spec", "template", "spec");
    const volumes = list(at(pod, "volumes")).filter((volume) => at(volume, "secret") !== undefined);
    assert.deepEqual(
      volumes.map((volume) => [
        at(volume, "secret", "secretName"),
        list(at(volume, "secret", "items")).map((item) => at(item, "key")),
      ]),
      [
        ["mongodb-setup-2", ["connection-string", "password-app", "password-backup"]],
        ["mongodb-tls", ["ca.crt"]],
      ],
    );
  });
});
