import { isJsonObject } from '../../../../domain/approvals/canonical-json.js'
import type { GateWeakness } from '../../../../domain/hooks/installation.js'
import { parseJson } from '../../../../infrastructure/codec/parse-json.js'

/** Variables that change the behaviour or the identity of a hook's program. */
const TELLING = /^(PENATES_\w*|LD_\w*|DYLD_\w*|BASH_ENV|ENV|SHELL|CLAUDE_CONFIG_DIR|CLAUDE_CODE_SIMPLE)$/

/** Weaknesses in the text of a settings file (measured with 2.1.197 and 2.1.332). Text that is not a JSON object is one as well. */
export function weaknessesIn(file: string, text: string): ReadonlyArray<GateWeakness> {
  const settings = parseJson(text)
  if (!isJsonObject(settings)) return text.trim() === '' ? [] : [weakens(file, 'it is no JSON object')]
  const { disableAllHooks, env, hooks, allowManagedHooksOnly } = settings
  const variables = isJsonObject(env) ? Object.keys(env).filter((name) => TELLING.test(name)) : []
  const others = isJsonObject(hooks) ? [hooks['PreToolUse'], hooks['PermissionRequest']] : []
  const hasOthers = others.some((entries) => Array.isArray(entries) && entries.some((entry) => !isOurs(entry)))
  return [
    ...(disableAllHooks === true ? [weakens(file, '"disableAllHooks" is true: no hook runs')] : []),
    ...(allowManagedHooksOnly === true
      ? [weakens(file, '"allowManagedHooksOnly" is true: only managed hooks run')]
      : []),
    ...variables.map((name) => weakens(file, `"env" sets ${name} for hooks`)),
    ...(hasOthers
      ? [notice(file, 'other hooks decide about tools too: the one that answers last decides which input runs')]
      : []),
  ]
}

const weakens = (file: string, what: string): GateWeakness => ({ file, what, severity: 'weakens' })
const notice = (file: string, what: string): GateWeakness => ({ file, what, severity: 'notice' })

const isOurs = (entry: unknown): boolean =>
  isJsonObject(entry) && (entry['_owner'] === 'penates' || JSON.stringify(entry).includes('/api/hooks/'))
