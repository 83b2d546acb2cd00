import ts from "typescript";
import {
  isGenerated,
  isProgram,
  isTest,
  isTypeScript,
  linesWith,
  nodes,
  place,
  placeAt,
  type Source,
} from "./sources.ts";

/** A rule over one file; it returns the places that break it. */
export interface Rule {
  /** What holds for every file that the rule is about. */
  readonly title: string;
  readonly about: (source: Source) => boolean;
  readonly check: (source: Source) => string[];
}

const own = (source: Source) => isTypeScript(source) && !isGenerated(source);

export const knowsNoSandbox: Rule = {
  title: "the program and the policies do not know that a sandbox exists",
  about: (source) => isProgram(source) || source.path.startsWith("policy/"),
  check: (source) => linesWith(source, /sandbox/i),
};

export const knowsNoTools: Rule = {
  title: "the program imports no tool and no test",
  about: (source) => isProgram(source) && isTypeScript(source),
  check: (source) =>
    importsOf(source).flatMap(({ module, at }) => (/^\.\.?\/(.*\/)?(cli|tests|policy)\//.test(module) ? [at] : [])),
};

export const loadsConfigOnce: Rule = {
  title: "only config/load.ts reads Pulumi's configuration",
  about: (source) => isProgram(source) && isTypeScript(source) && source.path !== "config/load.ts",
  check: (source) =>
    nodes(source, /Config|getStack|getProject/).flatMap((node) => {
      const read = ts.isIdentifier(node) && ["Config", "allConfig", "getStack", "getProject"].includes(node.text);
      const fromPulumi = read && (ts.isPropertyAccessExpression(node.parent) || ts.isImportSpecifier(node.parent));
      return fromPulumi ? [place(source, node)] : [];
    }),
};

const equality: readonly ts.SyntaxKind[] = [
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
];

export const asksForNoStage: Rule = {
  title: "nothing outside of config/ asks which stage or stack it is in",
  about: (source) => isProgram(source) && isTypeScript(source) && !source.path.startsWith("config/"),
  check: (source) =>
    nodes(source, /stage|stack/i).flatMap((node) => {
      const asked =
        ts.isBinaryExpression(node) && equality.includes(node.operatorToken.kind)
          ? [node.left, node.right]
          : ts.isSwitchStatement(node)
            ? [node.expression]
            : ts.isCallExpression(node) && /\.(includes|startsWith|endsWith|has|test)$/.test(node.expression.getText())
              ? [node.expression, ...node.arguments]
              : [];
      return asked.some((each) => /\b(stage|stack)\b/i.test(each.getText())) ? [place(source, node)] : [];
    }),
};

export const asksForNoCloud: Rule = {
  title: "no system asks which cloud it is on: at most whether it is a region of one",
  about: ({ path }) => /^systems\/(cap|ecommerce|firefly|onboarding|reconciliation)\b/.test(path),
  check: (source) => linesWith(source, /\.cloud\b|"(kubernetes|aws|azure)"|from "[^"]*\b(aws|azure)\b[^"]*"/),
};

export const namesAreKnown: Rule = {
  title: "an object's name is given on as the program says it (onceMade), not as its provider hands it back",
  about: (source) => isProgram(source) && own(source),
  check: (source) => linesWith(source, /\w\.metadata\.(name|namespace|apply)\b|= \w+\.metadata;/),
};

export const importsSubmodules: Rule = {
  title: "cloud SDKs are imported by submodule, and azure-native by its default version",
  about: isTypeScript,
  check: (source) =>
    importsOf(source).flatMap(({ module, at }) =>
      /^@pulumi\/(aws|azure-native)$|^@pulumi\/azure-native\/.*\bv[0-9]{8}/.test(module) ? [at] : [],
    ),
};

export const componentShape: Rule = {
  title: "a component has a token of its folder and its name, passes it on, and registers its outputs last",
  about: (source) => isProgram(source) && isTypeScript(source),
  check: (source) =>
    nodes(source, /ComponentResource/).flatMap((node) =>
      ts.isClassDeclaration(node) && /\bComponentResource$/.test(baseOf(node))
        ? faultsOf(source, node).map((fault) => `${place(source, node)}: ${fault}`)
        : [],
    ),
};

function faultsOf({ path }: Source, node: ts.ClassDeclaration): string[] {
  const name = node.name?.text ?? "";
  const wanted = `plumbline:${path.split("/").at(-2) ?? ""}:${name}`.replace(
    "plumbline:systems/",
    "plumbline:systems:",
  );
  const token = node.members
    .filter((member) => ts.isPropertyDeclaration(member))
    .find((member) => member.name.getText() === "token");
  const modifiers = token?.modifiers?.map((each) => each.getText()).join(" ");
  const value = token?.initializer && ts.isStringLiteral(token.initializer) ? token.initializer.text : undefined;
  const body = node.members.find((member) => ts.isConstructorDeclaration(member))?.body?.statements;
  const calls = (body ?? []).map((statement) =>
    ts.isExpressionStatement(statement) ? statement.expression : undefined,
  );
  const superCall = calls.find((call) => call && ts.isCallExpression(call) && call.expression.getText() === "super");
  const first = superCall && ts.isCallExpression(superCall) ? superCall.arguments[0]?.getText() : undefined;
  const last = calls.at(-1);
  return [
    ...(modifiers === "static readonly" && value === wanted ? [] : [`no static readonly token = "${wanted}"`]),
    ...(first === `${name}.token` ? [] : [`super does not get ${name}.token`]),
    ...(last && ts.isCallExpression(last) && last.expression.getText() === "this.registerOutputs"
      ? []
      : ["registerOutputs is not the last statement"]),
  ];
}

function baseOf(node: ts.ClassDeclaration): string {
  const heritage = node.heritageClauses?.find((clause) => clause.token === ts.SyntaxKind.ExtendsKeyword);
  return heritage?.types[0]?.expression.getText() ?? "";
}

export const keepsTypes: Rule = {
  title: "nothing goes around the checkers",
  about: (source) => own(source) && !isTest(source),
  check: (source) => [
    ...nodes(source, /\bany\b|as unknown as/).flatMap((node) => {
      const any = node.kind === ts.SyntaxKind.AnyKeyword;
      const twice =
        ts.isAsExpression(node) && ts.isAsExpression(node.expression) && node.expression.type.getText() === "unknown";
      return any || twice ? [place(source, node)] : [];
    }),
    ...linesWith(source, /@ts-(ignore|nocheck|expect-error)|(eslint|prettier)-(disable|ignore)/),
  ],
};

export const namesNoMachine: Rule = {
  title: "nothing names a path of one machine, or the host of a package registry",
  about: ({ path }) => path !== "package-lock.json",
  check: (source) =>
    linesWith(
      source,
      /(?<![\w.$})-])\/(work|root|home|Users)\/\w|registry\.(npmjs|yarnpkg)|(proxy|sum)\.golang|pypi\.org|(repo|repo1)\.maven|deb\.debian/,
    ),
};

/** Most lines of a file. */
export const mostLines = 300;

/** Files that are longer than they should be, `path: lines`, of those that people write. */
export function longFiles(sources: readonly Source[]): string[] {
  return sources
    .filter((source) => /\.(ts|js|go|sh)$/.test(source.path) && !isGenerated(source))
    .map(({ path, text }) => ({ path, lines: text.split("\n").length - 1 }))
    .filter(({ lines }) => lines > mostLines)
    .map(({ path, lines }) => `${path}: ${lines}`);
}

/** Modules that a file imports, statically or when it runs. */
function importsOf(source: Source): { module: string; at: string }[] {
  return ts
    .preProcessFile(source.text, true, true)
    .importedFiles.map(({ fileName, pos }) => ({ module: fileName, at: placeAt(source, pos) }));
}
