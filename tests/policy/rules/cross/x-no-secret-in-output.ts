import { stack } from "../../lib/stack-cases.ts";

const at = stack([
  {
    type: "pulumi:pulumi:Stack",
    name: "outputs",
    props: {
      contract: 1,
      systems: {
        firefly: {
          endpoints: { database: { url: "postgresql://db.firefly.svc:5432/app", port: 5432 } },
          secrets: { password: { namespace: "firefly", name: "db-auth", keys: ["password", "token"] } },
          rotationToken: "",
        },
      },
    },
  },
]);
const says = (path: string, found: string): string =>
  `outputs: outputs.${path}: expected a reference to a credential, found ${found}`;
const firefly = "/systems/firefly";

export default [
  at("references alone", {}),
  at("a password", { outputs: { props: { [`${firefly}/password`]: "hunter22" } } }, [
    says("systems.firefly.password", "a value"),
  ]),
  at("the value in place of its reference", { outputs: { props: { [`${firefly}/secrets/password`]: "hunter22" } } }, [
    says("systems.firefly.secrets.password", "a value"),
  ]),
  at(
    "an address with a password in it",
    { outputs: { props: { [`${firefly}/endpoints/database/url`]: "postgresql://app:hunter22@db:5432/app" } } },
    [says("systems.firefly.endpoints.database.url", "an address with a password in it")],
  ),
  at("a key in a list", { outputs: { props: { "/hosts": ["a", "AKIAABCDEFGHIJKLMNOP"] } } }, [
    says("hosts[1]", "an AWS access key id"),
  ]),
];
