import { inContainer } from "../../lib/cases.ts";

const secretKeyRef = { name: "db", key: "password" };

export default [
  ...inContainer("a plain variable", { "/env": [{ name: "LOG_LEVEL", value: "WARNING" }] }),
  ...inContainer("variables of a ConfigMap", { "/env": undefined, "/envFrom": [{ configMapRef: { name: "app" } }] }),
  ...inContainer("a variable from a Secret", { "/env": [{ name: "DB_PASSWORD", valueFrom: { secretKeyRef } }] }, [
    "CONTAINER.env[0].valueFrom.secretKeyRef: expected a file, found variable DB_PASSWORD",
  ]),
  ...inContainer("all of a Secret", { "/env": undefined, "/envFrom": [{ secretRef: { name: "db" } }] }, [
    'CONTAINER.envFrom[0].secretRef: expected files, found Secret "db"',
  ]),
];
