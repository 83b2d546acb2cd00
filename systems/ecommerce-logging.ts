import type { Stage } from "../components/core/cloud.ts";

/** Parts of a line of the log, in their order (ECO-024). */
const providers = ["timestamp", "logLevel", "loggerName", "message", "mdc", "stackTrace"];

/**
 * Text of `logback-spring.xml`: one JSON object a line on the standard output, in the profile that the stack runs (ECO-024). The encoder is
 * logstash-logback-encoder's, which is part of the application.
 */
export function logbackFile(springProfile: Stage, level: string): string {
  return `<configuration>
  <springProfile name="${springProfile}">
    <appender name="STDOUT" class="ch.qos.logback.core.ConsoleAppender">
      <encoder class="net.logstash.logback.encoder.LoggingEventCompositeJsonEncoder">
        <providers>
${providers.map((provider) => `          <${provider}/>`).join("\n")}
        </providers>
      </encoder>
    </appender>
    <root level="${level}">
      <appender-ref ref="STDOUT"/>
    </root>
  </springProfile>
</configuration>
`;
}
