import { type Changes, inContainer, resource } from "../../lib/cases.ts";

const metadata = { name: "a", namespace: "app" };
const exact = "https://www.example.com";
const wanted = "expected exact origins";
const env = (value: string, name = "CORS_ORIGIN"): Changes => ({ "/env": [{ name, value }] });
const map = resource("kubernetes:core/v1:ConfigMap", { metadata, data: { CORS_ORIGIN: exact } });
const policy = resource("kubernetes:gateway.envoyproxy.io/v1alpha1:SecurityPolicy", {
  metadata,
  spec: { cors: { allowOrigins: [exact] } },
});
const route = resource("kubernetes:gateway.networking.k8s.io/v1:HTTPRoute", {
  metadata,
  spec: { rules: [{ filters: [{ type: "CORS", cors: { allowOrigins: [exact] } }] }] },
});
const enabled = { "nginx.ingress.kubernetes.io/enable-cors": "true" };
const origin = "nginx.ingress.kubernetes.io/cors-allow-origin";
const ingress = resource("kubernetes:networking.k8s.io/v1:Ingress", {
  metadata: { ...metadata, annotations: { ...enabled, [origin]: exact } },
});
const file = (text: string): Changes => ({ "/data/application.yml": text });
const badFile = (title: string, text: string, found: string) =>
  map(title, file(text), [`data["application.yml"]: ${wanted}, found ${JSON.stringify(found)}`]);

export default [
  ...inContainer("an exact origin", env(exact)),
  ...inContainer("origins from elsewhere", {
    "/env": [{ name: "CORS_ORIGIN", valueFrom: { configMapKeyRef: { name: "a", key: "CORS_ORIGIN" } } }],
  }),
  ...inContainer("a star in another variable", env("*", "LOG_FILTER")),
  ...inContainer("every origin", env("*"), [`CONTAINER.env[0].value: ${wanted}, found "*"`]),
  ...inContainer("every origin beside an exact one", env(`${exact},*`, "ALLOWED_ORIGINS"), [
    `CONTAINER.env[0].value: ${wanted}, found "${exact},*"`,
  ]),
  ...map("an exact origin", {}),
  ...map("no data", { "/data": undefined }),
  ...map("every subdomain", { "/data/CORS_ORIGIN": "https://*.example.com" }, [
    `data.CORS_ORIGIN: ${wanted}, found "https://*.example.com"`,
  ]),
  ...map("a file with exact origins", file(`cors:\n  allowed-origins: [${exact}] # not *\n  allowed-headers: "*"\n`)),
  ...map("a file with a list of exact origins", file(`allowedOrigins:\n  - ${exact}\npaths:\n  - /**\n`)),
  ...badFile("a file with every origin", 'cors:\n  allowed-origins: "*"\n', '"*"'),
  ...badFile(
    "a file with every origin in a list",
    `allowedOriginPatterns:\n  - ${exact}\n  - "*"\n`,
    `- ${exact}\n  - "*"`,
  ),
  ...badFile("properties with every origin", "management.endpoints.web.cors.allowed-origins=*\n", "*"),
  ...policy("an exact origin", {}),
  ...policy("no CORS", { "/spec/cors": undefined }),
  ...policy("every origin", { "/spec/cors/allowOrigins": [exact, "*"] }, [
    `spec.cors.allowOrigins[1]: ${wanted}, found "*"`,
  ]),
  ...route("an exact origin", {}),
  ...route("no filter", { "/spec/rules/0/filters": undefined }),
  ...route("every origin", { "/spec/rules/0/filters/0/cors/allowOrigins": ["*"] }, [
    `spec.rules[0].filters[0].cors.allowOrigins[0]: ${wanted}, found "*"`,
  ]),
  ...ingress("an exact origin", {}),
  ...ingress("no CORS", { "/metadata/annotations": { a: "b" } }),
  ...ingress("every origin", { "/metadata/annotations": { ...enabled, [origin]: "*" } }, [
    `metadata.annotations[${JSON.stringify(origin)}]: ${wanted}, found "*"`,
  ]),
  ...ingress("origins that nobody named", { "/metadata/annotations": enabled }, [
    `metadata.annotations[${JSON.stringify(origin)}]: ${wanted}, found "*"`,
  ]),
];
