import type { AnyRule, RulesOfAll } from './port-rule.js'
import { PORT_RULES } from './port-rules.js'
import type { HubTools } from './tools.js'

/** Member of a port whose type is not known. */
export type Call = (...args: ReadonlyArray<unknown>) => unknown

/** Replaces a member by one of the same form. A port that is one function has the member `call`. */
export type ChangeMember = (call: Call, rule: AnyRule, name: { readonly port: string; readonly member: string }) => Call

/** The same tools with each member of each port changed, by its rule. Ports without rules stay as they are. */
export function mapPorts(tools: HubTools, change: ChangeMember): HubTools {
  const changed = Object.entries(PORT_RULES as RulesOfAll).map(([name, rules]) => [
    name,
    mapTool(name, tools[name as keyof HubTools], rules, change),
  ])
  return { ...tools, ...(Object.fromEntries(changed) as Partial<HubTools>) }
}

/** A port, a list of ports, a port that is one function, or a port that is not there. */
function mapTool(port: string, tool: unknown, rules: RulesOfAll[string], change: ChangeMember): unknown {
  if (Array.isArray(tool)) return tool.map((one: unknown) => mapTool(port, one, rules, change))
  if (tool === null) return null
  if (isRule(rules)) return change(tool as Call, rules, { port, member: 'call' })
  return mapMembers(port, tool as object, rules, change)
}

/** The port with its members changed; everything else of it stays as it is, also of a class. */
function mapMembers(
  port: string,
  tool: object,
  rules: Readonly<Record<string, AnyRule>>,
  change: ChangeMember,
): object {
  const held = tool as Record<string, Call>
  const members = Object.entries(rules).map(([member, rule]) => [
    member,
    change((...args) => held[member]?.(...args), rule, { port, member }),
  ])
  const values = namesOf(tool)
    .filter((name) => !(name in rules))
    .map((name) => [name, { enumerable: true, get: () => held[name] }])
  return Object.defineProperties(
    Object.fromEntries(members) as object,
    Object.fromEntries(values) as PropertyDescriptorMap,
  )
}

/** Names of the members of an object, of its class too. */
function namesOf(tool: object): ReadonlyArray<string> {
  const names = new Set<string>()
  for (
    let at: object | null = tool;
    at !== null && at !== Object.prototype;
    at = Object.getPrototypeOf(at) as object | null
  )
    for (const name of Object.getOwnPropertyNames(at)) if (name !== 'constructor') names.add(name)
  return [...names]
}

const isRule = (rules: RulesOfAll[string]): rules is AnyRule => typeof rules['kind'] === 'string'
