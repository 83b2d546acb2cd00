// Generated from prometheus-operator v0.85.0 by npm run generate:crds; do not edit.
import type { meta } from "@pulumi/kubernetes/types/input.js";
import type { Input } from "@pulumi/pulumi";
import { defineKind } from "../define.ts";
import type { Json } from "../define.ts";

/** AlertmanagerConfig configures the Prometheus Alertmanager, specifying how alerts should be grouped, inhibited and notified to external systems. */
export class AlertmanagerConfig extends defineKind<AlertmanagerConfigSpec>("monitoring.coreos.com/v1alpha1", "AlertmanagerConfig") {}

/** The `PodMonitor` custom resource definition (CRD) defines how `Prometheus` and `PrometheusAgent` can scrape metrics from a group of pods. */
export class PodMonitor extends defineKind<PodMonitorSpec>("monitoring.coreos.com/v1", "PodMonitor") {}

/** The `Probe` custom resource definition (CRD) defines how to scrape metrics from prober exporters such as the [blackbox exporter](https://github.com/prometheus/blackbox_exporter). */
export class Probe extends defineKind<ProbeSpec>("monitoring.coreos.com/v1", "Probe") {}

/** The `PrometheusRule` custom resource definition (CRD) defines [alerting](https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/) and … */
export class PrometheusRule extends defineKind<PrometheusRuleSpec>("monitoring.coreos.com/v1", "PrometheusRule") {}

/** ScrapeConfig defines a namespaced Prometheus scrape_config to be aggregated across multiple namespaces into the Prometheus configuration. */
export class ScrapeConfig extends defineKind<ScrapeConfigSpec>("monitoring.coreos.com/v1alpha1", "ScrapeConfig") {}

/** The `ServiceMonitor` custom resource definition (CRD) defines how `Prometheus` and `PrometheusAgent` can scrape metrics from a group of services. */
export class ServiceMonitor extends defineKind<ServiceMonitorSpec>("monitoring.coreos.com/v1", "ServiceMonitor") {}

export interface AlertmanagerConfigSpec {
  /** List of inhibition rules. */
  inhibitRules?: Input<Input<AlertmanagerConfigInhibitRule>[] | undefined>;
  /** List of MuteTimeInterval specifying when the routes should be muted. */
  muteTimeIntervals?: Input<Input<AlertmanagerConfigMuteTimeInterval>[] | undefined>;
  /** List of receivers. */
  receivers?: Input<Input<AlertmanagerConfigReceiver>[] | undefined>;
  /** The Alertmanager route definition for alerts matching the resource's namespace. */
  route?: Input<AlertmanagerConfigRoute | undefined>;
}

export interface AlertmanagerConfigInhibitRule {
  /** Labels that must have an equal value in the source and target alert for the inhibition to take effect. */
  equal?: Input<Input<string>[] | undefined>;
  /** Matchers for which one or more alerts have to exist for the inhibition to take effect. */
  sourceMatch?: Input<Input<AlertmanagerConfigSourceMatch>[] | undefined>;
  /** Matchers that have to be fulfilled in the alerts to be muted. */
  targetMatch?: Input<Input<AlertmanagerConfigSourceMatch>[] | undefined>;
}

export interface AlertmanagerConfigMuteTimeInterval {
  /** Name of the time interval */
  name: Input<string>;
  /** TimeIntervals is a list of TimeInterval */
  timeIntervals?: Input<Input<AlertmanagerConfigTimeInterval>[] | undefined>;
}

export interface AlertmanagerConfigReceiver {
  /** List of Discord configurations. */
  discordConfigs?: Input<Input<AlertmanagerConfigDiscordConfig>[] | undefined>;
  /** List of Email configurations. */
  emailConfigs?: Input<Input<AlertmanagerConfigEmailConfig>[] | undefined>;
  /** List of MSTeams configurations. */
  msteamsConfigs?: Input<Input<AlertmanagerConfigMsteamsConfig>[] | undefined>;
  /** List of MSTeamsV2 configurations. */
  msteamsv2Configs?: Input<Input<AlertmanagerConfigMsteamsv2Config>[] | undefined>;
  /** Name of the receiver. */
  name: Input<string>;
  /** List of OpsGenie configurations. */
  opsgenieConfigs?: Input<Input<AlertmanagerConfigOpsgenieConfig>[] | undefined>;
  /** List of PagerDuty configurations. */
  pagerdutyConfigs?: Input<Input<AlertmanagerConfigPagerdutyConfig>[] | undefined>;
  /** List of Pushover configurations. */
  pushoverConfigs?: Input<Input<AlertmanagerConfigPushoverConfig>[] | undefined>;
  /** List of RocketChat configurations. */
  rocketchatConfigs?: Input<Input<AlertmanagerConfigRocketchatConfig>[] | undefined>;
  /** List of Slack configurations. */
  slackConfigs?: Input<Input<AlertmanagerConfigSlackConfig>[] | undefined>;
  /** List of SNS configurations */
  snsConfigs?: Input<Input<AlertmanagerConfigSnsConfig>[] | undefined>;
  /** List of Telegram configurations. */
  telegramConfigs?: Input<Input<AlertmanagerConfigTelegramConfig>[] | undefined>;
  /** List of VictorOps configurations. */
  victoropsConfigs?: Input<Input<AlertmanagerConfigVictoropsConfig>[] | undefined>;
  /** List of Webex configurations. */
  webexConfigs?: Input<Input<AlertmanagerConfigWebexConfig>[] | undefined>;
  /** List of webhook configurations. */
  webhookConfigs?: Input<Input<AlertmanagerConfigWebhookConfig>[] | undefined>;
  /** List of WeChat configurations. */
  wechatConfigs?: Input<Input<AlertmanagerConfigWechatConfig>[] | undefined>;
}

export interface AlertmanagerConfigRoute {
  /** ActiveTimeIntervals is a list of MuteTimeInterval names when this route should be active. */
  activeTimeIntervals?: Input<Input<string>[] | undefined>;
  /** Boolean indicating whether an alert should continue matching subsequent sibling nodes. */
  continue?: Input<boolean | undefined>;
  /** List of labels to group by. */
  groupBy?: Input<Input<string>[] | undefined>;
  /** How long to wait before sending an updated notification. */
  groupInterval?: Input<string | undefined>;
  /** How long to wait before sending the initial notification. */
  groupWait?: Input<string | undefined>;
  /** List of matchers that the alert's labels should match. */
  matchers?: Input<Input<AlertmanagerConfigSourceMatch>[] | undefined>;
  /** Note: this comment applies to the field definition above but appears below otherwise it gets included in the generated manifest. */
  muteTimeIntervals?: Input<Input<string>[] | undefined>;
  /** Name of the receiver for this route. */
  receiver?: Input<string | undefined>;
  /** How long to wait before repeating the last notification. */
  repeatInterval?: Input<string | undefined>;
  /** Child routes. */
  routes?: Input<Input<Json>[] | undefined>;
}

export interface AlertmanagerConfigSourceMatch {
  /** Match operation available with AlertManager >= v0.22.0 and takes precedence over Regex (deprecated) if non-empty. */
  matchType?: Input<"!=" | "=" | "=~" | "!~" | undefined>;
  /** Label to match. */
  name: Input<string>;
  /** Whether to match on equality (false) or regular-expression (true). */
  regex?: Input<boolean | undefined>;
  /** Label value to match. */
  value?: Input<string | undefined>;
}

