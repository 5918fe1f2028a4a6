import { isJsonObject, type JsonObject } from '../../../../domain/approvals/canonical-json.js'
import { visibleText } from '../../../../domain/approvals/visible-text.js'
import type { ReportEvent } from '../../../../domain/attention/hook.js'
import type { GateWeakness, SettingsOwner } from '../../../../domain/hooks/installation.js'
import { judgeVariable, type VariableJudgement } from '../../../../domain/hooks/settings-variables.js'
import { parseJson } from '../../../../infrastructure/codec/parse-json.js'

/** Settings by which the CLI runs a program by itself, without a tool call (2.1.197, 2.1.332). */
const PROGRAMS = [
  'apiKeyHelper',
  'awsAuthRefresh',
  'awsCredentialExport',
  'fileSuggestion',
  'gcpAuthRefresh',
  'otelHeadersHelper',
  'proxyAuthHelper',
  'statusLine',
  'subagentStatusLine',
]
/** Settings that add programs of plugins and MCP servers; calls of their tools pass the gate. */
const ADDITIONS = ['enabledPlugins', 'extraKnownMarketplaces', 'enableAllProjectMcpServers', 'enabledMcpjsonServers']
/** Settings that can keep hooks over HTTP from the hub; the gate of strict sessions is a command. */
const HTTP_LIMITS = ['allowedHttpHookUrls', 'httpHookAllowedEnvVars']

/**
 * Weaknesses in the text of a settings file (measured with 2.1.197 and 2.1.332). Text that is not a JSON object is one as well. The
 * environment of the person's own file is that of the session, so that only names which take the gate weaken there.
 */
export function weaknessesIn(file: string, text: string, owner: SettingsOwner): ReadonlyArray<GateWeakness> {
  const settings = parseJson(text)
  if (!isJsonObject(settings)) return text.trim() === '' ? [] : [weakens(file, 'it is no JSON object')]
  const { disableAllHooks, allowManagedHooksOnly, permissions } = settings
  return [
    ...(disableAllHooks === true ? [weakens(file, '"disableAllHooks" is true: no hook runs')] : []),
    ...(allowManagedHooksOnly === true
      ? [weakens(file, '"allowManagedHooksOnly" is true: only managed hooks run')]
      : []),
    ...variablesIn(file, settings, owner),
    ...hooksIn(file, settings, owner),
    ...(owner === 'project' ? additionsIn(file, settings) : []),
    ...lastingAllowsIn(file, permissions),
  ]
}

function variablesIn(file: string, { env }: JsonObject, owner: SettingsOwner): ReadonlyArray<GateWeakness> {
  const names = isJsonObject(env) ? Object.keys(env) : []
  const judged = (...wanted: ReadonlyArray<VariableJudgement>): ReadonlyArray<string> =>
    names.filter((name) => wanted.includes(judgeVariable(name)))
  const weakening = owner === 'project' ? judged('takes', 'may-take') : judged('takes')
  const unjudged = owner === 'project' ? judged('unjudged') : []
  const rest = weakening.length - MAX_WEAKENING
  return [
    ...weakening.slice(0, MAX_WEAKENING).map((name) => weakens(file, `"env" sets ${nameText(name)} for hooks`)),
    ...(rest > 0 ? [weakens(file, `"env" sets ${String(rest)} more such variables for hooks`)] : []),
    ...(unjudged.length > 0 ? [notice(file, `"env" sets variables that are not judged: ${named(unjudged)}`)] : []),
  ]
}

const DECIDING: ReadonlySet<string> = new Set<ReportEvent>(['PreToolUse', 'PermissionRequest'])

function hooksIn(file: string, { hooks }: JsonObject, owner: SettingsOwner): ReadonlyArray<GateWeakness> {
  const events = isJsonObject(hooks) ? Object.entries(hooks) : []
  const others = events
    .filter(([, entries]) => Array.isArray(entries) && entries.some((entry) => !isOurs(entry)))
    .map(([event]) => event)
  const decides = (event: string): boolean => DECIDING.has(event)
  const deciding = others.filter(decides)
  const reporting = owner === 'project' ? others.filter((event) => !decides(event)) : []
  return [
    ...(deciding.length > 0
      ? [notice(file, 'other hooks decide about tools too: the one that answers last decides which input runs')]
      : []),
    ...(reporting.length > 0 ? [notice(file, `hooks run programs without a question: ${named(reporting)}`)] : []),
  ]
}

function additionsIn(file: string, settings: JsonObject): ReadonlyArray<GateWeakness> {
  const set = (keys: ReadonlyArray<string>): ReadonlyArray<string> => keys.filter((key) => Object.hasOwn(settings, key))
  const [programs, additions, limits] = [set(PROGRAMS), set(ADDITIONS), set(HTTP_LIMITS)]
  return [
    ...(programs.length > 0 ? [notice(file, `it runs programs without a question: ${programs.join(', ')}`)] : []),
    ...(additions.length > 0 ? [notice(file, `it adds plugins or MCP servers: ${additions.join(', ')}`)] : []),
    ...(limits.length > 0 ? [notice(file, `it can keep reports from the hub: ${limits.join(', ')}`)] : []),
  ]
}

/** Entries that a notice names. */
const MAX_NAMED = 5
/** Variables each of which is a separate weakness, with an alarm. A settings file has up to 1 MiB. */
const MAX_WEAKENING = 20
/** Characters. */
const MAX_NAME = 100

const nameText = (name: string): string => visibleText(name.slice(0, MAX_NAME)) + (name.length > MAX_NAME ? '…' : '')

function named(all: ReadonlyArray<string>): string {
  const more = all.length > MAX_NAMED ? ` and ${String(all.length - MAX_NAMED)} more` : ''
  return visibleText(all.slice(0, MAX_NAMED).join(', ')) + more
}

/**
 * Calls that Claude Code runs without a question, such as those of its "don't ask again": 2.1.197 stores them in the folder of
 * the session, 2.1.332 in the main checkout of its repository.
 */
function lastingAllowsIn(file: string, permissions: unknown): ReadonlyArray<GateWeakness> {
  const allow = isJsonObject(permissions) ? permissions['allow'] : undefined
  const rules = Array.isArray(allow) ? allow.filter((rule) => typeof rule === 'string') : []
  if (rules.length === 0) return []
  return [notice(file, `"permissions.allow" runs without a question, in every later session too: ${named(rules)}`)]
}

const weakens = (file: string, what: string): GateWeakness => ({ file, what, severity: 'weakens' })
const notice = (file: string, what: string): GateWeakness => ({ file, what, severity: 'notice' })

const isOurs = (entry: unknown): boolean =>
  isJsonObject(entry) && (entry['_owner'] === 'penates' || JSON.stringify(entry).includes('/api/hooks/'))
