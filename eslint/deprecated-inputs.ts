import type { Rule } from "eslint";
import ts from "typescript";

/** What the parser hands on: the checker, and the way from its nodes to TypeScript's. */
interface TypeServices {
  readonly program: ts.Program;
  readonly esTreeNodeToTSNodeMap: { get(node: unknown): ts.Node };
}

function isTypeServices(value: unknown): value is TypeServices {
  return (
    typeof value === "object" &&
    value !== null &&
    "program" in value &&
    "esTreeNodeToTSNodeMap" in value &&
    value.program !== null
  );
}

/**
 * Refuses deprecated properties in object literals, wherever the literal's type comes from. `@typescript-eslint/no-deprecated`
 * looks at plain types alone; arguments of a cloud's resources are optional, or inputs that may be promises and outputs, and
 * properties may come by a spread.
 */
export const deprecatedInputs: Rule.RuleModule = {
  meta: {
    type: "problem",
    docs: { description: "no deprecated property among the inputs of a resource" },
    messages: { deprecated: "`{{name}}` is deprecated: {{reason}}" },
    schema: [],
  },
  create(context) {
    const services: unknown = context.sourceCode.parserServices;
    if (!isTypeServices(services)) throw new Error("deprecated-inputs needs type information");
    const checker = services.program.getTypeChecker();
    return {
      ObjectExpression(node) {
        const literal = services.esTreeNodeToTSNodeMap.get(node);
        if (!ts.isObjectLiteralExpression(literal)) return;
        const expected = checker.getContextualType(literal);
        if (expected === undefined) return;
        const parts = expected.isUnion() ? expected.types : [expected];
        for (const name of namesIn(literal, checker)) {
          const reason = parts
            .map((part) => deprecation(part.getProperty(name), checker))
            .find((one) => one !== undefined);
          if (reason !== undefined) context.report({ node, messageId: "deprecated", data: { name, reason } });
        }
      },
    };
  },
};

/** Names of a literal's properties, those that it spreads among them. */
function namesIn(literal: ts.ObjectLiteralExpression, checker: ts.TypeChecker): string[] {
  return literal.properties.flatMap((property) => {
    if (ts.isSpreadAssignment(property)) {
      return checker
        .getTypeAtLocation(property.expression)
        .getProperties()
        .map(({ name }) => name);
    }
    const { name } = property;
    return ts.isIdentifier(name) || ts.isStringLiteral(name) ? [name.text] : [];
  });
}

/** Why a property is deprecated; undefined, where it is not. */
function deprecation(symbol: ts.Symbol | undefined, checker: ts.TypeChecker): string | undefined {
  const tag = symbol?.getJsDocTags(checker).find(({ name }) => name === "deprecated");
  return tag && ts.displayPartsToString(tag.text);
}
