import { resource } from "../../lib/cases.ts";

const metadata = { name: "a", namespace: "app" };
const budget = resource("kubernetes:policy/v1:PodDisruptionBudget", { apiVersion: "policy/v1", metadata });
const old = resource("kubernetes:policy/v1beta1:PodDisruptionBudget", { apiVersion: "policy/v1beta1", metadata });
const wrong = (found: string) => [
  `apiVersion: expected policy/v1; Pod Security Admission in place of PodSecurityPolicy, found "${found}"`,
];

export default [
  ...budget("a version that is served", {}),
  ...budget("a version that another patched in", { "/apiVersion": "policy/v1beta1" }, wrong("policy/v1beta1")),
  ...old("a version that is gone", {}, wrong("policy/v1beta1")),
  ...old("a version that is gone, by its type alone", { "/apiVersion": undefined }, wrong("policy/v1beta1")),
];
