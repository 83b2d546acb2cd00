import eslint from "@eslint/js";
import mocha from "eslint-plugin-mocha";
import tseslint from "typescript-eslint";
import { deprecatedInputs } from "./eslint/deprecated-inputs.ts";

const deepImportsOnly = {
  patterns: [
    {
      regex: "^@pulumi/(aws|azure-native)$",
      message: "import the submodule with its file, e.g. @pulumi/aws/s3/index.js: the root costs seconds of type check",
    },
  ],
};

export default tseslint.config(
  { ignores: ["node_modules/", ".sandbox/", "policy/dist/", "out/", "**/generated/", "*.config.js"] },
  eslint.configs.recommended,
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "no-restricted-imports": ["error", deepImportsOnly],
      "@typescript-eslint/no-deprecated": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/no-extraneous-class": "off",
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "separate-type-imports" }],
    },
  },
  {
    // Programs that run as they are, in a page or in a process of a test: no types, and the names of their own surroundings.
    files: ["**/*.{js,mjs}"],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { parserOptions: { projectService: false } },
    rules: { "no-undef": "off" },
  },
  {
    files: ["tests/**/*.ts"],
    plugins: { mocha },
    rules: {
      "mocha/no-exclusive-tests": "error",
      "mocha/no-pending-tests": "error",
      "mocha/no-identical-title": "error",
      "mocha/no-empty-title": "error",
    },
  },
  {
    files: ["config/**", "components/**", "systems/**", "contract/**", "index.ts"],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            ...deepImportsOnly.patterns,
            { group: ["**/sandbox/**", "**/tests/**", "**/cli/**"], message: "the program does not know its tools" },
          ],
        },
      ],
    },
  },
  {
    // What is given to a cloud is of its current form, to the last property.
    files: [
      "components/**/aws*.ts",
      "components/**/azure*.ts",
      "components/identity/**",
      "components/region/**",
      "components/edge/load-balancer.ts",
      "components/dns/**",
      "backends/**",
    ],
    plugins: { plumbline: { rules: { "deprecated-inputs": deprecatedInputs } } },
    rules: { "plumbline/deprecated-inputs": "error" },
  },
);
