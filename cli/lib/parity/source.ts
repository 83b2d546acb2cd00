import ts from "typescript";

/** What a source file makes, and what it refuses. */
export interface Scanned {
  /** Resources that it makes, by the package that they are of and their type: `@pulumi/aws` `rds:Cluster`. */
  readonly makes: readonly Made[];
  /** Files of `core/` whose functions it calls, such as `aws-bucket.ts`. */
  readonly means: readonly string[];
  readonly refusals: readonly Refusal[];
}

export interface Made {
  readonly from: "aws" | "azure-native" | "kubernetes" | "random";
  readonly type: string;
}

/** An `Unsupported` that is thrown, in the words of its error. */
export interface Refusal {
  /** The cloud that has it not; undefined where it is the one that the code was given. */
  readonly cloud: string | undefined;
  readonly what: string;
  readonly instead: string;
}

/** Reads a file as TypeScript sees it; nothing of it is run. */
export function scan(path: string, text: string): Scanned {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const imported = importsOf(file);
  const makes: Made[] = [];
  const refusals: Refusal[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isNewExpression(node) && ts.isIdentifier(node.expression)) {
      const made = imported.get(node.expression.text);
      if (made) makes.push(made);
      if (node.expression.text === "Unsupported") refusals.push(refusalOf(file, node.arguments ?? []));
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return { makes, refusals, means: meansOf(file) };
}

/** Classes of resources by the names that the file has for them. */
function importsOf(file: ts.SourceFile): Map<string, Made> {
  const found = new Map<string, Made>();
  for (const statement of file.statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
    const named = statement.importClause?.namedBindings;
    if (!named || !ts.isNamedImports(named)) continue;
    for (const element of named.elements) {
      const made = madeBy(statement.moduleSpecifier.text, (element.propertyName ?? element.name).text);
      if (made) found.set(element.name.text, made);
    }
  }
  return found;
}

/** Shared means that the file uses; what it has for types alone makes nothing. */
function meansOf(file: ts.SourceFile): string[] {
  return file.statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) return [];
    const named = statement.importClause?.namedBindings;
    const [, found] = /^(?:\.\.\/core|\.)\/([\w-]+\.ts)$/.exec(statement.moduleSpecifier.text) ?? [];
    if (found === undefined || !named || !ts.isNamedImports(named)) return [];
    if (statement.importClause.phaseModifier === ts.SyntaxKind.TypeKeyword) return [];
    return named.elements.some(({ isTypeOnly }) => !isTypeOnly) ? [found] : [];
  });
}

/** A resource by the module that its class is of: one of a provider, or of an operator's definitions. */
function madeBy(module: string, name: string): Made | undefined {
  const [, sdk, group = ""] = /^@pulumi\/(aws|azure-native|kubernetes|random)\/(.+)$/.exec(module) ?? [];
  if (sdk === "aws" || sdk === "azure-native") return { from: sdk, type: `${group.split("/")[0] ?? ""}:${name}` };
  if (sdk === "kubernetes") return { from: sdk, type: name };
  if (/\/crds\/(generated\/)?[\w-]+\.ts$/.test(module)) return { from: "kubernetes", type: name };
  return undefined;
}

function refusalOf(file: ts.SourceFile, [cloud, what, instead]: readonly ts.Expression[]): Refusal {
  return {
    cloud: cloud && ts.isStringLiteral(cloud) ? cloud.text : undefined,
    what: what ? wordsOf(file, what) : "",
    instead: instead ? wordsOf(file, instead) : "",
  };
}

/** A text as it is written, with the name of what is put into it where that is only known when it runs. */
function wordsOf(file: ts.SourceFile, node: ts.Expression): string {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isTemplateExpression(node)) {
    const spans = node.templateSpans.map(({ expression, literal }) => `_${lastName(expression)}_${literal.text}`);
    return node.head.text + spans.join("");
  }
  if (ts.isIdentifier(node)) {
    const declared = declarationOf(node);
    return declared ? wordsOf(file, declared) : node.text;
  }
  return node.getText(file);
}

/** The last name in an expression that says what it is about. */
function lastName(node: ts.Expression): string {
  const names = node.getText().match(/[A-Za-z_]\w*/g) ?? [];
  return names.filter((name) => name !== "at" && name !== "length").at(-1) ?? "value";
}

/** What a name stands for: the declaration in the nearest block around its use. */
function declarationOf(use: ts.Identifier): ts.Expression | undefined {
  for (let around: ts.Node = use.parent; ; around = around.parent) {
    if (ts.isBlock(around) || ts.isSourceFile(around)) {
      const declared = around.statements
        .filter(ts.isVariableStatement)
        .flatMap(({ declarationList }) => declarationList.declarations)
        .find(({ name }) => ts.isIdentifier(name) && name.text === use.text);
      if (declared?.initializer) return declared.initializer;
    }
    if (ts.isSourceFile(around)) return undefined;
  }
}
