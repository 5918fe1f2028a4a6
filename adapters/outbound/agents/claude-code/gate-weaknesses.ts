import { isJsonObject } from '../../../../domain/approvals/canonical-json.js'
import { visibleText } from '../../../../domain/approvals/visible-text.js'
import type { GateWeakness } from '../../../../domain/hooks/installation.js'
import { parseJson } from '../../../../infrastructure/codec/parse-json.js'

/** Variables that change the behaviour or the identity of a hook's program. */
const TELLING = /^(PENATES_\w*|LD_\w*|DYLD_\w*|BASH_ENV|ENV|SHELL|CLAUDE_CONFIG_DIR|CLAUDE_CODE_SIMPLE|CLAUDE_JOB_DIR)$/

/** Weaknesses in the text of a settings file (measured with 2.1.197 and 2.1.332). Text that is not a JSON object is one as well. */
export function weaknessesIn(file: string, text: string): ReadonlyArray<GateWeakness> {
  const settings = parseJson(text)
  if (!isJsonObject(settings)) return text.trim() === '' ? [] : [weakens(file, 'it is no JSON object')]
  const { disableAllHooks, env, hooks, allowManagedHooksOnly, permissions } = settings
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
    ...lastingAllowsIn(file, permissions),
  ]
}

/** Rules that a notice names. */
const MAX_NAMED = 5

/**
 * Calls that Claude Code runs without a question, such as those of its "don't ask again": 2.1.197 stores them in the folder of
 * the session, 2.1.332 in the main checkout of its repository.
 */
function lastingAllowsIn(file: string, permissions: unknown): ReadonlyArray<GateWeakness> {
  const allow = isJsonObject(permissions) ? permissions['allow'] : undefined
  const rules = Array.isArray(allow) ? allow.filter((rule) => typeof rule === 'string') : []
  if (rules.length === 0) return []
  const named = visibleText(rules.slice(0, MAX_NAMED).join(', '))
  const more = rules.length > MAX_NAMED ? ` and ${String(rules.length - MAX_NAMED)} more` : ''
  return [notice(file, `"permissions.allow" runs without a question, in every later session too: ${named}${more}`)]
}

const weakens = (file: string, what: string): GateWeakness => ({ file, what, severity: 'weakens' })
const notice = (file: string, what: string): GateWeakness => ({ file, what, severity: 'notice' })

const isOurs = (entry: unknown): boolean =>
  isJsonObject(entry) && (entry['_owner'] === 'penates' || JSON.stringify(entry).includes('/api/hooks/'))
