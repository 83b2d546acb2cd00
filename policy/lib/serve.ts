import { type handleUnaryCall, Server, ServerCredentials } from "@grpc/grpc-js";
import { makeAnalyzerInfo } from "@pulumi/policy/protoutil.js";
import { version as sdkVersion } from "@pulumi/policy/version.js";
import grpc from "@pulumi/pulumi/proto/analyzer_grpc_pb.js";
import analyzer from "@pulumi/pulumi/proto/analyzer_pb.js";
import plugin from "@pulumi/pulumi/proto/plugin_pb.js";
import { type Analysis, Dispatch, type PackName } from "./dispatch.ts";
import { type Exemption, Exemptions } from "./exemptions.ts";
import { toPolicy } from "./pack.ts";
import { configured, type Setting, type Settings, strictest } from "./settings.ts";
import type { AnyRule } from "./table.ts";

/** A pack to serve. */
export interface Pack extends PackName {
  readonly displayName: string;
  readonly description: string;
  readonly rules: readonly AnyRule[];
  readonly exemptions: readonly Exemption[];
  /** Whether violations of a rule may be exempt, by the settings of the stack at hand. */
  mayExempt(rule: AnyRule | undefined, settings: Settings): boolean;
}

/** Whole stacks are sent as one message; the SDK's own server takes as much. Unit: bytes. */
const largestMessage = 400 * 1024 * 1024;
const levelNames = new Map<number, Setting["level"]>([
  [analyzer.EnforcementLevel.ADVISORY, "advisory"],
  [analyzer.EnforcementLevel.MANDATORY, "mandatory"],
  [analyzer.EnforcementLevel.DISABLED, "disabled"],
  [analyzer.EnforcementLevel.REMEDIATE, "remediate"],
]);

/**
 * Serves a pack to the engine on a free port of this machine, as the SDK's `PolicyPack` does, and prints the port. The
 * SDK's server asks every policy about every resource; see dispatch.ts.
 */
export function serve(pack: Pack): void {
  let settings = strictest;
  let stackTags: ReadonlyMap<string, string> = new Map();
  const dispatcher = (): Dispatch => {
    const byName = new Map(pack.rules.map((rule) => [rule.name, rule]));
    const exemptions = new Exemptions(pack.exemptions, new Date(), (name) =>
      pack.mayExempt(byName.get(name), settings),
    );
    return new Dispatch(pack, pack.rules, { settings, exemptions, stackTags });
  };
  let dispatch = dispatcher();

  const { analyze: analyzeMethod, ...methods } = grpc.AnalyzerService;
  const service = { ...methods, analyze: { ...analyzeMethod, responseSerialize: serializeAnalysis } };
  const server = new Server({ "grpc.max_receive_message_length": largestMessage });
  server.addService(service, {
    analyze: answering((request: analyzer.AnalyzeRequest) => dispatch.analyze(request)),
    analyzeStack: answering((request: analyzer.AnalyzeStackRequest) => dispatch.analyzeStack(request)),
    remediate: answering((request: analyzer.AnalyzeRequest) => dispatch.remediate(request)),
    getAnalyzerInfo: answering(() => {
      const { name, version, displayName, description, rules } = pack;
      const policies = rules.map((rule) => toPolicy(rule));
      return makeAnalyzerInfo(name, version, "mandatory", { displayName, description, policies });
    }),
    getPluginInfo: answering(() => {
      const info = new plugin.PluginInfo();
      info.setVersion(sdkVersion);
      return info;
    }),
    configure: answering((request: analyzer.ConfigureAnalyzerRequest) => {
      settings = configured(settingsIn(request));
      dispatch = dispatcher();
      // of the class that the engine's stubs check for, which another copy of the package would not be
      return grpc.AnalyzerService.configure.responseDeserialize(Buffer.alloc(0));
    }),
    configureStack: answering((request: analyzer.AnalyzerStackConfigureRequest) => {
      const tags = new Map<string, string>();
      request.getTagsMap().forEach((value, key) => tags.set(key, value));
      stackTags = tags;
      dispatch = dispatcher();
      return new analyzer.AnalyzerStackConfigureResponse();
    }),
  });
  server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
    if (error) throw error;
    console.log(String(port)); // the engine reads it
  });
}

function answering<Request, Response>(
  answer: (request: Request) => Response | Promise<Response>,
): handleUnaryCall<Request, Response> {
  return ({ request }, callback) => {
    Promise.resolve()
      .then(() => answer(request))
      .then(
        (response) => callback(null, response),
        (error: unknown) => callback(error instanceof Error ? error : new Error(String(error))),
      );
  };
}

/** Messages that follow one another are one message with the fields of both. */
function serializeAnalysis({ response, always }: Analysis): Buffer {
  return Buffer.concat([response.serializeBinary(), always]);
}

function settingsIn(request: analyzer.ConfigureAnalyzerRequest): Map<string, Partial<Setting>> {
  const settings = new Map<string, Partial<Setting>>();
  request.getPolicyconfigMap().forEach((config, name) => {
    const level = levelNames.get(config.getEnforcementlevel());
    settings.set(name, { level, config: config.getProperties()?.toJavaScript() });
  });
  return settings;
}
