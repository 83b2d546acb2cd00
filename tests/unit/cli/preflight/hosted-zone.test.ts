import assert from "node:assert/strict";
import { hostedZoneFindings, isSignedIn, type ZoneName } from "../../../../cli/lib/preflight/hosted-zone.ts";

const zone = { id: "Z1", name: "prod.example.com" };
const said = async (ask?: ZoneName) =>
  (await hostedZoneFindings(zone, ask)).map(({ check, verdict, message }) => `${verdict} ${check}: ${message}`);
const answering =
  (name?: string): ZoneName =>
  () =>
    Promise.resolve(name);

describe("the hosted zone of a stack (REC-002)", () => {
  it("is fine where the account has it under its name", async () => {
    assert.deepEqual(await said(answering("prod.example.com")), [
      "ok hosted zone: Z1 of prod.example.com is the account's own",
    ]);
  });

  it("is missing where the account has none of its id, or of another name", async () => {
    const advice = "make it, or correct plumbline:hostedZone";
    assert.deepEqual(await said(answering()), [`failed hosted zone: the account has no Z1; ${advice}`]);
    assert.deepEqual(await said(answering("example.com")), [
      `failed hosted zone: Z1 is of example.com, not of prod.example.com; ${advice}`,
    ]);
  });

  it("is not fine where Route 53 refuses to say", async () => {
    assert.deepEqual(await said(() => Promise.reject(new Error("AccessDenied"))), [
      "failed hosted zone: Route 53 does not say whether Z1 is the account's own: AccessDenied",
    ]);
  });

  it("is not known where nobody is signed in", async () => {
    assert.deepEqual(await said(), [
      "unknown hosted zone: Z1 of prod.example.com has to be there: sign in to AWS to have it looked at",
    ]);
    assert.equal(isSignedIn({ HOME: "/nowhere", AWS_PROFILE: "" }), false);
    for (const name of ["AWS_ACCESS_KEY_ID", "AWS_PROFILE", "AWS_WEB_IDENTITY_TOKEN_FILE"]) {
      assert.equal(isSignedIn({ [name]: "set" }), true);
    }
  });
});
