/** Name of the function that the collector calls for each record. */
export const maskFunction = "mask";

/** What personal data looks like in a text, as Lua patterns, and what is left of it (CAP-066). The order counts. */
const texts: readonly (readonly [pattern: string, left: string])[] = [
  ["[Bb][Ee][Aa][Rr][Ee][Rr]%s+[%w%-%._~%+/]+=*", "Bearer [token]"],
  ["([Aa]uthorization:%s*)[Bb]asic%s+[%w%+/]+=*", "%1Basic [token]"],
  ["eyJ[%w%-_]+%.[%w%-_]+%.[%w%-_]*", "[token]"],
  // The user's part of an address with a password.
  ["(%w+://)[^%s/@:]+:[^%s/@]+@", "%1[credential]@"],
  ["[%w%.%%%+%-_]+@[%w%-]+%.[%w%.%-]*%w", "[email]"],
  ["%f[%w]%d%d?%d?%.%d%d?%d?%.%d%d?%d?%.%d%d?%d?%f[^%w]", "[ip]"],
];

/**
 * Lua that masks personal data in every text of a record, at any depth: e-mail addresses, IP addresses, and tokens, whether they show by
 * their form (a bearer token, a JSON web token) or by the name of their field. What says where a record is from stays as it is. A record that
 * cannot be masked loses its content: nothing leaves the node unread. It also says which records are audit events: those whose `log_type` is
 * `audit`, or whose logger has "audit" in its name.
 *
 * @param fields Names of fields in lower case, with `_` between words.
 */
export function maskScript(fields: readonly string[]): string {
  const masked = fields.map((field) => `  [${JSON.stringify(field)}] = true,`).join("\n");
  const replaced = texts.map(([pattern, left]) => `  text = text:gsub("${pattern}", "${left}")`).join("\n");
  return `local masked_fields = {
${masked}
}

local function mask_text(text)
${replaced}
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
  local result = {}
  for key, entry in pairs(value) do
    if type(key) == "string" and masked_fields[(key:lower():gsub("%-", "_"))] then
      result[key] = "[masked]"
    else
      result[key] = mask_value(entry)
    end
  end
  return result
end

local function is_audit(record)
  if record.log_type == "audit" then return true end
  local logger = record.logger or record.logger_name
  return type(logger) == "string" and logger:lower():find("audit", 1, true) ~= nil
end

local function mask_record(record)
  local source = record.kubernetes
  record.kubernetes = nil
  local result = mask_value(record)
  result.kubernetes = source
  if is_audit(result) then result.log_type = "audit" end
  return result
end

function ${maskFunction}(tag, timestamp, record)
  local source = record.kubernetes
  local ok, result = pcall(mask_record, record)
  if not ok then result = { kubernetes = source, log = "[not readable by the mask]" } end
  return 2, timestamp, result
end
`;
}
