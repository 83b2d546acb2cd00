/** Where the collector sends what it reads. */
export interface LogDestination {
  readonly host: string;
  readonly port: number;
  /** File with the certificate of the authority that the destination's is checked against. */
  readonly authorityFile: string;
}

/** Parts of a collector's configuration, as its chart takes them. */
export interface FluentBitConfig {
  readonly [part: string]: string;
  readonly service: string;
  readonly inputs: string;
  readonly filters: string;
  readonly outputs: string;
  readonly customParsers: string;
}

/**
 * The collector's pipeline: lines of the container runtime (CRI), JSON in them where they are JSON, the pod's names and labels, personal data
 * masked before anything leaves the node (CAP-066), and a data stream per namespace, in which the store keeps days apart (FTE-043).
 */
export function fluentBitConfig({ host, port, authorityFile }: LogDestination): FluentBitConfig {
  return {
    service: section("SERVICE", {
      Daemon: "Off",
      Flush: 5,
      Log_Level: "info",
      Parsers_File: "/fluent-bit/etc/parsers.conf",
      HTTP_Server: "On",
      HTTP_Listen: "0.0.0.0",
      HTTP_Port: 2020,
      Health_Check: "On",
      // What cannot be sent waits on the node's disk, up to a bound.
      "storage.path": "/var/lib/fluent-bit/buffer",
      "storage.backlog.mem_limit": "16M",
    }),
    inputs: section("INPUT", {
      Name: "tail",
      Path: "/var/log/containers/*.log",
      // Its own lines would feed themselves.
      Exclude_Path: "/var/log/containers/fluent-bit-*.log",
      "multiline.parser": "cri",
      Tag: "kube.*",
      DB: "/var/lib/fluent-bit/position.db",
      Mem_Buf_Limit: "32M",
      Skip_Long_Lines: "On",
      "storage.type": "filesystem",
    }),
    filters: [
      section("FILTER", {
        Name: "kubernetes",
        Match: "kube.*",
        Merge_Log: "On",
        // A line that is no JSON stays as it is.
        Keep_Log: "Off",
        "K8S-Logging.Parser": "Off",
        "K8S-Logging.Exclude": "Off",
        Annotations: "Off",
      }),
      section("FILTER", { Name: "lua", Match: "kube.*", script: "/fluent-bit/scripts/mask.lua", call: "mask" }),
    ].join("\n"),
    outputs: section("OUTPUT", {
      Name: "es",
      Match: "kube.*",
      Host: host,
      Port: port,
      HTTP_User: "${LOG_USER}",
      HTTP_Passwd: "${LOG_PASSWORD}",
      tls: "On",
      "tls.verify": "On",
      "tls.ca_file": authorityFile,
      // A data stream takes new documents alone, and names no type.
      Write_Operation: "create",
      Suppress_Type_Name: "On",
      Logstash_Format: "Off",
      Index: "logs-kubernetes-default",
      Replace_Dots: "On",
      Retry_Limit: 10,
      "storage.total_limit_size": "2G",
    }),
    customParsers: section("PARSER", {
      Name: "json-time",
      Format: "json",
      Time_Key: "time",
      Time_Format: "%Y-%m-%dT%H:%M:%S.%LZ",
    }),
  };
}

function section(name: string, settings: Readonly<Record<string, string | number>>): string {
  const lines = Object.entries(settings).map(([key, value]) => `    ${key} ${value}`);
  return `[${name}]\n${lines.join("\n")}\n`;
}

/**
 * Masks personal data in every text of a record, at any depth (CAP-066): e-mail addresses, IP addresses, and tokens, whether they show by
 * their form (a bearer token, a JSON web token) or by the name of their field. What says where a record is from stays as it is.
 */
export const maskScript = `local secret_fields = {
  password = true, passwd = true, secret = true, token = true, access_token = true, refresh_token = true,
  id_token = true, api_key = true, apikey = true, authorization = true, cookie = true, session = true, session_id = true,
}

local function mask_text(text)
  text = text:gsub("[Bb][Ee][Aa][Rr][Ee][Rr]%s+[%w%-%._~%+/]+=*", "Bearer [token]")
  text = text:gsub("eyJ[%w%-_]+%.[%w%-_]+%.[%w%-_]*", "[token]")
  text = text:gsub("[%w%.%%%+%-_]+@[%w%-]+%.[%w%.%-]*%w", "[email]")
  text = text:gsub("%f[%w]%d%d?%d?%.%d%d?%d?%.%d%d?%d?%.%d%d?%d?%f[^%w]", "[ip]")
  text = text:gsub("%f[%x:]%x%x?%x?%x?:[%x:]*:[%x:]*%x%f[^%x:]", function(address)
    local groups = select(2, address:gsub(":", ""))
    -- A time has two colons, and an address with as few of them has a double one.
    if groups > 2 or address:find("::", 1, true) then return "[ip]" end
    return address
  end)
  return text
end

local function mask_value(value)
  if type(value) == "string" then return mask_text(value) end
  if type(value) ~= "table" then return value end
  local masked = {}
  for key, entry in pairs(value) do
    if type(key) == "string" and secret_fields[key:lower():gsub("%-", "_")] then
      masked[key] = "[masked]"
    else
      masked[key] = mask_value(entry)
    end
  end
  return masked
end

function mask(tag, timestamp, record)
  local masked = {}
  for key, value in pairs(record) do
    if key == "kubernetes" then
      masked[key] = value
    elseif type(key) == "string" and secret_fields[key:lower():gsub("%-", "_")] then
      masked[key] = "[masked]"
    else
      masked[key] = mask_value(value)
    end
  end
  return 2, timestamp, masked
end
`;
