import { object, workload } from "../../lib/kubernetes-objects.ts";
import { stack } from "../../lib/stack-cases.ts";

const at = stack([
  workload("apps/v1:Deployment", "web"),
  object("elasticsearch.k8s.elastic.co/v1:Elasticsearch", "logs", {}),
  object("core/v1:Service", "front", { selector: { app: "web" }, ports: [{ port: 80, targetPort: "http" }] }),
  object("core/v1:Service", "search", {
    selector: { "common.k8s.elastic.co/type": "elasticsearch" },
    ports: [{ port: 9200, targetPort: 9200 }],
  }),
]);

export default [
  at("pods of a workload and of an operator", {}),
  at("a port by its number", { front: { props: { "/spec/ports/0/targetPort": 8080 } } }),
  at(
    "a name for another address",
    { front: { props: { "/spec": { type: "ExternalName", externalName: "a.example.com" } } }, search: "removed" },
    [],
    {
      notApplicable: "it is a name for an address outside of the cluster",
    },
  ),
  at("pods that somebody else names", { front: { props: { "/spec/selector": undefined } }, search: "removed" }, [], {
    notApplicable: "it selects no pods by itself",
  }),
  at("no pods", { front: { props: { "/spec/selector/app": "website" } } }, [
    'front: spec.selector: expected labels of pods in the namespace, found {"app":"website"}',
  ]),
  at("an empty selector", { front: { props: { "/spec/selector": {} } } }, [
    "front: spec.selector: expected labels of pods in the namespace, found {}",
  ]),
  at("a port that the pods do not have", { front: { props: { "/spec/ports/0/targetPort": "https" } } }, [
    'front: spec.ports[0].targetPort: expected a port of the pods, found "https"',
  ]),
];
