/**
 * The first sentence of a field's description. CRDs carry whole pages of documentation for every field and again for every
 * place where a field is used; one sentence says what the field is, and the operator's documentation says the rest.
 */
export function firstSentence(description: string): string {
  const [paragraph = ""] = description.trim().split(/\n\s*\n/);
  const text = paragraph.replaceAll(/\s+/g, " ");
  // A full stop ends a sentence when a capital follows; "e.g. x", "v1.2" and "i.e. Foo" do not end one.
  const end = /(?<!\b(?:e\.g|i\.e|vs|etc|cf))[.!?](?= [A-Z`"(])/.exec(text);
  const sentence = end ? text.slice(0, end.index + 1) : text;
  return sentence.length <= 240 ? sentence : `${sentence.slice(0, sentence.lastIndexOf(" ", 237))} …`;
}
