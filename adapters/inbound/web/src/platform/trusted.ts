/** A policy that makes addresses of scripts trusted. W3C, Trusted Types. */
interface ScriptPolicy {
  readonly createScriptURL: (address: string) => unknown
}

interface Policies {
  readonly createPolicy: (
    name: string,
    rules: { readonly createScriptURL: (address: string) => string },
  ) => ScriptPolicy
}

/** As in the hub's policy header. */
const POLICY = 'penates'

let policy: ScriptPolicy | null | undefined

/**
 * Address of a script of this build, as `new Worker` and `register` take it under `require-trusted-types-for`; throws for one of another
 * origin. Browsers without Trusted Types get the text itself.
 */
export function scriptAddress(path: string): string {
  const { trustedTypes } = globalThis as { readonly trustedTypes?: Policies }
  policy ??= trustedTypes?.createPolicy(POLICY, { createScriptURL: ownScript }) ?? null
  // The type of the DOM library is text; what is given through is not looked at again.
  return (policy?.createScriptURL(path) ?? ownScript(path)) as string
}

function ownScript(path: string): string {
  const { origin } = globalThis.location
  if (new URL(path, origin).origin !== origin) throw new TypeError(`no script of this hub: ${path}`)
  return path
}
