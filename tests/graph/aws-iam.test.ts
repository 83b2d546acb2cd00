import assert from "node:assert/strict";
import type { Rendered } from "../../cli/lib/render.ts";
import { awsResources, awsStacks, broken, text } from "../lib/aws-graph.ts";
import { graphOf } from "../lib/graph.ts";
import { principals, type Statement, statements, strings, type Wildcard, wildcards } from "../lib/iam-documents.ts";
import { at, record } from "../lib/json.ts";
import { type Reviewed, reviewed } from "./aws-iam-reviewed.ts";

const covers = ({ on, what, actions, condition }: Reviewed, found: Wildcard) =>
  on.test(found.on) &&
  what.includes(found.what) &&
  (actions === undefined || found.actions.every((action) => actions.test(action))) &&
  (condition === undefined || found.conditions.includes(condition));

/** Wildcards that nobody reviewed. */
const unreviewed = (graph: Rendered) =>
  wildcards(statements(graph))
    .filter((found) => !reviewed.some((one) => covers(one, found)))
    .map(({ kind, on, what, actions, conditions }) =>
      [`${kind} ${on}: ${what} for ${actions.join(", ")}`, ...conditions].join(" if "),
    );

/** Statements that let a role be taken. */
const trusts = (graph: Rendered) => statements(graph).filter(({ kind }) => kind === "iam:Role");

/** Services that hand roles to what is in the same account alone. */
const unconditioned = ["ec2.amazonaws.com", "lambda.amazonaws.com"];

/**
 * What a role's trust leaves open: a caller that is no service of AWS, or one that may act for another account. EC2 and Lambda hand
 * roles to instances and functions of the role's own account only, and know no such condition.
 */
const trusting = (graph: Rendered) =>
  trusts(graph).flatMap(({ on, body, account }: Statement) => {
    const services = strings(record(body.Principal).Service);
    const own = at(body, "Condition", "StringEquals", "aws:SourceAccount") === account;
    return [
      ...principals(body.Principal)
        .filter((caller) => !services.includes(caller))
        .map((caller) => `${on}: taken by ${caller}`),
      ...services
        .filter((service) => !unconditioned.includes(service) && !own)
        .map((service) => `${on}: ${service} for any account`),
    ];
  });

/** Policies of AWS' own that roles get, and the roles. */
const managed = (graph: Rendered) => {
  const attachments = awsResources(graph).filter(({ kind }) => kind === "iam:RolePolicyAttachment");
  const lines = attachments.map(
    ({ inputs, resource, region }) =>
      `${resource.name.replace(`-${region}`, "")}: ${(text(inputs.policyArn) ?? "").replace("arn:aws:iam::aws:policy/", "")}`,
  );
  return [...new Set(lines)].sort();
};