export interface AlertmanagerConfigTimeInterval {
  /** DaysOfMonth is a list of DayOfMonthRange */
  daysOfMonth?: Input<Input<AlertmanagerConfigDaysOfMonth>[] | undefined>;
  /** Months is a list of MonthRange */
  months?: Input<Input<string>[] | undefined>;
  /** Times is a list of TimeRange */
  times?: Input<Input<AlertmanagerConfigTime>[] | undefined>;
  /** Weekdays is a list of WeekdayRange */
  weekdays?: Input<Input<string>[] | undefined>;
  /** Years is a list of YearRange */
  years?: Input<Input<string>[] | undefined>;
}

export interface AlertmanagerConfigDiscordConfig {
  /** The secret's key that contains the Discord webhook URL. */
  apiURL: Input<AlertmanagerConfigApiURL>;
  /** The avatar url of the message sender. */
  avatarURL?: Input<string | undefined>;
  /** The template of the content's body. */
  content?: Input<string | undefined>;
  /** HTTP client configuration. */
  httpConfig?: Input<AlertmanagerConfigHttpConfig | undefined>;
  /** The template of the message's body. */
  message?: Input<string | undefined>;
  /** Whether or not to notify about resolved alerts. */
  sendResolved?: Input<boolean | undefined>;
  /** The template of the message's title. */
  title?: Input<string | undefined>;
  /** The username of the message sender. */
  username?: Input<string | undefined>;
}

export interface AlertmanagerConfigEmailConfig {
  /** The identity to use for authentication. */
  authIdentity?: Input<string | undefined>;
  /** The secret's key that contains the password to use for authentication. */
  authPassword?: Input<AlertmanagerConfigApiURL | undefined>;
  /** The secret's key that contains the CRAM-MD5 secret. */
  authSecret?: Input<AlertmanagerConfigApiURL | undefined>;
  /** The username to use for authentication. */
  authUsername?: Input<string | undefined>;
  /** The sender address. */
  from?: Input<string | undefined>;
  /** Further headers email header key/value pairs. */
  headers?: Input<Input<AlertmanagerConfigHeader>[] | undefined>;
  /** The hostname to identify to the SMTP server. */
  hello?: Input<string | undefined>;
  /** The HTML body of the email notification. */
  html?: Input<string | undefined>;
  /** The SMTP TLS requirement. */
  requireTLS?: Input<boolean | undefined>;
  /** Whether or not to notify about resolved alerts. */
  sendResolved?: Input<boolean | undefined>;
  /** The SMTP host and port through which emails are sent. */
  smarthost?: Input<string | undefined>;
  /** The text body of the email notification. */
  text?: Input<string | undefined>;
  /** TLS configuration */
  tlsConfig?: Input<AlertmanagerConfigTlsConfig | undefined>;
  /** The email address to send notifications to. */
  to?: Input<string | undefined>;
}

export interface AlertmanagerConfigMsteamsConfig {
  /** HTTP client configuration. */
  httpConfig?: Input<AlertmanagerConfigHttpConfig | undefined>;
  /** Whether to notify about resolved alerts. */
  sendResolved?: Input<boolean | undefined>;
  /** Message summary template. */
  summary?: Input<string | undefined>;
  /** Message body template. */
  text?: Input<string | undefined>;
  /** Message title template. */
  title?: Input<string | undefined>;
  /** MSTeams webhook URL. */
  webhookUrl: Input<AlertmanagerConfigApiURL>;
}

export interface AlertmanagerConfigMsteamsv2Config {
  /** HTTP client configuration. */
  httpConfig?: Input<AlertmanagerConfigHttpConfig | undefined>;
  /** Whether to notify about resolved alerts. */
  sendResolved?: Input<boolean | undefined>;
  /** Message body template. */
  text?: Input<string | undefined>;
  /** Message title template. */
  title?: Input<string | undefined>;
  /** MSTeams incoming webhook URL. */
  webhookURL?: Input<AlertmanagerConfigApiURL | undefined>;
}

export interface AlertmanagerConfigOpsgenieConfig {
  /** Comma separated list of actions that will be available for the alert. */
  actions?: Input<string | undefined>;
  /** The secret's key that contains the OpsGenie API key. */
  apiKey?: Input<AlertmanagerConfigApiURL | undefined>;
  /** The URL to send OpsGenie API requests to. */
  apiURL?: Input<string | undefined>;
  /** Description of the incident. */
  description?: Input<string | undefined>;
  /** A set of arbitrary key/value pairs that provide further detail about the incident. */
  details?: Input<Input<AlertmanagerConfigHeader>[] | undefined>;
  /** Optional field that can be used to specify which domain alert is related to. */
  entity?: Input<string | undefined>;
  /** HTTP client configuration. */
  httpConfig?: Input<AlertmanagerConfigHttpConfig | undefined>;
  /** Alert text limited to 130 characters. */
  message?: Input<string | undefined>;
  /** Additional alert note. */
  note?: Input<string | undefined>;
  /** Priority level of alert. */
  priority?: Input<string | undefined>;
  /** List of responders responsible for notifications. */
  responders?: Input<Input<AlertmanagerConfigResponder>[] | undefined>;
  /** Whether or not to notify about resolved alerts. */
  sendResolved?: Input<boolean | undefined>;
  /** Backlink to the sender of the notification. */
  source?: Input<string | undefined>;
  /** Comma separated list of tags attached to the notifications. */
  tags?: Input<string | undefined>;
  /** Whether to update message and description of the alert in OpsGenie if it already exists By default, the alert is never updated in OpsGenie, the new message only appears in activity log. */
  updateAlerts?: Input<boolean | undefined>;
}

export interface AlertmanagerConfigPagerdutyConfig {
  /** The class/type of the event. */
  class?: Input<string | undefined>;
  /** Client identification. */
  client?: Input<string | undefined>;
  /** Backlink to the sender of notification. */
  clientURL?: Input<string | undefined>;
  /** The part or component of the affected system that is broken. */
  component?: Input<string | undefined>;
  /** Description of the incident. */
  description?: Input<string | undefined>;
  /** Arbitrary key/value pairs that provide further detail about the incident. */
  details?: Input<Input<AlertmanagerConfigHeader>[] | undefined>;
  /** A cluster or grouping of sources. */
  group?: Input<string | undefined>;
  /** HTTP client configuration. */
  httpConfig?: Input<AlertmanagerConfigHttpConfig | undefined>;
  /** A list of image details to attach that provide further detail about an incident. */
  pagerDutyImageConfigs?: Input<Input<AlertmanagerConfigPagerDutyImageConfig>[] | undefined>;
  /** A list of link details to attach that provide further detail about an incident. */
  pagerDutyLinkConfigs?: Input<Input<AlertmanagerConfigPagerDutyLinkConfig>[] | undefined>;
  /** The secret's key that contains the PagerDuty integration key (when using Events API v2). */
  routingKey?: Input<AlertmanagerConfigApiURL | undefined>;
  /** Whether or not to notify about resolved alerts. */
  sendResolved?: Input<boolean | undefined>;
  /** The secret's key that contains the PagerDuty service key (when using integration type "Prometheus"). */
  serviceKey?: Input<AlertmanagerConfigApiURL | undefined>;
  /** Severity of the incident. */
  severity?: Input<string | undefined>;
  /** Unique location of the affected system. */
  source?: Input<string | undefined>;
  /** The URL to send requests to. */
  url?: Input<string | undefined>;
}

