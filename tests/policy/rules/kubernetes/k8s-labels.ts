import { resource } from "../../lib/cases.ts";

const name = "app.kubernetes.io/name";
const managed = "app.kubernetes.io/managed-by";
const owner = "plumbline.dev/owner";
const labels = { [name]: "a", "app.kubernetes.io/part-of": "app", [managed]: "plumbline", [owner]: "team" };
const types = [
  "kubernetes:core/v1:Service",
  "kubernetes:core/v1:Namespace",
  "kubernetes:cert-manager.io/v1:Certificate",
];

export default types.flatMap((type) => {
  const object = resource(type, { metadata: { name: "a", labels } });
  return [
    ...object("all labels", {}),
    ...object("nobody's", { "/metadata/labels": { ...labels, [owner]: "" } }, [
      `metadata.labels["${owner}"]: expected the team that answers for it, found ""`,
    ]),
    ...object(
      "made by who knows what",
      { "/metadata/labels": { [name]: "a", "app.kubernetes.io/part-of": "app", [owner]: "team" } },
      [`metadata.labels["${managed}"]: expected what manages it, found nothing; write "plumbline"`],
    ),
    ...object("no labels", { "/metadata/labels": undefined }, [
      `metadata.labels["${name}"]: expected the component that the object belongs to, found nothing`,
      'metadata.labels["app.kubernetes.io/part-of"]: expected the system that the component belongs to, found nothing',
      `metadata.labels["${managed}"]: expected what manages it, found nothing; write "plumbline"`,
      `metadata.labels["${owner}"]: expected the team that answers for it, found nothing`,
    ]),
  ];
});