describe("policy documents of AWS", () => {
  const role = { kind: "iam:RolePolicy", name: "region-cluster-vpc-cni-policy" };
  const policy = (...statement: readonly object[]) => ({
    inputs: { policy: JSON.stringify({ Version: "2012-10-17", Statement: statement }) },
  });
  const allow = { Effect: "Allow", Action: ["ec2:DescribeTags"], Resource: ["*"] };

  for (const stack of awsStacks) {
    it(`of ${stack} have no wildcard that nobody reviewed`, async () => {
      assert.deepEqual(unreviewed(await graphOf(stack)), []);
    });

    it(`of ${stack} let services of AWS take roles, for this account alone`, async () => {
      const graph = await graphOf(stack);
      const roles = awsResources(graph).filter(({ kind }) => kind === "iam:Role");
      assert.equal(trusts(graph).length, roles.length);
      assert.deepEqual(trusting(graph), []);
    });

    it(`of ${stack} are ours, but for what AWS keeps for clusters, nodes, functions and the monitoring of databases`, async () => {
      assert.deepEqual(managed(await graphOf(stack)), [
        ...["firefly", "onboarding", "reconciliation"].map(
          (system) =>
            `${system}-postgres-monitoring-AmazonRDSEnhancedMonitoringRole: service-role/AmazonRDSEnhancedMonitoringRole`,
        ),
        "region-cluster-control-plane-AmazonEKSClusterPolicy: AmazonEKSClusterPolicy",
        "region-cluster-nodes-AmazonEC2ContainerRegistryPullOnly: AmazonEC2ContainerRegistryPullOnly",
        "region-cluster-nodes-AmazonEKSWorkerNodePolicy: AmazonEKSWorkerNodePolicy",
        "region-rotation-role-AWSLambdaVPCAccessExecutionRole: service-role/AWSLambdaVPCAccessExecutionRole",
      ]);
    });
  }

  it("have a review for nothing that is not there", async () => {
    const found = (await Promise.all(awsStacks.map(graphOf))).flatMap((graph) => wildcards(statements(graph)));
    const unused = reviewed.flatMap((one) =>
      one.what
        .filter((what) => !found.some((each) => each.what === what && covers(one, each)))
        .map((what) => `${one.on}: ${what}`),
    );
    assert.deepEqual(unused, []);
  });

  it("are seen where an action, a resource or a caller is a wildcard", async () => {
    const graph = await graphOf("staging");
    const account = awsResources(graph)[0]?.account ?? "";
    const cases: readonly (readonly [object, string])[] = [
      [{ ...allow, Action: "ec2:*", Resource: "arn:x" }, "Action ec2:* for ec2:*"],
      [allow, "* for ec2:DescribeTags"],
      [{ ...allow, NotAction: ["iam:PassRole"], Action: undefined, Resource: "arn:x" }, "NotAction for "],
      [{ ...allow, NotResource: ["arn:x"], Resource: undefined }, "NotResource for ec2:DescribeTags"],
      [{ ...allow, Resource: "arn:x", Principal: { AWS: "*" } }, "Principal * for ec2:DescribeTags"],
      [{ ...allow, Resource: "arn:x", Principal: "*" }, "Principal * for ec2:DescribeTags"],
      // More than what was reviewed of the same pattern.
      [
        {
          ...allow,
          Action: ["ec2:TerminateInstances"],
          Resource: `arn:aws:ec2:us-east-1:${account}:instance/*`,
        },
        "arn:aws:ec2:REGION:ACCOUNT:instance/* for ec2:TerminateInstances",
      ],
    ];
    for (const [statement, found] of cases) {
      const line = `iam:RolePolicy region-cluster-vpc-cni-policy: ${found}`;
      assert.deepEqual(unreviewed(broken(graph, { ...role, ...policy(statement) })), [line]);
    }
    const narrowed = { ...allow, Condition: { StringEquals: { "aws:RequestedRegion": "us-east-1" } } };
    const refused = { ...allow, Effect: "Deny", Action: "*" };
    assert.deepEqual(unreviewed(broken(graph, { ...role, ...policy(narrowed, refused) })), []);
  });

  it("are refused where they cannot be read, or are where nobody looks", async () => {
    const graph = await graphOf("staging");
    assert.throws(() => statements(broken(graph, { ...role, inputs: { policy: "{" } })), SyntaxError);
    assert.throws(() => statements(broken(graph, { ...role, inputs: { policy: undefined } })), /version of its doc/);
    const inline = { kind: "iam:Role", name: "region-cluster-nodes", inputs: { inlinePolicies: [policy(allow)] } };
    assert.throws(() => statements(broken(graph, inline)), {
      message: "iam:Role region-cluster-nodes: inlinePolicies holds a policy document that nobody reads",
    });
  });

  it("are seen where somebody else takes a role", async () => {
    const graph = await graphOf("staging");
    const trust = (Principal: object, Condition?: object) =>
      trusting(
        broken(graph, {
          kind: "iam:Role",
          name: "firefly-vault-role",
          inputs: {
            assumeRolePolicy: JSON.stringify({
              Version: "2012-10-17",
              Statement: [{ Effect: "Allow", Action: ["sts:AssumeRole"], Principal, Condition }],
            }),
          },
        }),
      );
    const service = { Service: "backup.amazonaws.com" };
    const from = (account: string) => ({ StringEquals: { "aws:SourceAccount": account } });
    assert.deepEqual(trust(service), ["firefly-vault-role: backup.amazonaws.com for any account"]);
    assert.deepEqual(trust(service, from("999999999999")), trust(service));
    assert.deepEqual(trust({ AWS: "arn:aws:iam::999999999999:root" }), [
      "firefly-vault-role: taken by arn:aws:iam::999999999999:root",
    ]);
  });
});