export interface AlertmanagerConfigPushoverConfig {
  /** The name of a device to send the notification to */
  device?: Input<string | undefined>;
  /** How long your notification will continue to be retried for, unless the user acknowledges the notification. */
  expire?: Input<string | undefined>;
  /** Whether notification message is HTML or plain text. */
  html?: Input<boolean | undefined>;
  /** HTTP client configuration. */
  httpConfig?: Input<AlertmanagerConfigHttpConfig | undefined>;
  /** Notification message. */
  message?: Input<string | undefined>;
  /** Priority, see https://pushover.net/api#priority */
  priority?: Input<string | undefined>;
  /** How often the Pushover servers will send the same notification to the user. */
  retry?: Input<string | undefined>;
  /** Whether or not to notify about resolved alerts. */
  sendResolved?: Input<boolean | undefined>;
  /** The name of one of the sounds supported by device clients to override the user's default sound choice */
  sound?: Input<string | undefined>;
  /** Notification title. */
  title?: Input<string | undefined>;
  /** The secret's key that contains the registered application's API token, see https://pushover.net/apps. */
  token?: Input<AlertmanagerConfigApiURL | undefined>;
  /** The token file that contains the registered application's API token, see https://pushover.net/apps. */
  tokenFile?: Input<string | undefined>;
  /** The time to live definition for the alert notification */
  ttl?: Input<string | undefined>;
  /** A supplementary URL shown alongside the message. */
  url?: Input<string | undefined>;
  /** A title for supplementary URL, otherwise just the URL is shown */
  urlTitle?: Input<string | undefined>;
  /** The secret's key that contains the recipient user's user key. */
  userKey?: Input<AlertmanagerConfigApiURL | undefined>;
  /** The user key file that contains the recipient user's user key. */
  userKeyFile?: Input<string | undefined>;
}

export interface AlertmanagerConfigRocketchatConfig {
  /** Actions to include in the message. */
  actions?: Input<Input<AlertmanagerConfigAction>[] | undefined>;
  /** The API URL for RocketChat. */
  apiURL?: Input<string | undefined>;
  /** The channel to send alerts to. */
  channel?: Input<string | undefined>;
  /** The message color. */
  color?: Input<string | undefined>;
  /** If provided, the avatar will be displayed as an emoji. */
  emoji?: Input<string | undefined>;
  /** Additional fields for the message. */
  fields?: Input<Input<AlertmanagerConfigField>[] | undefined>;
  /** HTTP client configuration. */
  httpConfig?: Input<AlertmanagerConfigHttpConfig | undefined>;
  /** Icon URL for the message. */
  iconURL?: Input<string | undefined>;
  /** Image URL for the message. */
  imageURL?: Input<string | undefined>;
  /** Whether to enable link names. */
  linkNames?: Input<boolean | undefined>;
  /** Whether to notify about resolved alerts. */
  sendResolved?: Input<boolean | undefined>;
  /** Whether to use short fields. */
  shortFields?: Input<boolean | undefined>;
  /** The message text to send, it is optional because of attachments. */
  text?: Input<string | undefined>;
  /** Thumbnail URL for the message. */
  thumbURL?: Input<string | undefined>;
  /** The message title. */
  title?: Input<string | undefined>;
  /** The title link for the message. */
  titleLink?: Input<string | undefined>;
  /** The sender token. */
  token: Input<AlertmanagerConfigApiURL>;
  /** The sender token ID. */
  tokenID: Input<AlertmanagerConfigApiURL>;
}

export interface AlertmanagerConfigSlackConfig {
  /** A list of Slack actions that are sent with each notification. */
  actions?: Input<Input<AlertmanagerConfigSlackConfigAction>[] | undefined>;
  /** The secret's key that contains the Slack webhook URL. */
  apiURL?: Input<AlertmanagerConfigApiURL | undefined>;
  callbackId?: Input<string | undefined>;
  /** The channel or user to send notifications to. */
  channel?: Input<string | undefined>;
  color?: Input<string | undefined>;
  fallback?: Input<string | undefined>;
  /** A list of Slack fields that are sent with each notification. */
  fields?: Input<Input<AlertmanagerConfigSlackConfigField>[] | undefined>;
  footer?: Input<string | undefined>;
  /** HTTP client configuration. */
  httpConfig?: Input<AlertmanagerConfigHttpConfig | undefined>;
  iconEmoji?: Input<string | undefined>;
  iconURL?: Input<string | undefined>;
  imageURL?: Input<string | undefined>;
  linkNames?: Input<boolean | undefined>;
  mrkdwnIn?: Input<Input<string>[] | undefined>;
  pretext?: Input<string | undefined>;
  /** Whether or not to notify about resolved alerts. */
  sendResolved?: Input<boolean | undefined>;
  shortFields?: Input<boolean | undefined>;
  text?: Input<string | undefined>;
  thumbURL?: Input<string | undefined>;
  title?: Input<string | undefined>;
  titleLink?: Input<string | undefined>;
  username?: Input<string | undefined>;
}

export interface AlertmanagerConfigSnsConfig {
  /** The SNS API URL i.e. https://sns.us-east-2.amazonaws.com. */
  apiURL?: Input<string | undefined>;
  /** SNS message attributes. */
  attributes?: Input<Record<string, Input<string>> | undefined>;
  /** HTTP client configuration. */
  httpConfig?: Input<AlertmanagerConfigHttpConfig | undefined>;
  /** The message content of the SNS notification. */
  message?: Input<string | undefined>;
  /** Phone number if message is delivered via SMS in E.164 format. */
  phoneNumber?: Input<string | undefined>;
  /** Whether or not to notify about resolved alerts. */
  sendResolved?: Input<boolean | undefined>;
  /** Configures AWS's Signature Verification 4 signing process to sign requests. */
  sigv4?: Input<AlertmanagerConfigSigv4 | undefined>;
  /** Subject line when the message is delivered to email endpoints. */
  subject?: Input<string | undefined>;
  /** The mobile platform endpoint ARN if message is delivered via mobile notifications. */
  targetARN?: Input<string | undefined>;
  /** SNS topic ARN, i.e. arn:aws:sns:us-east-2:698519295917:My-Topic If you don't specify this value, you must specify a value for the PhoneNumber or TargetARN. */
  topicARN?: Input<string | undefined>;
}

export interface AlertmanagerConfigTelegramConfig {
  /** The Telegram API URL i.e. https://api.telegram.org. */
  apiURL?: Input<string | undefined>;
  /** Telegram bot token. */
  botToken?: Input<AlertmanagerConfigApiURL | undefined>;
  /** File to read the Telegram bot token from. */
  botTokenFile?: Input<string | undefined>;
  /** The Telegram chat ID. */
  chatID: Input<number>;
  /** Disable telegram notifications */
  disableNotifications?: Input<boolean | undefined>;
  /** HTTP client configuration. */
  httpConfig?: Input<AlertmanagerConfigHttpConfig | undefined>;
  /** Message template */
  message?: Input<string | undefined>;
  /** The Telegram Group Topic ID. */
  messageThreadID?: Input<number | undefined>;
  /** Parse mode for telegram message */
  parseMode?: Input<"MarkdownV2" | "Markdown" | "HTML" | undefined>;
  /** Whether to notify about resolved alerts. */
  sendResolved?: Input<boolean | undefined>;
}

export interface AlertmanagerConfigVictoropsConfig {
  /** The secret's key that contains the API key to use when talking to the VictorOps API. */
  apiKey?: Input<AlertmanagerConfigApiURL | undefined>;
  /** The VictorOps API URL. */
  apiUrl?: Input<string | undefined>;
  /** Additional custom fields for notification. */
  customFields?: Input<Input<AlertmanagerConfigHeader>[] | undefined>;
  /** Contains summary of the alerted problem. */
  entityDisplayName?: Input<string | undefined>;
  /** The HTTP client's configuration. */
  httpConfig?: Input<AlertmanagerConfigHttpConfig | undefined>;
  /** Describes the behavior of the alert (CRITICAL, WARNING, INFO). */
  messageType?: Input<string | undefined>;
  /** The monitoring tool the state message is from. */
  monitoringTool?: Input<string | undefined>;
  /** A key used to map the alert to a team. */
  routingKey?: Input<string | undefined>;
  /** Whether or not to notify about resolved alerts. */
  sendResolved?: Input<boolean | undefined>;
  /** Contains long explanation of the alerted problem. */
  stateMessage?: Input<string | undefined>;
}

