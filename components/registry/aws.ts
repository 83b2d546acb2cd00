import { LifecyclePolicy } from "@pulumi/aws/ecr/lifecyclePolicy.js";
import { ReplicationConfiguration } from "@pulumi/aws/ecr/replicationConfiguration.js";
import { Repository } from "@pulumi/aws/ecr/repository.js";
import type * as pulumi from "@pulumi/pulumi";
import { tagsFor } from "../core/tags.ts";
import type { RegistryOutputs, RegistrySpec } from "./spec.ts";

/** Days that an image without a tag stays; a push that was cut off leaves some. */
const untaggedDays = 14;

/**
 * A repository for each image, below the stage's name. Copies in other regions go to repositories that are made there in
 * the same way: those that ECR would make by itself have neither our key nor immutable tags.
 */
export function awsRegistry(parent: pulumi.Resource, name: string, spec: RegistrySpec): RegistryOutputs {
  const repositories = Object.fromEntries(
    spec.repositories.map((path) => [path, repository(parent, `${name}-${path.replaceAll("/", "-")}`, path, spec)]),
  );
  if (spec.copyTo.length > 0) {
    // One for the account and region; the filter leaves other stages' images alone.
    new ReplicationConfiguration(
      `${name}-copies`,
      {
        replicationConfiguration: {
          rules: [
            {
              destinations: spec.copyTo.map((region) => ({ region, registryId: spec.accountId })),
              repositoryFilters: [{ filter: `${spec.stage}/`, filterType: "PREFIX_MATCH" }],
            },
          ],
        },
      },
      { parent },
    );
  }
  return { host: `${spec.accountId}.dkr.ecr.${spec.region}.amazonaws.com`, repositories };
}

function repository(
  parent: pulumi.Resource,
  name: string,
  path: string,
  { stage, keyArn, keep, protect }: RegistrySpec,
): pulumi.Output<string> {
  const [system = "", ...image] = path.split("/");
  const made = new Repository(
    name,
    {
      name: `${stage}/${path}`,
      imageTagMutability: "IMMUTABLE",
      imageScanningConfiguration: { scanOnPush: true },
      encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: keyArn }],
      forceDelete: !protect,
      tags: tagsFor({ system, component: image.join("-") }, "internal"),
    },
    { parent, protect },
  );
  const rule = (rulePriority: number, description: string, selection: object) => ({
    rulePriority,
    description,
    selection,
    action: { type: "expire" },
  });
  const policy = {
    rules: [
      rule(1, "Images without a tag", {
        tagStatus: "untagged",
        countType: "sinceImagePushed",
        countUnit: "days",
        countNumber: untaggedDays,
      }),
      rule(2, "All but the newest", { tagStatus: "any", countType: "imageCountMoreThan", countNumber: keep }),
    ],
  };
  new LifecyclePolicy(`${name}-lifecycle`, { repository: made.name, policy: JSON.stringify(policy) }, { parent });
  return made.repositoryUrl;
}
