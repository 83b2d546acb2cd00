import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import AjvDraft04 from "ajv-draft-04";
import { parse } from "junit2json";
import { formatOf, formats } from "../../../../cli/lib/evidence/formats.ts";
import { junit } from "../../../../cli/lib/evidence/junit.ts";
import { sarif } from "../../../../cli/lib/evidence/sarif.ts";
import { quiet, report, urns } from "./fixture.ts";

const require = createRequire(import.meta.url);
const json = (path: string) => JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>;

describe("evidence as JSON", () => {
  const ajv = new Ajv2020({ allErrors: true });
  addFormats.default(ajv);
  const valid = ajv.compile(json("docs/evidence.schema.json"));

  it("fits the schema in docs", () => {
    assert.ok(valid(JSON.parse(formats.json.write(report))), ajv.errorsText(valid.errors));
    assert.equal(valid({ ...report, version: 2 }), false);
    assert.equal(valid({ ...report, more: 1 }), false);
  });
});

describe("evidence as SARIF", () => {
  // the published schema, as a package of Microsoft brings it
  const schema = json(require.resolve("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"));
  const ajv = new AjvDraft04.default({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats.default(ajv);
  const valid = ajv.compile(schema);
  const [run] = sarif(report).runs;
  assert.ok(run);

  it("fits the published schema", () => {
    for (const one of [report, quiet]) assert.ok(valid(sarif(one)), ajv.errorsText(valid.errors));
    assert.equal(valid({ ...sarif(report), runs: [{ ...run, tool: {} }] }), false);
  });

  it("has a result for each violation, at the line that asks for the resource, and suppresses what is exempt", () => {
    assert.deepEqual(
      run.results?.map(({ ruleId, level, kind, message, locations = [], suppressions }) => ({
        ruleId,
        level,
        kind,
        text: message.text,
        file: locations[0]?.physicalLocation?.artifactLocation?.uri,
        line: locations[0]?.physicalLocation?.region?.startLine,
        urn: locations[0]?.logicalLocations?.[0]?.fullyQualifiedName,
        ...(suppressions && { why: suppressions[0]?.justification }),
      })),
      [
        {
          ruleId: "k8s-no-privileged",
          level: "error",
          kind: "fail",
          text: "spec.privileged: expected false, found true",
          file: "systems/ground.ts",
          line: 7,
          urn: urns.shared,
          why: "The gateway needs it & nothing else (ada, until 2027-01-31)",
        },
        {
          ruleId: "k8s-no-privileged",
          level: "error",
          kind: "fail",
          text: "spec.privileged: expected false, found true",
          file: "systems/cap.ts",
          line: 12,
          urn: urns.cap,
        },
        {
          ruleId: "k8s-probes",
          level: "warning",
          kind: "fail",
          text: "spec.probe: expected a probe, found nothing",
          file: "systems/ground.ts",
          line: 7,
          urn: urns.shared,
        },
        {
          ruleId: "k8s-pdb",
          level: "warning",
          kind: "fail",
          text: "PodDisruptionBudget: expected one for it, found nothing",
          file: "Pulumi.dev.yaml",
          line: 1,
          urn: urns.queue,
        },
      ],
    );
  });

  it("points each result and notification to its rule", () => {
    const ids = run.tool.driver.rules?.map(({ id }) => id) ?? [];
    assert.deepEqual(ids, ["k8s-no-privileged", "k8s-credentials", "k8s-probes", "aws-bucket", "k8s-pdb"]);
    for (const { ruleId, ruleIndex = -1 } of run.results ?? []) assert.equal(ids[ruleIndex], ruleId);
    const notes = run.invocations?.[0]?.toolExecutionNotifications ?? [];
    assert.deepEqual(
      notes.map(({ level, associatedRule }) => [level, associatedRule?.id, ids[associatedRule?.index ?? -1]]),
      [["note", "k8s-credentials", "k8s-credentials"]],
    );
  });

  it("tells findings apart, and knows them again when their line moves", () => {
    const fingerprints = (from = report) =>
      sarif(from).runs[0]?.results?.map(({ partialFingerprints }) => partialFingerprints?.["policyResourcePath/v1"]);
    const moved = report.resources.map((one) => ({ ...one, source: { file: "elsewhere.ts", line: 1 } }));
    assert.equal(new Set(fingerprints()).size, 4);
    assert.deepEqual(fingerprints({ ...report, resources: moved }), fingerprints());
  });

  it("says how the command ended, and for which stack", () => {
    assert.equal(run.invocations?.[0]?.exitCode, 1);
    assert.equal(sarif(quiet).runs[0]?.invocations?.[0]?.exitCode, 0);
    assert.equal(run.automationDetails?.id, "plumbline/dev/");
  });
});

describe("evidence as JUnit", () => {
  it("has a case for each check; only what stops an update is a failure", async () => {
    const suites = await parse(junit(report));
    assert.ok(suites && "testsuite" in suites);
    assert.deepEqual([suites.name, suites.tests, suites.failures, suites.errors], ["plumbline dev", 9, 1, 0]);
    const cases = suites.testsuite?.flatMap(({ testcase = [] }) => testcase) ?? [];
    assert.deepEqual(
      cases.map(({ classname, name, failure, skipped }) => [
        classname,
        name?.split(" ").at(-1),
        failure?.[0]?.message ?? skipped?.[0]?.message ?? "passed",
      ]),
      [
        ["k8s-no-privileged", "gateway", "exempt: The gateway needs it & nothing else"],
        ["k8s-no-privileged", "cap-app", "spec.privileged: expected false, found true"],
        ["k8s-no-privileged", "shop-app", "passed"],
        ["k8s-credentials", "cap-key", "undecided: string value at .data.key can't be known during preview"],
        ["k8s-probes", "gateway", "advisory: spec.probe: expected a probe, found nothing"],
        ["k8s-probes", "cap-app", "passed"],
        ["k8s-probes", "shop-app", "not applicable: it listens on no port"],
        ["k8s-pdb", "cap-app", "passed"],
        ["k8s-pdb", "shop-app", "advisory: PodDisruptionBudget: expected one for it, found nothing"],
      ],
    );
    assert.equal(cases.filter(({ failure }) => failure).length, 1);
  });

  it("counts in each suite what its cases are", async () => {
    const suites = await parse(junit(report));
    assert.ok(suites && "testsuite" in suites);
    for (const { testcase = [], tests, failures, skipped } of suites.testsuite ?? []) {
      assert.deepEqual(
        [tests, failures, skipped],
        [testcase.length, testcase.filter((one) => one.failure).length, testcase.filter((one) => one.skipped).length],
      );
    }
  });
});

describe("the format of a report", () => {
  it("follows from the ending of a file", () => {
    const files = ["a.html", "a.json", "a.sarif", "a.sarif.json", "a.xml", "a.txt", "json"];
    assert.deepEqual(files.map(formatOf), ["html", "json", "sarif", "sarif", "junit", undefined, undefined]);
  });
});
