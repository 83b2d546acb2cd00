import { eachContainer, podTemplate, podTypes } from "../../lib/kubernetes/pods.ts";
import { rule } from "../../lib/rule.ts";
import { guides } from "../../lib/standards.ts";
import { allOf, collect } from "../../lib/unknown.ts";
import { entry, show, type Violation } from "../../lib/violation.ts";

interface Cors {
  readonly allowOrigins?: readonly string[];
}

/** The parts of a ConfigMap, an HTTPRoute, a SecurityPolicy and an Ingress that say which origins may call. */
interface Subject {
  readonly data?: Readonly<Record<string, string>>;
  readonly metadata?: { readonly annotations?: Readonly<Record<string, string>> };
  readonly spec?: {
    readonly cors?: Cors;
    readonly rules?: readonly { readonly filters?: readonly { readonly cors?: Cors }[] }[];
  };
}

const configMap = "kubernetes:core/v1:ConfigMap";
const ingress = "kubernetes:networking.k8s.io/v1:Ingress";

/** Names of settings that hold origins: `CORS_ORIGIN`, `allowed-origins`, `cors.allowedOriginPatterns`. */
const originSetting = String.raw`(?:cors[\w.-]*origins?|allow(?:ed)?[_.-]?origins?)[\w-]*`;
const namesOrigins = new RegExp(originSetting, "i");
/** Such a setting in a file, with what follows on its line and the list below it. */
const settingInFile = new RegExp(String.raw`${originSetting}["']?[ \t]*[:=]([^\n]*(?:\n[ \t]*-[^\n]*)*)`, "gi");

const enabledOnIngress = "nginx.ingress.kubernetes.io/enable-cors";
const originsOfIngress = "nginx.ingress.kubernetes.io/cors-allow-origin";

export default rule<Subject>({
  name: "k8s-cors-origins",
  severity: "high",
  level: "M!",
  description: "CORS must name the origins whose pages may call; a wildcard lets every page.",
  remediationSteps: "List the exact origins, such as https://www.example.com, instead of a pattern with *.",
  framework: guides("REC-048"),
  tags: ["cwe:942"],
  requirements: ["REC-048"],
  on: [
    ...podTypes,
    configMap,
    "kubernetes:gateway.envoyproxy.io/v1alpha1:SecurityPolicy",
    "kubernetes:gateway.networking.k8s.io/v1:HTTPRoute",
    ingress,
  ],
  check(props, { type, notApplicable }) {
    if (type === configMap) return settings(props);
    if (type === ingress) return annotations(props);
    if (!podTypes.some((each) => each === type)) return routes(props);
    const pod = podTemplate(type, props);
    if (!pod) return notApplicable("it has no pod template of its own");
    return eachContainer(pod, ({ env }, path) =>
      collect(env, ({ name, value }, index) =>
        namesOrigins.test(name) ? wildcard(`${path}.env[${index}].value`, value) : [],
      ),
    );
  },
});

function settings({ data }: Subject): Violation[] {
  return collect(Object.keys(data ?? {}), (key) => {
    const text = data?.[key] ?? "";
    if (namesOrigins.test(key)) return wildcard(entry("data", key), text);
    return [...text.matchAll(settingInFile)].flatMap(([, value = ""]) =>
      // A comment is no origin.
      wildcard(entry("data", key), value.replaceAll(/(^|\s)#.*$/gm, "").trim()),
    );
  });
}

function routes({ spec }: Subject): Violation[] {
  return allOf(
    () => origins(spec?.cors, "spec.cors"),
    () =>
      collect(spec?.rules, ({ filters }, rules) =>
        collect(filters, ({ cors }, index) => origins(cors, `spec.rules[${rules}].filters[${index}].cors`)),
      ),
  );
}

const origins = (cors: Cors | null | undefined, path: string): Violation[] =>
  collect(cors?.allowOrigins, (origin, index) => wildcard(`${path}.allowOrigins[${index}]`, origin));

/** Where CORS is on and no origin is named, the controller allows every one. */
function annotations({ metadata }: Subject): Violation[] {
  const given = metadata?.annotations?.[originsOfIngress];
  const on = metadata?.annotations?.[enabledOnIngress] === "true";
  return wildcard(entry("metadata.annotations", originsOfIngress), given ?? (on ? "*" : undefined));
}

function wildcard(path: string, value: string | null | undefined): Violation[] {
  return value?.includes("*") === true ? [{ path, expected: "exact origins", found: show(value) }] : [];
}
