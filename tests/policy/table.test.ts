import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { environments, levels } from "../../policy/lib/levels.ts";
import { toPolicy } from "../../policy/lib/pack.ts";
import { rules } from "../../policy/rules/index.ts";
import { projectRoot } from "../../sandbox/lib/paths.ts";
import { policies } from "../../policy/generators.ts";
import { goodPod, podAt } from "./lib/pods.ts";
import { podTypes } from "../../policy/lib/kubernetes/pods.ts";
import { analyze } from "./lib/analyzer.ts";
import { fieldsInOrder } from "./lib/anatomy.ts";
import { caseFiles, ruleFiles } from "./lib/files.ts";

const source = (name: string): string => readFileSync(ruleFiles.get(name) ?? "", "utf8");
const read = (file: string): string => readFileSync(path.join(projectRoot, file), "utf8");

describe("table of policies", () => {
  it("has a file for each rule and one for its cases, named like it and in the same place, and no others", () => {
    const names = rules.map(({ name }) => name).sort();
    const places = (files: ReadonlyMap<string, string>, folder: string) =>
      [...files.values()].map((file) => path.relative(path.join(projectRoot, folder), file)).sort();
    assert.deepEqual([...ruleFiles.keys()].sort(), names);
    assert.deepEqual(places(caseFiles, "tests/policy/rules"), places(ruleFiles, "policy/rules"));
  });

  it("names each rule once, in lower case with dashes", () => {
    const names = rules.map(({ name }) => name);
    assert.deepEqual(names, [...new Set(names)]);
    assert.deepEqual(
      names.filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)+$/.test(name)),
      [],
    );
  });

  it("declares the fields of every rule in one order", () => {
    const wrong = rules.filter(({ name }) => {
      const { found, wanted } = fieldsInOrder(source(name));
      return found.join() !== wanted.join() || !found.includes("severity") || !found.includes("check");
    });
    assert.deepEqual(
      wrong.map(({ name }) => name),
      [],
    );
  });

  it("notices a rule whose fields are in another order", () => {
    const { found, wanted } = fieldsInOrder('rule({\n  severity: "low",\n  name: "a",\n});');
    assert.deepEqual({ found, wanted }, { found: ["severity", "name"], wanted: ["name", "severity"] });
  });

  it("tells of every rule what an auditor and a developer need", () => {
    for (const rule of rules) {
      const policy = toPolicy(rule);
      assert.match(policy.description, /^[A-Z].*[^.]\.$/, rule.name);
      assert.match(policy.remediationSteps ?? "", /^[A-Z].*[^.]\.$/, rule.name);
      assert.deepEqual(Object.values(policy.framework ?? {}).map(Boolean), [true, true, true, true], rule.name);
      assert.notEqual(rule.requirements.length, 0, rule.name);
      assert.deepEqual(
        policy.tags?.slice(-rule.requirements.length),
        rule.requirements.map((id) => `plumbline:${id}`),
        rule.name,
      );
    }
  });

  it("names requirements that exist", () => {
    const catalogue = path.join(projectRoot, "requirements/catalogue");
    const ids = new Set(
      readdirSync(catalogue).flatMap(
        (file) => read(`requirements/catalogue/${file}`).match(/\b[A-Z]{3}-\d{3}\b/g) ?? [],
      ),
    );
    const unknown = rules.flatMap(({ requirements }) => requirements).filter((id) => !ids.has(id));
    assert.deepEqual(unknown, []);
  });

  it("has a config file for each stack of the program, and no other", () => {
    const stacks = readdirSync(projectRoot).flatMap((file) => /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1] ?? []);
    const files = readdirSync(path.join(projectRoot, "policy/config")).map((file) => path.basename(file, ".json"));
    assert.deepEqual([...environments].sort(), stacks.sort());
    assert.deepEqual(files.sort(), stacks.sort());
  });

  it("is in step with the config files and with docs/policies.md", async () => {
    const made = await policies.generate(() => undefined);
    assert.equal(made.size, environments.length + 1);
    for (const [file, text] of made) assert.equal(read(file), text, `${file}: run npm run generate`);
  });

  it("sets each rule in each stack as its level says", () => {
    for (const environment of environments) {
      const config = parse(read(`policy/config/${environment}.json`)) as Record<string, unknown>;
      const found = Object.entries(config).map(([name, setting]) => {
        const level = typeof setting === "string" ? setting : (setting as Record<string, unknown>)["enforcementLevel"];
        return [name, level];
      });
      const wanted = rules.map(({ name, level }) => [name, levels[level][environment]]);
      assert.deepEqual(found, wanted, environment);
    }
  });

  it("finds nothing wrong with a pod that keeps every rule", async () => {
    for (const type of podTypes) {
      const { props } = podAt(type, goodPod());
      const { says, undecided } = await analyze(rules, { type, props });
      assert.deepEqual({ says, undecided }, { says: [], undecided: [] }, type);
    }
  });

  it("says why a rule does not apply", async () => {
    const { notApplicable } = await analyze(rules, { type: "kubernetes:core/v1:Namespace", props: {} });
    assert.deepEqual(
      Object.keys(notApplicable),
      rules.map(({ name }) => name).filter((name) => name !== "k8s-namespace-psa"),
    );
    assert.match(notApplicable["k8s-no-privileged"] ?? "", /^the rule looks at kubernetes:apps\/v1:Deployment, /);
    assert.match(notApplicable["k8s-no-default-credentials"] ?? "", /type 'kubernetes:core\/v1:Secret'$/);
  });

  it("has nothing to say about a Rollout that takes its pods from a Deployment", async () => {
    const subject = {
      type: "kubernetes:argoproj.io/v1alpha1:Rollout",
      props: { metadata: { namespace: "app" }, spec: { workloadRef: { kind: "Deployment", name: "app" } } },
    };
    const { says, undecided, notApplicable } = await analyze(rules, subject);
    assert.deepEqual({ says, undecided }, { says: [], undecided: [] });
    assert.equal(notApplicable["k8s-no-privileged"], "it has no pod template of its own");
  });

  it("says what is certain although one container is not known yet", async () => {
    const { props } = podAt("kubernetes:core/v1:Pod", {
      containers: [
        { name: "a", securityContext: { privileged: true } },
        "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
        { name: "c", securityContext: { privileged: true } },
      ],
    });
    const privileged = rules.filter(({ name }) => name === "k8s-no-privileged");
    assert.deepEqual(await analyze(privileged, { type: "kubernetes:core/v1:Pod", props }), {
      says: [
        "spec.containers[0].securityContext.privileged: expected false, found true",
        "spec.containers[2].securityContext.privileged: expected false, found true",
      ],
      undecided: [
        "can't run policy 'k8s-no-privileged' from policy pack 'plumbline@v0.0.0' during preview: string value at .spec.containers.1 can't be known during preview",
      ],
      notApplicable: {},
    });
  });
});
