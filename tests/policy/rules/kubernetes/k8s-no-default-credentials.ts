import { resource } from "../../lib/cases.ts";

const strong = "k7Qz1vB9xW3mN5pR8tY2uL4cF6hJ0sDa";
const base64 = (text: string): string => Buffer.from(text).toString("base64");
const wanted = "expected 32 random bytes or more";
const secret = resource("kubernetes:core/v1:Secret", {
  metadata: { name: "db", namespace: "app" },
  stringData: { username: "app", password: strong },
  data: { SECRET_KEY: base64(strong) },
});

export default [
  ...secret("32 bytes", {}),
  ...secret("no credential", { "/stringData": undefined, "/data": { "ca.crt": base64("x") } }),
  ...secret("nothing", { "/stringData": undefined, "/data": undefined }),
  ...secret("an empty password", { "/stringData/password": "" }, [
    `stringData.password: ${wanted}, found an empty value`,
  ]),
  ...secret("a known default", { "/stringData/redis-password": "ChangeMe" }, [
    `stringData["redis-password"]: ${wanted}, found a well-known default`,
  ]),
  ...secret("a short password", { "/stringData/password": strong.slice(1) }, [
    `stringData.password: ${wanted}, found 31 bytes`,
  ]),
  ...secret("the guide's default key", { "/data/SECRET_KEY": base64("dev-secret-key-change-in-production") }, [
    `data.SECRET_KEY: ${wanted}, found a well-known default`,
  ]),
  ...secret("an empty key", { "/data/API_KEY": "" }, [`data.API_KEY: ${wanted}, found an empty value`]),
  ...secret(
    "short for a stricter threshold",
    {},
    [
      "stringData.password: expected 64 random bytes or more, found 32 bytes",
      "data.SECRET_KEY: expected 64 random bytes or more, found 32 bytes",
    ],
    { config: { minimumBytes: 64 } },
  ),
];
