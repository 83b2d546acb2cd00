import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { environments, levels } from "../../policy/lib/levels.ts";
import { toPolicy } from "../../policy/lib/pack.ts";
import { appliesTo } from "../../policy/lib/rule.ts";
import { isStackRule } from "../../policy/lib/table.ts";
import { rules } from "../../policy/rules/index.ts";
import { projectRoot } from "../../sandbox/lib/paths.ts";
import { policies } from "../../policy/generators.ts";
import { goodPod, podAt } from "./lib/pods.ts";
import { podTypes } from "../../policy/lib/kubernetes/pods.ts";
import { analyze } from "./lib/analyzer.ts";
import { changed } from "./lib/cases.ts";
import { fieldsInOrder } from "./lib/anatomy.ts";
import { caseFiles, ruleFiles } from "./lib/files.ts";

const sources = new Map([...ruleFiles.values()].map((file) => [file, read(`policy/rules/${file}`)]));
function read(file: string): string {
  return readFileSync(path.join(projectRoot, file), "utf8");
}

describe("table of policies", () => {
  it("lists every rule that a file exports, and no other", () => {
    const names = rules.map(({ name }) => name).sort();
    assert.deepEqual([...ruleFiles.keys()].sort(), names);
  });

  it("has the cases of each rule in a file with the same name and place as the rule's", () => {
    const cases = [...caseFiles].map(([name, { file }]) => [name, file] as const);
    assert.deepEqual(new Map(cases.sort()), new Map([...ruleFiles].sort()));
  });

  it("names a file after its only rule", () => {
    const files = Map.groupBy(ruleFiles, ([, file]) => file);
    const wrong = [...files].filter(([file, [first, ...more]]) => {
      return more.length === 0 && first?.[0] !== path.basename(file, ".ts");
    });
    assert.deepEqual(
      wrong.map(([file]) => file),
      [],
    );
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
    const counts = Map.groupBy(ruleFiles.values(), (file) => file);
    for (const [file, source] of sources) {
      const anatomies = fieldsInOrder(source);
      assert.equal(anatomies.length, counts.get(file)?.length, `${file}: each rule is a constant of its own`);
      for (const { found, wanted } of anatomies) {
        assert.deepEqual(found, wanted, file);
        assert.deepEqual([found.includes("severity"), found.includes("check")], [true, true], file);
      }
    }
  });

  it("notices a rule whose fields are in another order", () => {
    assert.deepEqual(fieldsInOrder('const a = rule({\n  severity: "low",\n  name: "a",\n});'), [
      { found: ["severity", "name"], wanted: ["name", "severity"] },
    ]);
  });

  it("tells of every rule what an auditor and a developer need", () => {
    for (const rule of rules) {
      const policy = toPolicy(rule);
      assert.match(policy.description, /^[A-Z].*[^.]\.$/, rule.name);
      assert.match(policy.remediationSteps ?? "", /^[A-Z].*[^.]\.$/, rule.name);
      assert.deepEqual(Object.values(policy.framework ?? {}).map(Boolean), [true, true, true, true], rule.name);
      assert.notEqual(policy.tags?.length, 0, `${rule.name}: of no requirement and of no standard`);
      assert.deepEqual(policy.tags, [...rule.tags, ...rule.requirements.map((id) => `plumbline:${id}`)], rule.name);
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
    const type = "kubernetes:core/v1:Namespace";
    const { notApplicable } = await analyze(rules, { type, props: { metadata: {} } });
    const others = rules.filter((rule) => !isStackRule(rule) && !appliesTo(rule, type));
    assert.deepEqual(
      Object.keys(notApplicable),
      others.map(({ name }) => name),
    );
    assert.match(notApplicable["k8s-no-privileged"] ?? "", /^the rule looks at kubernetes:apps\/v1:Deployment, /);
    assert.match(notApplicable["k8s-no-default-credentials"] ?? "", /type 'kubernetes:core\/v1:Secret'$/);
  });

  it("has nothing to say about a Rollout that takes its pods from a Deployment", async () => {
    const type = "kubernetes:argoproj.io/v1alpha1:Rollout";
    const workloadRef = { kind: "Deployment", name: "app" };
    const { props } = podAt(type, goodPod());
    const subject = { type, props: changed(props, { "/spec/template": undefined, "/spec/workloadRef": workloadRef }) };
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
