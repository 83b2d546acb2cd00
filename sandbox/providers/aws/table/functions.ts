import { between, matching, oneOf } from "../../cloud/rules.ts";
import type { Rows } from "../../cloud/table.ts";
import { arn, exists, kmsKeyArn, roleArn, securityGroup, subnet } from "./parts.ts";

/** Lambda. */
export const lambdaFunctions: Rows = {
  "aws:lambda/function:Function": {
    id: "{name}",
    name: { property: "name", max: 64, pattern: /^[\w-]+$/ },
    replaces: ["packageType", "tenancyConfig"],
    needs: {
      kmsKeyArn,
      role: roleArn,
      "vpcConfig.securityGroupIds.*": securityGroup,
      "vpcConfig.subnetIds.*": subnet,
    },
    defaults: { architectures: ["x86_64"], memorySize: 128, packageType: "Zip", publish: false, timeout: 3 },
    rules: { memorySize: between(128, 10240), packageType: oneOf("Image", "Zip"), timeout: between(1, 900) },
    computed: {
      arn: arn("lambda", "function:{name}"),
      invokeArn: "arn:aws:apigateway:{region}:lambda:path/2015-03-31/functions/{arn}/invocations",
      lastModified: "",
      qualifiedArn: "{arn}:$LATEST",
      qualifiedInvokeArn: "arn:aws:apigateway:{region}:lambda:path/2015-03-31/functions/{qualifiedArn}/invocations",
      responseStreamingInvokeArn: "",
      signingJobArn: "",
      signingProfileVersionArn: "",
      sourceCodeSize: () => 0,
      version: "$LATEST",
    },
  },
  "aws:lambda/permission:Permission": {
    id: "{statementId}",
    name: { property: "statementId", max: 100, pattern: /^[\w-]+$/ },
    replaces: [
      "action",
      "eventSourceToken",
      "function",
      "functionUrlAuthType",
      "principal",
      "principalOrgId",
      "qualifier",
      "sourceAccount",
      "sourceArn",
    ],
    unique: ["function", "statementId"],
    needs: { function: exists("aws:lambda/function:Function", "id", "arn") },
    rules: { action: matching(/^lambda:/, "an action of lambda") },
  },
};
