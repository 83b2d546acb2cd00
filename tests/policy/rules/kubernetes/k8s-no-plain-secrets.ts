import { type Changes, inContainer, resource } from "../../lib/cases.ts";

const wanted = "expected a reference to a Secret";
const env = (name: string, value: string): Changes => ({ "/env": [{ name, value }] });
const badEnv = (title: string, name: string, value: string, found = "a literal credential") =>
  inContainer(title, env(name, value), [`CONTAINER.env[0].value: ${wanted}, found ${found}`]);
const badArgs = (title: string, index: number, found: string, ...args: string[]) => [
  ...inContainer(`${title} in args`, { "/args": args }, [`CONTAINER.args[${index}]: ${wanted}, found ${found}`]),
  ...inContainer(`${title} in the command`, { "/command": args }, [
    `CONTAINER.command[${index}]: ${wanted}, found ${found}`,
  ]),
];
const map = resource("kubernetes:core/v1:ConfigMap", { metadata: { name: "a", namespace: "app" }, data: { A: "b" } });
const key = "-----BEGIN RSA PRIVATE KEY-----\nx\n-----END RSA PRIVATE KEY-----";

export default [
  ...inContainer("a reference", {
    "/env": [{ name: "API_KEY", valueFrom: { secretKeyRef: { name: "a", key: "b" } } }],
  }),
  ...inContainer("a file's name", env("DB_PASSWORD_FILE", "/run/secrets/db")),
  ...inContainer("a lifetime", env("TOKEN_TTL_SECONDS", "300")),
  ...inContainer("another variable", env("SPRING_DATASOURCE_PASSWORD", "$(DB_PASSWORD)")),
  ...inContainer("an address with variables", env("REDIS_URL", "rediss://:$(REDIS_PASSWORD)@db-g1:6379")),
  ...inContainer("an address without a password", env("REDIS_URL", "redis://db-g1:6379")),
  ...inContainer("a switch", env("USE_TOKEN", "true")),
  ...inContainer("no environment", { "/env": undefined }),
  ...inContainer("a variable on the command line", { "/args": ["--requirepass", "$(REDIS_PASSWORD)"] }),
  ...inContainer("a shell's variable on the command line", {
    "/args": ['exec redis-server --requirepass "$REDIS_PASSWORD" --appendonly yes'],
  }),
  ...inContainer("a file on the command line", { "/args": ["--token=/run/secrets/token", "--password-file", "x"] }),
  ...badEnv("a password", "DB_PASSWORD", "hunter2"),
  ...badEnv("a key", "SECRET_KEY", "dev-secret-key"),
  ...badEnv("a token", "SLACK_TOKEN", "xoxb-1"),
  ...badEnv("a cloud key", "AWS_SECRET_ACCESS_KEY", "abc"),
  ...badEnv("an empty password", "REDIS_PASSWORD", "", "an empty credential"),
  ...inContainer("a password without a value", { "/env": [{ name: "REDIS_PASSWORD" }] }, [
    `CONTAINER.env[0].value: ${wanted}, found an empty credential`,
  ]),
  ...badEnv("an address with a password", "DATABASE_URL", "postgres://a:b@db/x", "an address with a password in it"),
  ...badEnv("a key id", "ID", "AKIAABCDEFGHIJKLMNOP", "an AWS access key id"),
  ...badEnv(
    "a login module",
    "KAFKA_SASL_JAAS_CONFIG",
    'ScramLoginModule required username="a" password="b";',
    "a password of a login module",
  ),
  ...badArgs("a password", 0, "a literal credential", "--requirepass", "hunter2"),
  ...badArgs("a password in one word", 1, "a literal credential", "serve", "--password=hunter2"),
  ...badArgs("a password in a script", 2, "a literal credential", "sh", "-c", "redis-cli --pass hunter2 ping"),
  ...badArgs("an address with a password", 0, "an address with a password in it", "--db=mongodb://a:b@c/d"),
  ...map("a plain setting", {}),
  ...map("no data", { "/data": undefined }),
  ...map("a password", { "/data/db-password": "x" }, [`data["db-password"]: ${wanted}, found a literal credential`]),
  ...map("an empty password", { "/data/PASSWORD": "" }, [`data.PASSWORD: ${wanted}, found an empty credential`]),
  ...map("a private key", { "/data/tls.pem": key }, [`data["tls.pem"]: ${wanted}, found a private key`]),
  ...map("redis.conf with its password", { "/data/redis.conf": "port 6379\nrequirepass x\n" }, [
    `data["redis.conf"]: ${wanted}, found a password of redis`,
  ]),
];