export interface AlertmanagerConfigWebexConfig {
  /** The Webex Teams API URL i.e. https://webexapis.com/v1/messages Provide if different from the default API URL. */
  apiURL?: Input<string | undefined>;
  /** The HTTP client's configuration. */
  httpConfig?: Input<AlertmanagerConfigHttpConfig | undefined>;
  /** Message template */
  message?: Input<string | undefined>;
  /** ID of the Webex Teams room where to send the messages. */
  roomID: Input<string>;
  /** Whether to notify about resolved alerts. */
  sendResolved?: Input<boolean | undefined>;
}

export interface AlertmanagerConfigWebhookConfig {
  /** HTTP client configuration. */
  httpConfig?: Input<AlertmanagerConfigHttpConfig | undefined>;
  /** Maximum number of alerts to be sent per webhook message. */
  maxAlerts?: Input<number | undefined>;
  /** Whether or not to notify about resolved alerts. */
  sendResolved?: Input<boolean | undefined>;
  /** The maximum time to wait for a webhook request to complete, before failing the request and allowing it to be retried. */
  timeout?: Input<string | undefined>;
  /** The URL to send HTTP POST requests to. */
  url?: Input<string | undefined>;
  /** The secret's key that contains the webhook URL to send HTTP requests to. */
  urlSecret?: Input<AlertmanagerConfigApiURL | undefined>;
}

export interface AlertmanagerConfigWechatConfig {
  agentID?: Input<string | undefined>;
  /** The secret's key that contains the WeChat API key. */
  apiSecret?: Input<AlertmanagerConfigApiURL | undefined>;
  /** The WeChat API URL. */
  apiURL?: Input<string | undefined>;
  /** The corp id for authentication. */
  corpID?: Input<string | undefined>;
  /** HTTP client configuration. */
  httpConfig?: Input<AlertmanagerConfigHttpConfig | undefined>;
  /** API request data as defined by the WeChat API. */
  message?: Input<string | undefined>;
  messageType?: Input<string | undefined>;
  /** Whether or not to notify about resolved alerts. */
  sendResolved?: Input<boolean | undefined>;
  toParty?: Input<string | undefined>;
  toTag?: Input<string | undefined>;
  toUser?: Input<string | undefined>;
}

export interface AlertmanagerConfigDaysOfMonth {
  /** End of the inclusive range */
  end?: Input<number | undefined>;
  /** Start of the inclusive range */
  start?: Input<number | undefined>;
}

export interface AlertmanagerConfigTime {
  /** EndTime is the end time in 24hr format. */
  endTime?: Input<string | undefined>;
  /** StartTime is the start time in 24hr format. */
  startTime?: Input<string | undefined>;
}

export interface AlertmanagerConfigApiURL {
  /** The key of the secret to select from. */
  key: Input<string>;
  /** Name of the referent. @default "" */
  name?: Input<string | undefined>;
  /** Specify whether the Secret or its key must be defined */
  optional?: Input<boolean | undefined>;
}

export interface AlertmanagerConfigHttpConfig {
  /** Authorization header configuration for the client. */
  authorization?: Input<AlertmanagerConfigAuthorization | undefined>;
  /** BasicAuth for the client. */
  basicAuth?: Input<AlertmanagerConfigBasicAuth | undefined>;
  /** The secret's key that contains the bearer token to be used by the client for authentication. */
  bearerTokenSecret?: Input<AlertmanagerConfigApiURL | undefined>;
  /** FollowRedirects specifies whether the client should follow HTTP 3xx redirects. */
  followRedirects?: Input<boolean | undefined>;
  /** `noProxy` is a comma-separated string that can contain IPs, CIDR notation, domain names that should be excluded from proxying. */
  noProxy?: Input<string | undefined>;
  /** OAuth2 client credentials used to fetch a token for the targets. */
  oauth2?: Input<AlertmanagerConfigOauth2 | undefined>;
  /** ProxyConnectHeader optionally specifies headers to send to proxies during CONNECT requests. */
  proxyConnectHeader?: Input<Record<string, Input<Input<AlertmanagerConfigApiURL>[]>> | undefined>;
  /** Whether to use the proxy configuration defined by environment variables (HTTP_PROXY, HTTPS_PROXY, and NO_PROXY). */
  proxyFromEnvironment?: Input<boolean | undefined>;
  /** Optional proxy URL. */
  proxyURL?: Input<string | undefined>;
  /** `proxyURL` defines the HTTP proxy server to use. */
  proxyUrl?: Input<string | undefined>;
  /** TLS configuration for the client. */
  tlsConfig?: Input<AlertmanagerConfigTlsConfig | undefined>;
}

export interface AlertmanagerConfigHeader {
  /** Key of the tuple. */
  key: Input<string>;
  /** Value of the tuple. */
  value: Input<string>;
}

export interface AlertmanagerConfigTlsConfig {
  /** Certificate authority used when verifying server certificates. */
  ca?: Input<AlertmanagerConfigCa | undefined>;
  /** Client certificate to present when doing client-authentication. */
  cert?: Input<AlertmanagerConfigCa | undefined>;
  /** Disable target certificate validation. */
  insecureSkipVerify?: Input<boolean | undefined>;
  /** Secret containing the client key file for the targets. */
  keySecret?: Input<AlertmanagerConfigApiURL | undefined>;
  /** Maximum acceptable TLS version. */
  maxVersion?: Input<"TLS10" | "TLS11" | "TLS12" | "TLS13" | undefined>;
  /** Minimum acceptable TLS version. */
  minVersion?: Input<"TLS10" | "TLS11" | "TLS12" | "TLS13" | undefined>;
  /** Used to verify the hostname for the targets. */
  serverName?: Input<string | undefined>;
}

export interface AlertmanagerConfigResponder {
  /** ID of the responder. */
  id?: Input<string | undefined>;
  /** Name of the responder. */
  name?: Input<string | undefined>;
  /** Type of responder. */
  type: Input<string>;
  /** Username of the responder. */
  username?: Input<string | undefined>;
}

export interface AlertmanagerConfigPagerDutyImageConfig {
  /** Alt is the optional alternative text for the image. */
  alt?: Input<string | undefined>;
  /** Optional URL; makes the image a clickable link. */
  href?: Input<string | undefined>;
  /** Src of the image being attached to the incident */
  src?: Input<string | undefined>;
}

export interface AlertmanagerConfigPagerDutyLinkConfig {
  /** Text that describes the purpose of the link, and can be used as the link's text. */
  alt?: Input<string | undefined>;
  /** Href is the URL of the link to be attached */
  href?: Input<string | undefined>;
}

export interface AlertmanagerConfigAction {
  /** The message to send when the button is clicked. */
  msg?: Input<string | undefined>;
  /** The button text. */
  text?: Input<string | undefined>;
  /** The URL the button links to. */
  url?: Input<string | undefined>;
}

export interface AlertmanagerConfigField {
  /** Whether this field should be a short field. */
  short?: Input<boolean | undefined>;
  /** The title of this field. */
  title?: Input<string | undefined>;
  /** The value of this field, displayed underneath the title value. */
  value?: Input<string | undefined>;
}

