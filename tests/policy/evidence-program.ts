// A small program with one mistake, and one value that a preview cannot know: run by evidence.test.ts.
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";

const config = new pulumi.Config();
const provider = new k8s.Provider("cluster", { kubeconfig: config.require("kubeconfig") });
const space = new k8s.core.v1.Namespace("space", { metadata: { name: "evidence" } }, { provider });
const namespace = space.metadata.name;

function login(): k8s.core.v1.Secret {
  const password = new random.RandomPassword("password", { length: 32 });
  const stringData = { password: password.result };
  return new k8s.core.v1.Secret("login", { metadata: { name: "login", namespace }, stringData }, { provider });
}

function web(): k8s.apps.v1.Deployment {
  const labels = { app: "web" };
  const container = {
    name: "web",
    image: "registry.example.com/web:1.0.0",
    securityContext: { privileged: config.getBoolean("privileged") ?? true },
  };
  const template = { metadata: { labels }, spec: { containers: [container] } };
  const spec = { replicas: 0, selector: { matchLabels: labels }, template };
  return new k8s.apps.v1.Deployment("web", { metadata: { name: "web", namespace }, spec }, { provider });
}

export const made = [login().metadata.name, web().metadata.name];
