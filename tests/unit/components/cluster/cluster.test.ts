import assert from "node:assert/strict";
import { accountId, found, inputsOf, policyOf, registered } from "../../../lib/aws.ts";
import { at, list, record } from "../../../lib/json.ts";
import { build, deployer, tagsOf, zones } from "./fixture.ts";

const rendered = await build();
const open = await build({ apiCidrs: ["203.0.113.0/24"], protect: false });

const key = (purpose: string) => `arn:aws:kms:us-east-1:${accountId}:key/${purpose}`;

describe("a cluster on AWS", () => {
  it("has a private API, all logs, encrypted Secrets, and access by entries alone", () => {
    const { inputs, opts } = found(rendered, "eks:Cluster", "cluster");
    assert.deepEqual(inputs, {
      name: "prod-platform",
      version: "1.35",
      roleArn: `arn:aws:iam::${accountId}:role/cluster-control-plane`,
      accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false },
      bootstrapSelfManagedAddons: false,
      deletionProtection: true,
      enabledClusterLogTypes: ["api", "audit", "authenticator", "controllerManager", "scheduler"],
      encryptionConfig: { resources: ["secrets"], provider: { keyArn: key("cluster") } },
      kubernetesNetworkConfig: { ipFamily: "ipv4", serviceIpv4Cidr: "172.20.0.0/16" },
      upgradePolicy: { supportType: "STANDARD" },
      vpcConfig: {
        subnetIds: zones.map((zone) => `subnet-${zone}`),
        securityGroupIds: ["sg-control-plane"],
        endpointPrivateAccess: true,
        endpointPublicAccess: false,
      },
      zonalShiftConfig: { enabled: true },
      tags: tagsOf("cluster"),
    });
    assert.equal(opts.protect, true);
  });

  it("can be reached from the internet by the networks that a stack names, and goes unprotected outside of prod", () => {
    const { inputs, opts } = found(open, "eks:Cluster", "cluster");
    assert.deepEqual(
      [at(inputs.vpcConfig, "endpointPublicAccess"), at(inputs.vpcConfig, "publicAccessCidrs")],
      [true, ["203.0.113.0/24"]],
    );
    assert.deepEqual([inputs.deletionProtection, opts.protect], [false, false]);
  });

  it("writes its logs to an encrypted group that ends", () => {
    assert.deepEqual(inputsOf(rendered, "cloudwatch:LogGroup", "cluster-logs"), {
      name: "/aws/eks/prod-platform/cluster",
      retentionInDays: 365,
      kmsKeyId: key("logs"),
      tags: { ...tagsOf("cluster"), "data-class": "internal" },
    });
  });

  it("is administered by the roles that the stack names", () => {
    assert.deepEqual(inputsOf(rendered, "eks:AccessEntry", "cluster-admin-deployer"), {
      clusterName: "prod-platform",
      principalArn: deployer,
      type: "STANDARD",
      tags: tagsOf("cluster"),
    });
    assert.deepEqual(inputsOf(rendered, "eks:AccessPolicyAssociation", "cluster-admin-deployer-policy"), {
      clusterName: "prod-platform",
      principalArn: deployer,
      policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
      accessScope: { type: "cluster" },
    });
  });

  it("has its addons pinned, with the network plugin minding NetworkPolicies", () => {
    const addons = rendered.resources
      .filter(({ type }) => type === "aws:eks/addon:Addon")
      .map(({ inputs }) => [inputs.addonName, inputs.addonVersion, inputs.podIdentityAssociations ?? []]);
    const role = (name: string) => `arn:aws:iam::${accountId}:role/cluster-${name}`;
    assert.deepEqual(addons, [
      ["vpc-cni", "v1.22.3-eksbuild.1", [{ serviceAccount: "aws-node", roleArn: role("vpc-cni") }]],
      ["eks-pod-identity-agent", "v1.3.10-eksbuild.3", []],
      ["kube-proxy", "v1.35.3-eksbuild.17", []],
      ["coredns", "v1.13.2-eksbuild.11", []],
      [
        "aws-ebs-csi-driver",
        "v1.63.1-eksbuild.1",
        [{ serviceAccount: "ebs-csi-controller-sa", roleArn: role("aws-ebs-csi-driver") }],
      ],
    ]);
    const configuration = (addon: string): unknown =>
      JSON.parse(String(inputsOf(rendered, "eks:Addon", `cluster-addon-${addon}`).configurationValues));
    assert.deepEqual(configuration("vpc-cni"), {
      enableNetworkPolicy: "true",
      env: { ENABLE_PREFIX_DELEGATION: "true", WARM_PREFIX_TARGET: "1" },
    });
    assert.deepEqual(configuration("coredns"), { autoScaling: { enabled: true, minReplicas: 3, maxReplicas: 10 } });
    assert.deepEqual(configuration("aws-ebs-csi-driver"), { defaultStorageClass: { enabled: false } });
  });

  it("lets each role do what it is for, in this region and account, and look at more only where EC2 knows no resources", () => {
    const statements = (role: string) =>
      list(at(policyOf(inputsOf(rendered, "iam:RolePolicy", `cluster-${role}-policy`)), "Statement"));
    const all = ["vpc-cni", "aws-ebs-csi-driver", "control-plane"].flatMap(statements);
    for (const statement of all) {
      const actions = list(at(statement, "Action")).map(String);
      assert.ok(actions.every((action) => !action.includes("*")));
      const everything = list(at(statement, "Resource")).includes("*");
      assert.equal(everything, at(statement, "Sid") === "Describe");
      if (everything) {
        assert.ok(actions.every((action) => action.startsWith("ec2:Describe")));
        assert.deepEqual(at(statement, "Condition"), { StringEquals: { "aws:RequestedRegion": "us-east-1" } });
      }
    }
    assert.deepEqual(statements("control-plane"), [
      {
        Sid: "EncryptSecrets",
        Effect: "Allow",
        Action: ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:ListGrants"],
        Resource: [key("cluster")],
      },
    ]);
    const changes = statements("aws-ebs-csi-driver")
      .filter((one) => at(one, "Sid") !== "Describe")
      .map((one) => `${String(at(one, "Sid"))} ${Object.keys(record(at(one, "Condition"))).join()}`);
    assert.deepEqual(changes, [
      "MakeVolumes StringEquals",
      "RestoreSnapshots StringEquals",
      "MakeSnapshots StringEquals",
      "OfVolumes StringEquals",
      "DeleteSnapshots StringEquals",
      "AttachVolumes StringEquals",
      "ToNodes ",
      "TagAtCreation StringEquals",
      "EncryptVolumes ",
      "LetVolumesGoOn Bool",
    ]);
  });

  it("gives the roles of AWS' own policies to the control plane and the nodes, and to nobody else", () => {
    const attached = rendered.resources
      .filter(({ type }) => type === "aws:iam/rolePolicyAttachment:RolePolicyAttachment")
      .map(({ inputs }) => `${String(inputs.role)} ${String(inputs.policyArn)}`);
    assert.deepEqual(attached, [
      "cluster-control-plane arn:aws:iam::aws:policy/AmazonEKSClusterPolicy",
      "cluster-nodes arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy",
      "cluster-nodes arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryPullOnly",
    ]);
  });

  it("is reached by a kubeconfig that holds no secret", () => {
    const provider = rendered.resources.find(({ name }) => name === "cluster-api");
    assert.deepEqual(Object.keys(provider?.inputs ?? {}).sort(), [
      "clusterIdentifier",
      "enableConfigMapMutable",
      "enableSecretMutable",
      "kubeconfig",
    ]);
    assert.deepEqual(JSON.parse(String(provider?.inputs.kubeconfig)), {
      apiVersion: "v1",
      kind: "Config",
      clusters: [
        {
          name: "prod-platform",
          cluster: {
            server: "https://prod-platform.gr7.us-east-1.eks.amazonaws.com",
            "certificate-authority-data": "Q0E=",
          },
        },
      ],
      users: [
        {
          name: "prod-platform",
          user: {
            exec: {
              apiVersion: "client.authentication.k8s.io/v1beta1",
              command: "aws",
              args: [
                "eks",
                "get-token",
                "--output",
                "json",
                "--region",
                "us-east-1",
                "--cluster-name",
                "prod-platform",
              ],
              interactiveMode: "Never",
            },
          },
        },
      ],
      contexts: [{ name: "prod-platform", context: { cluster: "prod-platform", user: "prod-platform" } }],
      "current-context": "prod-platform",
    });
  });

  it("is whole: a count of each kind", () => {
    const kinds = registered(rendered).map((line) => line.split(" ")[0] ?? "");
    assert.deepEqual(
      Object.entries(Object.groupBy(kinds, (kind) => kind)).map(([kind, all]) => `${kind} ${all?.length ?? 0}`),
      [
        "cloudwatch:LogGroup 1",
        "ec2:LaunchTemplate 1",
        "eks:AccessEntry 1",
        "eks:AccessPolicyAssociation 1",
        "eks:Addon 5",
        "eks:Cluster 1",
        "eks:NodeGroup 3",
        "iam:Role 5",
        "iam:RolePolicy 4",
        "iam:RolePolicyAttachment 3",
        "scheduler:Schedule 3",
      ],
    );
  });
});