export interface AlertmanagerConfigSlackConfigAction {
  /** SlackConfirmationField protect users from destructive actions or particularly distinguished decisions by asking them to confirm their button click one more time. */
  confirm?: Input<AlertmanagerConfigConfirm | undefined>;
  name?: Input<string | undefined>;
  style?: Input<string | undefined>;
  text: Input<string>;
  type: Input<string>;
  url?: Input<string | undefined>;
  value?: Input<string | undefined>;
}

export interface AlertmanagerConfigSlackConfigField {
  short?: Input<boolean | undefined>;
  title: Input<string>;
  value: Input<string>;
}

export interface AlertmanagerConfigSigv4 {
  /** AccessKey is the AWS API key. */
  accessKey?: Input<AlertmanagerConfigApiURL | undefined>;
  /** Profile is the named AWS profile used to authenticate. */
  profile?: Input<string | undefined>;
  /** Region is the AWS region. */
  region?: Input<string | undefined>;
  /** RoleArn is the named AWS profile used to authenticate. */
  roleArn?: Input<string | undefined>;
  /** SecretKey is the AWS API secret. */
  secretKey?: Input<AlertmanagerConfigApiURL | undefined>;
}

export interface AlertmanagerConfigAuthorization {
  /** Selects a key of a Secret in the namespace that contains the credentials for authentication. */
  credentials?: Input<AlertmanagerConfigApiURL | undefined>;
  /** Defines the authentication type. */
  type?: Input<string | undefined>;
}

export interface AlertmanagerConfigBasicAuth {
  /** `password` specifies a key of a Secret containing the password for authentication. */
  password?: Input<AlertmanagerConfigApiURL | undefined>;
  /** `username` specifies a key of a Secret containing the username for authentication. */
  username?: Input<AlertmanagerConfigApiURL | undefined>;
}

export interface AlertmanagerConfigOauth2 {
  /** `clientId` specifies a key of a Secret or ConfigMap containing the OAuth2 client's ID. */
  clientId: Input<AlertmanagerConfigCa>;
  /** `clientSecret` specifies a key of a Secret containing the OAuth2 client's secret. */
  clientSecret: Input<AlertmanagerConfigApiURL>;
  /** `endpointParams` configures the HTTP parameters to append to the token URL. */
  endpointParams?: Input<Record<string, Input<string>> | undefined>;
  /** `noProxy` is a comma-separated string that can contain IPs, CIDR notation, domain names that should be excluded from proxying. */
  noProxy?: Input<string | undefined>;
  /** ProxyConnectHeader optionally specifies headers to send to proxies during CONNECT requests. */
  proxyConnectHeader?: Input<Record<string, Input<Input<AlertmanagerConfigApiURL>[]>> | undefined>;
  /** Whether to use the proxy configuration defined by environment variables (HTTP_PROXY, HTTPS_PROXY, and NO_PROXY). */
  proxyFromEnvironment?: Input<boolean | undefined>;
  /** `proxyURL` defines the HTTP proxy server to use. */
  proxyUrl?: Input<string | undefined>;
  /** `scopes` defines the OAuth2 scopes used for the token request. */
  scopes?: Input<Input<string>[] | undefined>;
  /** TLS configuration to use when connecting to the OAuth2 server. */
  tlsConfig?: Input<AlertmanagerConfigTlsConfig | undefined>;
  /** `tokenURL` configures the URL to fetch the token from. */
  tokenUrl: Input<string>;
}

export interface AlertmanagerConfigCa {
  /** ConfigMap containing data to use for the targets. */
  configMap?: Input<AlertmanagerConfigConfigMap | undefined>;
  /** Secret containing data to use for the targets. */
  secret?: Input<AlertmanagerConfigApiURL | undefined>;
}

export interface AlertmanagerConfigConfirm {
  dismissText?: Input<string | undefined>;
  okText?: Input<string | undefined>;
  text: Input<string>;
  title?: Input<string | undefined>;
}

export interface AlertmanagerConfigConfigMap {
  /** The key to select. */
  key: Input<string>;
  /** Name of the referent. @default "" */
  name?: Input<string | undefined>;
  /** Specify whether the ConfigMap or its key must be defined */
  optional?: Input<boolean | undefined>;
}

export interface PodMonitorSpec {
  /** `attachMetadata` defines additional metadata which is added to the discovered targets. */
  attachMetadata?: Input<PodMonitorAttachMetadata | undefined>;
  /** When defined, bodySizeLimit specifies a job level limit on the size of uncompressed response body that will be accepted by Prometheus. */
  bodySizeLimit?: Input<string | undefined>;
  /** Whether to convert all scraped classic histograms into a native histogram with custom buckets. */
  convertClassicHistogramsToNHCB?: Input<boolean | undefined>;
  /** The protocol to use if a scrape returns blank, unparseable, or otherwise invalid Content-Type. */
  fallbackScrapeProtocol?: Input<"PrometheusProto" | "OpenMetricsText0.0.1" | "OpenMetricsText1.0.0" | "PrometheusText0.0.4" | "PrometheusText1.0.0" | undefined>;
  /** The label to use to retrieve the job name from. */
  jobLabel?: Input<string | undefined>;
  /** Per-scrape limit on the number of targets dropped by relabeling that will be kept in memory. 0 means no limit. */
  keepDroppedTargets?: Input<number | undefined>;
  /** Per-scrape limit on number of labels that will be accepted for a sample. */
  labelLimit?: Input<number | undefined>;
  /** Per-scrape limit on length of labels name that will be accepted for a sample. */
  labelNameLengthLimit?: Input<number | undefined>;
  /** Per-scrape limit on length of labels value that will be accepted for a sample. */
  labelValueLengthLimit?: Input<number | undefined>;
  /** `namespaceSelector` defines in which namespace(s) Prometheus should discover the pods. */
  namespaceSelector?: Input<PodMonitorNamespaceSelector | undefined>;
  /** If there are more than this many buckets in a native histogram, buckets will be merged to stay within the limit. */
  nativeHistogramBucketLimit?: Input<number | undefined>;
  /** If the growth factor of one bucket to the next is smaller than this, buckets will be merged to increase the factor sufficiently. */
  nativeHistogramMinBucketFactor?: Input<number | string | undefined>;
  /** Defines how to scrape metrics from the selected pods. */
  podMetricsEndpoints?: Input<Input<PodMonitorPodMetricsEndpoint>[] | undefined>;
  /** `podTargetLabels` defines the labels which are transferred from the associated Kubernetes `Pod` object onto the ingested metrics. */
  podTargetLabels?: Input<Input<string>[] | undefined>;
  /** `sampleLimit` defines a per-scrape limit on the number of scraped samples that will be accepted. */
  sampleLimit?: Input<number | undefined>;
  /** The scrape class to apply. */
  scrapeClass?: Input<string | undefined>;
  /** Whether to scrape a classic histogram that is also exposed as a native histogram. */
  scrapeClassicHistograms?: Input<boolean | undefined>;
  /** `scrapeProtocols` defines the protocols to negotiate during a scrape. */
  scrapeProtocols?: Input<Input<"PrometheusProto" | "OpenMetricsText0.0.1" | "OpenMetricsText1.0.0" | "PrometheusText0.0.4" | "PrometheusText1.0.0">[] | undefined>;
  /** Label selector to select the Kubernetes `Pod` objects to scrape metrics from. */
  selector: Input<meta.v1.LabelSelector>;
  /** Mechanism used to select the endpoints to scrape. */
  selectorMechanism?: Input<"RelabelConfig" | "RoleSelector" | undefined>;
  /** `targetLimit` defines a limit on the number of scraped targets that will be accepted. */
  targetLimit?: Input<number | undefined>;
}

export interface PodMonitorAttachMetadata {
  /** When set to true, Prometheus attaches node metadata to the discovered targets. */
  node?: Input<boolean | undefined>;
}

