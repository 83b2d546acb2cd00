import { resource } from "../../lib/cases.ts";

const types = ["api", "audit", "authenticator", "controllerManager", "scheduler"];
const cluster = resource("aws:eks/cluster:Cluster", {
  version: "1.35",
  accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false },
  deletionProtection: true,
  enabledClusterLogTypes: types,
  encryptionConfig: { resources: ["secrets"], provider: { keyArn: "arn:aws:kms:us-east-1:012345678901:key/cluster" } },
  vpcConfig: { endpointPrivateAccess: true, endpointPublicAccess: false },
});
const nodes = resource("aws:eks/nodeGroup:NodeGroup", { subnetIds: ["subnet-a", "subnet-b", "subnet-c"] });
const addon = resource("aws:eks/addon:Addon", {
  addonName: "vpc-cni",
  configurationValues: JSON.stringify({ enableNetworkPolicy: "true" }),
});
const open = (found: string) => [
  `vpcConfig.endpointPublicAccess: expected false, or publicAccessCidrs without the whole internet, found ${found}; write false`,
];

export default {
  "aws-eks-private-endpoint": [
    ...cluster("private", {}),
    ...cluster("open to an office", {
      "/vpcConfig/endpointPublicAccess": true,
      "/vpcConfig/publicAccessCidrs": ["203.0.113.0/24"],
    }),
    ...cluster("open", { "/vpcConfig/endpointPublicAccess": true }, open("true")),
    ...cluster("the default", { "/vpcConfig/endpointPublicAccess": undefined }, open("nothing")),
    ...cluster(
      "open to an office and the world",
      {
        "/vpcConfig/endpointPublicAccess": true,
        "/vpcConfig/publicAccessCidrs": ["203.0.113.0/24", "0.0.0.0/0"],
      },
      open("true"),
    ),
  ],
  "aws-eks-secrets-cmk": [
    ...cluster("a key of ours", {}),
    ...cluster("no encryption", { "/encryptionConfig": undefined }, [
      'encryptionConfig.resources: expected also secrets, found nothing; write ["secrets"]',
      "encryptionConfig.provider.keyArn: expected the ARN of a key of ours, found nothing",
    ]),
    ...cluster("no key", { "/encryptionConfig/provider": undefined }, [
      "encryptionConfig.provider.keyArn: expected the ARN of a key of ours, found nothing",
    ]),
  ],
  "aws-eks-control-plane-logs": [
    ...cluster("all five", {}),
    ...cluster("the audit log alone", { "/enabledClusterLogTypes": ["audit"] }, [
      'enabledClusterLogTypes: expected also api, authenticator, controllerManager, scheduler, found ["audit"]; write ["audit","api","authenticator","controllerManager","scheduler"]',
    ]),
  ],
  "aws-eks-supported-version": [
    ...cluster("supported", {}),
    ...cluster(
      "no longer supported",
      { "/version": "1.30" },
      ['version: expected "1.36" or "1.35", found "1.30"; write "1.36"'],
      { config: { versions: ["1.35", "1.36"] } },
    ),
    ...cluster(
      "none, which is whatever is newest",
      { "/version": undefined },
      ['version: expected "1.35", found nothing'],
      { config: { versions: ["1.35"] } },
    ),
  ],
  "aws-eks-access-entries": [
    ...cluster("by the cloud", {}),
    ...cluster("by a ConfigMap, too", { "/accessConfig/authenticationMode": "API_AND_CONFIG_MAP" }, [
      'accessConfig.authenticationMode: expected "API", found "API_AND_CONFIG_MAP"',
    ]),
    ...cluster("whoever made it", { "/accessConfig/bootstrapClusterCreatorAdminPermissions": undefined }, [
      "accessConfig.bootstrapClusterCreatorAdminPermissions: expected false, found nothing",
    ]),
  ],
  "aws-eks-deletion-protection": [
    ...cluster("protected", {}),
    ...cluster("not protected", { "/deletionProtection": false }, ["deletionProtection: expected true, found false"]),
  ],
  "aws-eks-node-no-ssh": [
    ...nodes("no way in", {}),
    ...nodes("a group that may", {
      "/remoteAccess": { ec2SshKey: "admin", sourceSecurityGroupIds: ["sg-1"] },
    }),
    ...nodes("everybody", { "/remoteAccess": { ec2SshKey: "admin" } }, [
      "remoteAccess.sourceSecurityGroupIds: expected the groups that may, found nothing",
    ]),
  ],
  "aws-eks-cni-network-policy": [
    ...addon("on", {}),
    ...addon("nothing said", { "/configurationValues": undefined }, [
      'configurationValues.enableNetworkPolicy: expected "true", found nothing',
    ]),
    ...addon("off", { "/configurationValues": '{"enableNetworkPolicy":"false"}' }, [
      'configurationValues.enableNetworkPolicy: expected "true", found "false"',
    ]),
    ...addon("no JSON", { "/configurationValues": "enableNetworkPolicy: true" }, [
      'configurationValues.enableNetworkPolicy: expected "true", found configuration that is no JSON',
    ]),
  ],
};
