/** Names of settings whose value is a credential: `REDIS_PASSWORD`, `api-key`, `AWS_SECRET_ACCESS_KEY`. */
const credentialName =
  /(^|[_.-])(pass|passwd|password|passphrase|pwd|secret|token|credentials?|((api|access|secret|private|signing|encryption|master|auth|account|shared)[_.-]?key))$/i;

/** Values that are credentials whatever they are called. */
const credentialValues: readonly (readonly [description: string, pattern: RegExp])[] = [
  // `$(NAME)` and `${NAME}` are filled in at run time from a variable that has its own rule
  ["an address with a password in it", /\b[a-z][a-z0-9+.-]*:\/\/[^\s/@:]*:(?!\$[({])[^\s/@]+@/i],
  ["a private key", /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
  ["an AWS access key id", /\b(AKIA|ASIA)[A-Z0-9]{16}\b/],
  ["a password of redis", /^\s*(requirepass|masterauth)\s+(?!\$[({])\S+/m],
  ["a password of a login module", /\bpassword\s*=\s*"(?!\$[({])[^"]+"/i],
];

/** Options of command lines whose value is a credential; a value from a variable or a file is none. */
const credentialOption =
  /(^|\s)--?(requirepass|masterauth|pass|password|passwd|token|secret|api-key|access-key|secret-key)([= ]|$)/i;

/** The defaults that installers, examples and tutorials leave behind. */
const knownDefaults = new Set(
  [
    "admin, administrator, changeit, changeme, change-me, change_me, changethis, default, demo, dev, development, dummy",
    "example, foobar, guest, letmein, minioadmin, mongo, mysql, none, null, onboarding, pass, passw0rd, password",
    "password1, password123, postgres, qwerty, rabbitmq, redis, root, secret, secret-key, secretkey, supersecret, test",
    "todo, token, toor, user, welcome, your-secret-key, your_secret_key, yourpassword, your-password, xxx, 123456",
    "12345678, dev-secret-key, dev_secret_key, dev-secret-key-change-in-production, your-secret-key-here",
  ].flatMap((line) => line.split(", ")),
);

/** Whether a setting of this name holds a credential: `DB_PASSWORD` does, `DB_PASSWORD_FILE` and `TOKEN_TTL` do not. */
export function namesCredential(name: string): boolean {
  return credentialName.test(name);
}

/** What credential a value contains, in words that do not repeat it; undefined where it contains none. */
export function credentialIn(value: string): string | undefined {
  return credentialValues.find(([, pattern]) => pattern.test(value))?.[0];
}

/** Whether a command line gives a credential as a literal, with the option's value in the same or the next word. */
export function literalOption(words: readonly string[], index: number): boolean {
  const word = words[index] ?? "";
  const option = credentialOption.exec(word);
  if (!option) return false;
  const inline = word.slice(option.index + option[0].length).trim();
  const value = inline === "" ? (words[index + 1] ?? "") : inline;
  return value !== "" && !/^(["']?\$[({A-Za-z]|[-/])/.test(value);
}

/** Whether a value is written out, rather than taken from a variable at run time or a switch that is on or off. */
export function isLiteral(value: string): boolean {
  return !/^(\$\([A-Za-z_]\w*\)|true|false)$/.test(value);
}

/** What is wrong with a credential's value: nothing there, a known default, too short. Never repeats the value. */
export function weakness(value: string, minimumBytes: number): string | undefined {
  const bytes = Buffer.byteLength(value);
  if (value.trim() === "") return "an empty value";
  if (knownDefaults.has(value.trim().toLowerCase())) return "a well-known default";
  return bytes < minimumBytes ? `${bytes} bytes` : undefined;
}
