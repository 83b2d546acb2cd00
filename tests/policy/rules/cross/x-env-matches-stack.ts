import type { StackSubject } from "../../lib/stack-analyzer.ts";
import { stack } from "../../lib/stack-cases.ts";

const provider = { region: "us-east-1", defaultTags: JSON.stringify({ tags: { stage: "prod" } }) };
const bucket = { type: "aws:s3/bucket:Bucket", cloud: "aws", provider, stack: "prod" } as const;
const whole = (name: string): StackSubject => ({
  type: "pulumi:pulumi:Stack",
  name: "plumbline",
  props: {},
  urn: `urn:pulumi:${name}::plumbline::pulumi:pulumi:Stack::plumbline`,
});
const at = (name: string) =>
  stack([
    whole(name),
    { ...bucket, name: "data", props: { tags: { owner: "shop" } } },
    { ...bucket, name: "logs", props: { tags: { stage: "prod" } } },
    { ...bucket, name: "bare", provider: {}, props: { bucket: "bare" } },
  ]);
const settings = (of: string): string => `plumbline: stack: expected the settings of ${of}, found those of prod`;

const vault = { type: "azure-native:keyvault:Vault", name: "vault", props: { tags: { stage: "dev" } } } as const;

export default [
  at("prod")("the stage of another stack on Azure", {}, ['vault: tags.stage: expected "prod", found "dev"'], {
    plus: [{ ...vault, stack: "prod" }],
  }),
  at("prod")("its own settings and its own stage", {}),
  at("prod-alice")("a stack of one's own", {}),
  at("dev")("the settings of another stack", {}, [settings("dev")]),
  at("prod-azure")("the settings of a stack with a longer name", {}, [settings("prod-azure")]),
  at("prod")("the stage of another stack", { logs: { props: { "/tags/stage": "dev" } } }, [
    'logs: tags.stage: expected "prod", found "dev"',
  ]),
  at("prod")(
    "a provider of another stage",
    { data: { set: { provider: { ...provider, defaultTags: '{"tags":{"stage":"staging"}}' } } } },
    ['data: tags.stage: expected "prod", found "staging"'],
  ),
];