export interface PodMonitorNamespaceSelector {
  /** Boolean describing whether all namespaces are selected in contrast to a list restricting them. */
  any?: Input<boolean | undefined>;
  /** List of namespace names to select from. */
  matchNames?: Input<Input<string>[] | undefined>;
}

export interface PodMonitorPodMetricsEndpoint {
  /** `authorization` configures the Authorization header credentials to use when scraping the target. */
  authorization?: Input<AlertmanagerConfigAuthorization | undefined>;
  /** `basicAuth` configures the Basic Authentication credentials to use when scraping the target. */
  basicAuth?: Input<AlertmanagerConfigBasicAuth | undefined>;
  /** `bearerTokenSecret` specifies a key of a Secret containing the bearer token for scraping targets. */
  bearerTokenSecret?: Input<AlertmanagerConfigApiURL | undefined>;
  /** `enableHttp2` can be used to disable HTTP2 when scraping the target. */
  enableHttp2?: Input<boolean | undefined>;
  /** When true, the pods which are not running (e.g. either in Failed or Succeeded state) are dropped during the target discovery. */
  filterRunning?: Input<boolean | undefined>;
  /** `followRedirects` defines whether the scrape requests should follow HTTP 3xx redirects. */
  followRedirects?: Input<boolean | undefined>;
  /** When true, `honorLabels` preserves the metric's labels when they collide with the target's labels. */
  honorLabels?: Input<boolean | undefined>;
  /** `honorTimestamps` controls whether Prometheus preserves the timestamps when exposed by the target. */
  honorTimestamps?: Input<boolean | undefined>;
  /** Interval at which Prometheus scrapes the metrics from the target. */
  interval?: Input<string | undefined>;
  /** `metricRelabelings` configures the relabeling rules to apply to the samples before ingestion. */
  metricRelabelings?: Input<Input<PodMonitorMetricRelabeling>[] | undefined>;
  /** `noProxy` is a comma-separated string that can contain IPs, CIDR notation, domain names that should be excluded from proxying. */
  noProxy?: Input<string | undefined>;
  /** `oauth2` configures the OAuth2 settings to use when scraping the target. */
  oauth2?: Input<AlertmanagerConfigOauth2 | undefined>;
  /** `params` define optional HTTP URL parameters. */
  params?: Input<Record<string, Input<Input<string>[]>> | undefined>;
  /** HTTP path from which to scrape for metrics. */
  path?: Input<string | undefined>;
  /** The `Pod` port name which exposes the endpoint. */
  port?: Input<string | undefined>;
  /** The `Pod` port number which exposes the endpoint. */
  portNumber?: Input<number | undefined>;
  /** ProxyConnectHeader optionally specifies headers to send to proxies during CONNECT requests. */
  proxyConnectHeader?: Input<Record<string, Input<Input<AlertmanagerConfigApiURL>[]>> | undefined>;
  /** Whether to use the proxy configuration defined by environment variables (HTTP_PROXY, HTTPS_PROXY, and NO_PROXY). */
  proxyFromEnvironment?: Input<boolean | undefined>;
  /** `proxyURL` defines the HTTP proxy server to use. */
  proxyUrl?: Input<string | undefined>;
  /** `relabelings` configures the relabeling rules to apply the target's metadata labels. */
  relabelings?: Input<Input<PodMonitorMetricRelabeling>[] | undefined>;
  /** HTTP scheme to use for scraping. */
  scheme?: Input<"http" | "https" | undefined>;
  /** Timeout after which Prometheus considers the scrape to be failed. */
  scrapeTimeout?: Input<string | undefined>;
  /** Name or number of the target port of the `Pod` object behind the Service, the port must be specified with container port property. */
  targetPort?: Input<number | string | undefined>;
  /** TLS configuration to use when scraping the target. */
  tlsConfig?: Input<AlertmanagerConfigTlsConfig | undefined>;
  /** `trackTimestampsStaleness` defines whether Prometheus tracks staleness of the metrics that have an explicit timestamp present in scraped data. */
  trackTimestampsStaleness?: Input<boolean | undefined>;
}

export interface PodMonitorMetricRelabeling {
  /** Action to perform based on the regex matching. @default "replace" */
  action?: Input<"replace" | "Replace" | "keep" | "Keep" | "drop" | "Drop" | "hashmod" | "HashMod" | "labelmap" | "LabelMap" | "labeldrop" | "LabelDrop" | "labelkeep" | "LabelKeep" | "lowercase" | "Lowercase" | "uppercase" | "Uppercase" | "keepequal" | "KeepEqual" | "dropequal" | "DropEqual" | undefined>;
  /** Modulus to take of the hash of the source label values. */
  modulus?: Input<number | undefined>;
  /** Regular expression against which the extracted value is matched. */
  regex?: Input<string | undefined>;
  /** Replacement value against which a Replace action is performed if the regular expression matches. */
  replacement?: Input<string | undefined>;
  /** Separator is the string between concatenated SourceLabels. */
  separator?: Input<string | undefined>;
  /** The source labels select values from existing labels. */
  sourceLabels?: Input<Input<string>[] | undefined>;
  /** Label to which the resulting string is written in a replacement. */
  targetLabel?: Input<string | undefined>;
}

export interface ProbeSpec {
  /** Authorization section for this endpoint */
  authorization?: Input<AlertmanagerConfigAuthorization | undefined>;
  /** BasicAuth allow an endpoint to authenticate over basic authentication. */
  basicAuth?: Input<AlertmanagerConfigBasicAuth | undefined>;
  /** Secret to mount to read bearer token for scraping targets. */
  bearerTokenSecret?: Input<AlertmanagerConfigApiURL | undefined>;
  /** Whether to convert all scraped classic histograms into a native histogram with custom buckets. */
  convertClassicHistogramsToNHCB?: Input<boolean | undefined>;
  /** The protocol to use if a scrape returns blank, unparseable, or otherwise invalid Content-Type. */
  fallbackScrapeProtocol?: Input<"PrometheusProto" | "OpenMetricsText0.0.1" | "OpenMetricsText1.0.0" | "PrometheusText0.0.4" | "PrometheusText1.0.0" | undefined>;
  /** Interval at which targets are probed using the configured prober. */
  interval?: Input<string | undefined>;
  /** The job name assigned to scraped metrics by default. */
  jobName?: Input<string | undefined>;
  /** Per-scrape limit on the number of targets dropped by relabeling that will be kept in memory. 0 means no limit. */
  keepDroppedTargets?: Input<number | undefined>;
  /** Per-scrape limit on number of labels that will be accepted for a sample. */
  labelLimit?: Input<number | undefined>;
  /** Per-scrape limit on length of labels name that will be accepted for a sample. */
  labelNameLengthLimit?: Input<number | undefined>;
  /** Per-scrape limit on length of labels value that will be accepted for a sample. */
  labelValueLengthLimit?: Input<number | undefined>;
  /** MetricRelabelConfigs to apply to samples before ingestion. */
  metricRelabelings?: Input<Input<PodMonitorMetricRelabeling>[] | undefined>;
  /** The module to use for probing specifying how to probe the target. */
  module?: Input<string | undefined>;
  /** If there are more than this many buckets in a native histogram, buckets will be merged to stay within the limit. */
  nativeHistogramBucketLimit?: Input<number | undefined>;
  /** If the growth factor of one bucket to the next is smaller than this, buckets will be merged to increase the factor sufficiently. */
  nativeHistogramMinBucketFactor?: Input<number | string | undefined>;
  /** OAuth2 for the URL. */
  oauth2?: Input<AlertmanagerConfigOauth2 | undefined>;
  /** The list of HTTP query parameters for the scrape. */
  params?: Input<Input<ProbeParam>[] | undefined>;
  /** Specification for the prober to use for probing targets. */
  prober?: Input<ProbeProber | undefined>;
  /** SampleLimit defines per-scrape limit on number of scraped samples that will be accepted. */
  sampleLimit?: Input<number | undefined>;
  /** The scrape class to apply. */
  scrapeClass?: Input<string | undefined>;
  /** Whether to scrape a classic histogram that is also exposed as a native histogram. */
  scrapeClassicHistograms?: Input<boolean | undefined>;
  /** `scrapeProtocols` defines the protocols to negotiate during a scrape. */
  scrapeProtocols?: Input<Input<"PrometheusProto" | "OpenMetricsText0.0.1" | "OpenMetricsText1.0.0" | "PrometheusText0.0.4" | "PrometheusText1.0.0">[] | undefined>;
  /** Timeout for scraping metrics from the Prometheus exporter. */
  scrapeTimeout?: Input<string | undefined>;
  /** TargetLimit defines a limit on the number of scraped targets that will be accepted. */
  targetLimit?: Input<number | undefined>;
  /** Targets defines a set of static or dynamically discovered targets to probe. */
  targets?: Input<ProbeTargets | undefined>;
  /** TLS configuration to use when scraping the endpoint. */
  tlsConfig?: Input<AlertmanagerConfigTlsConfig | undefined>;
}

