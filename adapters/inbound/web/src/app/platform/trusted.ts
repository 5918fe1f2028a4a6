/** Trusted Types policy for script URLs. Source: W3C, Trusted Types. */
interface ScriptPolicy {
  readonly createScriptURL: (address: string) => unknown
}

interface Policies {
  readonly createPolicy: (
    name: string,
    rules: { readonly createScriptURL: (address: string) => string },
  ) => ScriptPolicy
}

/** Policy name. The hub's Content-Security-Policy header contains it. */
const POLICY = 'penates'

let policy: ScriptPolicy | null | undefined

/**
 * Script URL of this build, for `new Worker` and `register` under `require-trusted-types-for`. Throws for other
 * origins. Browsers without Trusted Types get the string itself.
 */
export function scriptAddress(path: string): string {
  const { trustedTypes } = globalThis as { readonly trustedTypes?: Policies }
  policy ??= trustedTypes?.createPolicy(POLICY, { createScriptURL: ownScript }) ?? null
  // The DOM library declares a string here. The browser passes the object on unchanged.
  return (policy?.createScriptURL(path) ?? ownScript(path)) as string
}

function ownScript(path: string): string {
  const { origin } = globalThis.location
  if (new URL(path, origin).origin !== origin) throw new TypeError(`no script of this hub: ${path}`)
  return path
}
