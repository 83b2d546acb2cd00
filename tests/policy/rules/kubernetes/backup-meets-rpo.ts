import { resource } from "../../lib/cases.ts";

const path = "spec.postgresql.parameters.archive_timeout";
const pointer = `/${path.replaceAll(".", "/")}`;
const cluster = resource("kubernetes:postgresql.cnpg.io/v1:Cluster", {
  metadata: { name: "pg", namespace: "app" },
  spec: { postgresql: { parameters: { archive_timeout: "240s" } } },
});

export default [
  ...cluster("four minutes", {}),
  ...cluster("four minutes in minutes", { [pointer]: "4min" }),
  ...cluster("a plain number of seconds", { [pointer]: "60" }),
  ...cluster("the operator's five minutes, where that is enough", { [pointer]: undefined }, [], {
    config: { seconds: 300 },
  }),
  ...cluster("the operator's five minutes", { [pointer]: undefined }, [
    `${path}: expected 240s or less, found nothing; write "240s"`,
  ]),
  ...cluster("an hour", { [pointer]: "1h" }, [`${path}: expected 240s or less, found "1h"; write "240s"`]),
  ...cluster("only when a segment is full", { [pointer]: "0" }, [
    `${path}: expected 240s or less, found "0"; write "240s"`,
  ]),
];