export interface ProbeParam {
  /** The parameter name */
  name: Input<string>;
  /** The parameter values */
  values?: Input<Input<string>[] | undefined>;
}

export interface ProbeProber {
  /** `noProxy` is a comma-separated string that can contain IPs, CIDR notation, domain names that should be excluded from proxying. */
  noProxy?: Input<string | undefined>;
  /** Path to collect metrics from. @default "/probe" */
  path?: Input<string | undefined>;
  /** ProxyConnectHeader optionally specifies headers to send to proxies during CONNECT requests. */
  proxyConnectHeader?: Input<Record<string, Input<Input<AlertmanagerConfigApiURL>[]>> | undefined>;
  /** Whether to use the proxy configuration defined by environment variables (HTTP_PROXY, HTTPS_PROXY, and NO_PROXY). */
  proxyFromEnvironment?: Input<boolean | undefined>;
  /** `proxyURL` defines the HTTP proxy server to use. */
  proxyUrl?: Input<string | undefined>;
  /** HTTP scheme to use for scraping. */
  scheme?: Input<"http" | "https" | undefined>;
  /** Mandatory URL of the prober. */
  url: Input<string>;
}

export interface ProbeTargets {
  /** ingress defines the Ingress objects to probe and the relabeling configuration. */
  ingress?: Input<ProbeIngress | undefined>;
  /** staticConfig defines the static list of targets to probe and the relabeling configuration. */
  staticConfig?: Input<ProbeStaticConfig | undefined>;
}

export interface ProbeIngress {
  /** From which namespaces to select Ingress objects. */
  namespaceSelector?: Input<PodMonitorNamespaceSelector | undefined>;
  /** RelabelConfigs to apply to the label set of the target before it gets scraped. */
  relabelingConfigs?: Input<Input<PodMonitorMetricRelabeling>[] | undefined>;
  /** Selector to select the Ingress objects. */
  selector?: Input<meta.v1.LabelSelector | undefined>;
}

export interface ProbeStaticConfig {
  /** Labels assigned to all metrics scraped from the targets. */
  labels?: Input<Record<string, Input<string>> | undefined>;
  /** RelabelConfigs to apply to the label set of the targets before it gets scraped. */
  relabelingConfigs?: Input<Input<PodMonitorMetricRelabeling>[] | undefined>;
  /** The list of hosts to probe. */
  static?: Input<Input<string>[] | undefined>;
}

export interface PrometheusRuleSpec {
  /** Content of Prometheus rule file */
  groups?: Input<Input<PrometheusRuleGroup>[] | undefined>;
}

export interface PrometheusRuleGroup {
  /** Interval determines how often rules in the group are evaluated. */
  interval?: Input<string | undefined>;
  /** Labels to add or overwrite before storing the result for its rules. */
  labels?: Input<Record<string, Input<string>> | undefined>;
  /** Limit the number of alerts an alerting rule and series a recording rule can produce. */
  limit?: Input<number | undefined>;
  /** Name of the rule group. */
  name: Input<string>;
  /** PartialResponseStrategy is only used by ThanosRuler and will be ignored by Prometheus instances. */
  partial_response_strategy?: Input<string | undefined>;
  /** Defines the offset the rule evaluation timestamp of this particular group by the specified duration into the past. */
  query_offset?: Input<string | undefined>;
  /** List of alerting and recording rules. */
  rules?: Input<Input<PrometheusRuleRule>[] | undefined>;
}

export interface PrometheusRuleRule {
  /** Name of the alert. */
  alert?: Input<string | undefined>;
  /** Annotations to add to each alert. */
  annotations?: Input<Record<string, Input<string>> | undefined>;
  /** PromQL expression to evaluate. */
  expr: Input<number | string>;
  /** Alerts are considered firing once they have been returned for this long. */
  for?: Input<string | undefined>;
  /** KeepFiringFor defines how long an alert will continue firing after the condition that triggered it has cleared. */
  keep_firing_for?: Input<string | undefined>;
  /** Labels to add or overwrite. */
  labels?: Input<Record<string, Input<string>> | undefined>;
  /** Name of the time series to output to. */
  record?: Input<string | undefined>;
}

export interface ScrapeConfigSpec {
  /** The value of the `job` label assigned to the scraped metrics by default. */
  jobName?: Input<string | undefined>;
  /** MetricsPath HTTP path to scrape for metrics. */
  metricsPath?: Input<string | undefined>;
  /** Configures the protocol scheme used for requests. */
  scheme?: Input<"HTTP" | "HTTPS" | undefined>;
  /** ScrapeInterval is the interval between consecutive scrapes. */
  scrapeInterval?: Input<string | undefined>;
  /** ScrapeTimeout is the number of seconds to wait until a scrape request times out. */
  scrapeTimeout?: Input<string | undefined>;
  /** StaticConfigs defines a list of static targets with a common label set. */
  staticConfigs?: Input<Input<ScrapeConfigStaticConfig>[] | undefined>;
}

export interface ScrapeConfigStaticConfig {
  /** Labels assigned to all metrics scraped from the targets. */
  labels?: Input<Record<string, Input<string>> | undefined>;
  /** List of targets for this static configuration. */
  targets: Input<Input<string>[]>;
}

