import assert from "node:assert/strict";
import { buildReport } from "../../../../cli/lib/evidence/build.ts";
import { reportSchema } from "../../../../cli/lib/evidence/report.ts";
import { findings, note, observation, quiet, record, report, subject, urns } from "./fixture.ts";

const policy = (name: string, from = report) => from.policies.find((one) => one.name === name);

describe("the evidence report", () => {
  it("has the verdict of every policy about every resource, in the order of the stack", () => {
    const verdicts = report.policies.map(({ name, checks }) => [
      name,
      checks.map(({ resource, verdict }) => [resource.split("::").at(-1), verdict]),
    ]);
    assert.deepEqual(verdicts, [
      [
        "k8s-no-privileged",
        [
          ["gateway", "exempt"],
          ["cap-app", "failed"],
          ["shop-app", "passed"],
        ],
      ],
      ["k8s-credentials", [["cap-key", "undecided"]]],
      [
        "k8s-probes",
        [
          ["gateway", "failed"],
          ["cap-app", "passed"],
          ["shop-app", "notApplicable"],
        ],
      ],
      ["aws-bucket", []],
      [
        "k8s-pdb",
        [
          ["cap-app", "passed"],
          ["shop-app", "failed"],
        ],
      ],
    ]);
  });

  it("gives an item the worst verdict of its system's resources and of what systems share", () => {
    assert.deepEqual(
      report.requirements.map(({ id, verdict, mandatory, policies }) => [id, verdict, mandatory, policies]),
      [
        ["CAP-001", "failed", true, ["k8s-no-privileged"]],
        ["CAP-002", "undecided", false, ["k8s-credentials"]],
        ["CAP-003", "failed", false, ["k8s-probes"]],
        ["CAP-004", "notApplicable", false, ["aws-bucket"]],
        ["SHO-001", "exempt", false, ["k8s-no-privileged"]],
        ["SHO-002", "failed", false, ["k8s-pdb"]],
        ["SHO-003", "unchecked", false, []],
      ],
    );
    assert.deepEqual(report.requirements[0]?.counts, {
      failed: 1,
      undecided: 0,
      exempt: 1,
      passed: 0,
      notApplicable: 0,
    });
  });

  it("says what is wrong, what to write, and where, down to another resource", () => {
    assert.deepEqual(policy("k8s-no-privileged")?.checks[1], {
      resource: urns.cap,
      verdict: "failed",
      enforcement: "mandatory",
      violations: [
        {
          path: "spec.privileged",
          expected: "false",
          found: "true",
          message: "spec.privileged: expected false, found true",
          fix: false,
        },
      ],
    });
    assert.equal(policy("k8s-pdb")?.checks[1]?.violations?.[0]?.resource, urns.queue);
  });

  it("says which value an undecided check waits for, and of what it is made", () => {
    assert.deepEqual(policy("k8s-credentials")?.checks, [
      {
        resource: urns.capKey,
        verdict: "undecided",
        reason: note,
        decidedBy: { value: "data.key", from: [urns.password] },
      },
    ]);
  });

  it("keeps what is exempt with who answers for it, and what a policy wrote", () => {
    assert.deepEqual(policy("k8s-no-privileged")?.checks[0]?.violations?.[0]?.exemption, {
      reason: "The gateway needs it & nothing else",
      owner: "ada",
      expires: "2027-01-31",
    });
    assert.deepEqual(policy("k8s-probes")?.checks[1], {
      resource: urns.cap,
      verdict: "passed",
      remediated: [{ path: "spec.replicas", value: 2 }],
    });
  });

  it("counts, and is not in order while a mandatory policy is violated", () => {
    const { ok, summary } = report;
    assert.equal(ok, false);
    assert.deepEqual(summary, {
      requirements: { failed: 3, undecided: 1, exempt: 1, passed: 0, notApplicable: 1, unchecked: 1 },
      checks: { failed: 3, undecided: 1, exempt: 1, passed: 3, notApplicable: 1 },
      mandatory: 1,
      advisory: 2,
      resources: 7,
      unseen: ["aws:sqs/queue:Queue", "random:index/randomPassword:RandomPassword"],
    });
    assert.equal(quiet.ok, true);
  });

  it("takes a policy over the stack for undecided when the engine did not run it", () => {
    const cut = buildReport(
      {
        ...observation,
        record: record.filter((line) => line.policy !== "k8s-pdb"),
        findings: { ...findings, stackAnalysed: false },
      },
      subject,
    );
    assert.deepEqual(
      policy("k8s-pdb", cut)?.checks.map(({ verdict, reason }) => [verdict, reason]),
      Array.from({ length: 3 }, () => [
        "undecided",
        "policies over the whole stack are not run when the preview ends before its last resource",
      ]),
    );
  });

  it("names the enforcement of the stack's file, and the pack's own where the file has none", () => {
    assert.equal(policy("k8s-pdb")?.enforcement, "advisory");
    const without = buildReport(observation, { ...subject, enforcement: () => undefined });
    assert.equal(policy("k8s-pdb", without)?.enforcement, "mandatory");
  });

  it("fits its own schema", () => {
    assert.deepEqual(reportSchema.parse(report), report);
  });
});