export interface ServiceMonitorSpec {
  /** `attachMetadata` defines additional metadata which is added to the discovered targets. */
  attachMetadata?: Input<PodMonitorAttachMetadata | undefined>;
  /** When defined, bodySizeLimit specifies a job level limit on the size of uncompressed response body that will be accepted by Prometheus. */
  bodySizeLimit?: Input<string | undefined>;
  /** Whether to convert all scraped classic histograms into a native histogram with custom buckets. */
  convertClassicHistogramsToNHCB?: Input<boolean | undefined>;
  /** List of endpoints part of this ServiceMonitor. */
  endpoints: Input<Input<ServiceMonitorEndpoint>[]>;
  /** The protocol to use if a scrape returns blank, unparseable, or otherwise invalid Content-Type. */
  fallbackScrapeProtocol?: Input<"PrometheusProto" | "OpenMetricsText0.0.1" | "OpenMetricsText1.0.0" | "PrometheusText0.0.4" | "PrometheusText1.0.0" | undefined>;
  /** `jobLabel` selects the label from the associated Kubernetes `Service` object which will be used as the `job` label for all metrics. */
  jobLabel?: Input<string | undefined>;
  /** Per-scrape limit on the number of targets dropped by relabeling that will be kept in memory. 0 means no limit. */
  keepDroppedTargets?: Input<number | undefined>;
  /** Per-scrape limit on number of labels that will be accepted for a sample. */
  labelLimit?: Input<number | undefined>;
  /** Per-scrape limit on length of labels name that will be accepted for a sample. */
  labelNameLengthLimit?: Input<number | undefined>;
  /** Per-scrape limit on length of labels value that will be accepted for a sample. */
  labelValueLengthLimit?: Input<number | undefined>;
  /** `namespaceSelector` defines in which namespace(s) Prometheus should discover the services. */
  namespaceSelector?: Input<PodMonitorNamespaceSelector | undefined>;
  /** If there are more than this many buckets in a native histogram, buckets will be merged to stay within the limit. */
  nativeHistogramBucketLimit?: Input<number | undefined>;
  /** If the growth factor of one bucket to the next is smaller than this, buckets will be merged to increase the factor sufficiently. */
  nativeHistogramMinBucketFactor?: Input<number | string | undefined>;
  /** `podTargetLabels` defines the labels which are transferred from the associated Kubernetes `Pod` object onto the ingested metrics. */
  podTargetLabels?: Input<Input<string>[] | undefined>;
  /** `sampleLimit` defines a per-scrape limit on the number of scraped samples that will be accepted. */
  sampleLimit?: Input<number | undefined>;
  /** The scrape class to apply. */
  scrapeClass?: Input<string | undefined>;
  /** Whether to scrape a classic histogram that is also exposed as a native histogram. */
  scrapeClassicHistograms?: Input<boolean | undefined>;
  /** `scrapeProtocols` defines the protocols to negotiate during a scrape. */
  scrapeProtocols?: Input<Input<"PrometheusProto" | "OpenMetricsText0.0.1" | "OpenMetricsText1.0.0" | "PrometheusText0.0.4" | "PrometheusText1.0.0">[] | undefined>;
  /** Label selector to select the Kubernetes `Endpoints` objects to scrape metrics from. */
  selector: Input<meta.v1.LabelSelector>;
  /** Mechanism used to select the endpoints to scrape. */
  selectorMechanism?: Input<"RelabelConfig" | "RoleSelector" | undefined>;
  /** `targetLabels` defines the labels which are transferred from the associated Kubernetes `Service` object onto the ingested metrics. */
  targetLabels?: Input<Input<string>[] | undefined>;
  /** `targetLimit` defines a limit on the number of scraped targets that will be accepted. */
  targetLimit?: Input<number | undefined>;
}

export interface ServiceMonitorEndpoint {
  /** `authorization` configures the Authorization header credentials to use when scraping the target. */
  authorization?: Input<AlertmanagerConfigAuthorization | undefined>;
  /** `basicAuth` configures the Basic Authentication credentials to use when scraping the target. */
  basicAuth?: Input<AlertmanagerConfigBasicAuth | undefined>;
  /** File to read bearer token for scraping the target. */
  bearerTokenFile?: Input<string | undefined>;
  /** `bearerTokenSecret` specifies a key of a Secret containing the bearer token for scraping targets. */
  bearerTokenSecret?: Input<AlertmanagerConfigApiURL | undefined>;
  /** `enableHttp2` can be used to disable HTTP2 when scraping the target. */
  enableHttp2?: Input<boolean | undefined>;
  /** When true, the pods which are not running (e.g. either in Failed or Succeeded state) are dropped during the target discovery. */
  filterRunning?: Input<boolean | undefined>;
  /** `followRedirects` defines whether the scrape requests should follow HTTP 3xx redirects. */
  followRedirects?: Input<boolean | undefined>;
  /** When true, `honorLabels` preserves the metric's labels when they collide with the target's labels. */
  honorLabels?: Input<boolean | undefined>;
  /** `honorTimestamps` controls whether Prometheus preserves the timestamps when exposed by the target. */
  honorTimestamps?: Input<boolean | undefined>;
  /** Interval at which Prometheus scrapes the metrics from the target. */
  interval?: Input<string | undefined>;
  /** `metricRelabelings` configures the relabeling rules to apply to the samples before ingestion. */
  metricRelabelings?: Input<Input<PodMonitorMetricRelabeling>[] | undefined>;
  /** `noProxy` is a comma-separated string that can contain IPs, CIDR notation, domain names that should be excluded from proxying. */
  noProxy?: Input<string | undefined>;
  /** `oauth2` configures the OAuth2 settings to use when scraping the target. */
  oauth2?: Input<AlertmanagerConfigOauth2 | undefined>;
  /** params define optional HTTP URL parameters. */
  params?: Input<Record<string, Input<Input<string>[]>> | undefined>;
  /** HTTP path from which to scrape for metrics. */
  path?: Input<string | undefined>;
  /** Name of the Service port which this endpoint refers to. */
  port?: Input<string | undefined>;
  /** ProxyConnectHeader optionally specifies headers to send to proxies during CONNECT requests. */
  proxyConnectHeader?: Input<Record<string, Input<Input<AlertmanagerConfigApiURL>[]>> | undefined>;
  /** Whether to use the proxy configuration defined by environment variables (HTTP_PROXY, HTTPS_PROXY, and NO_PROXY). */
  proxyFromEnvironment?: Input<boolean | undefined>;
  /** `proxyURL` defines the HTTP proxy server to use. */
  proxyUrl?: Input<string | undefined>;
  /** `relabelings` configures the relabeling rules to apply the target's metadata labels. */
  relabelings?: Input<Input<PodMonitorMetricRelabeling>[] | undefined>;
  /** HTTP scheme to use for scraping. */
  scheme?: Input<"http" | "https" | undefined>;
  /** Timeout after which Prometheus considers the scrape to be failed. */
  scrapeTimeout?: Input<string | undefined>;
  /** Name or number of the target port of the `Pod` object behind the Service. */
  targetPort?: Input<number | string | undefined>;
  /** TLS configuration to use when scraping the target. */
  tlsConfig?: Input<ServiceMonitorTlsConfig | undefined>;
  /** `trackTimestampsStaleness` defines whether Prometheus tracks staleness of the metrics that have an explicit timestamp present in scraped data. */
  trackTimestampsStaleness?: Input<boolean | undefined>;
}

export interface ServiceMonitorTlsConfig {
  /** Certificate authority used when verifying server certificates. */
  ca?: Input<AlertmanagerConfigCa | undefined>;
  /** Path to the CA cert in the Prometheus container to use for the targets. */
  caFile?: Input<string | undefined>;
  /** Client certificate to present when doing client-authentication. */
  cert?: Input<AlertmanagerConfigCa | undefined>;
  /** Path to the client cert file in the Prometheus container for the targets. */
  certFile?: Input<string | undefined>;
  /** Disable target certificate validation. */
  insecureSkipVerify?: Input<boolean | undefined>;
  /** Path to the client key file in the Prometheus container for the targets. */
  keyFile?: Input<string | undefined>;
  /** Secret containing the client key file for the targets. */
  keySecret?: Input<AlertmanagerConfigApiURL | undefined>;
  /** Maximum acceptable TLS version. */
  maxVersion?: Input<"TLS10" | "TLS11" | "TLS12" | "TLS13" | undefined>;
  /** Minimum acceptable TLS version. */
  minVersion?: Input<"TLS10" | "TLS11" | "TLS12" | "TLS13" | undefined>;
  /** Used to verify the hostname for the targets. */
  serverName?: Input<string | undefined>;
}
