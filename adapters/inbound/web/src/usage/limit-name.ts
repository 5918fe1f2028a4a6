import type { usageEn } from '../app/texts/usage.en.js'
import type { LimitAccount } from './usage.js'

type WindowTexts = Pick<typeof usageEn, 'hourWindow' | 'dayWindow'>

const LENGTH = /^(\d+)([hd])$/

/** Vendor's name for people: the first word of the agent's id. */
const agentName = (agent: string): string => {
  const word = agent.split('-', 1)[0] ?? agent
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`
}

function windowName(label: string, { hourWindow, dayWindow }: WindowTexts): string {
  const [, count, unit] = LENGTH.exec(label) ?? []
  if (count === undefined) return label
  return unit === 'h' ? hourWindow(Number(count)) : dayWindow(Number(count))
}

/** Name of a limit for people: `Claude · 5-hour window`. */
export function limitName(
  { agent, accountLabel }: Pick<LimitAccount, 'agent' | 'accountLabel'>,
  { label }: Pick<LimitAccount['windows'][number], 'label'>,
  texts: WindowTexts,
): string {
  const vendor = agentName(agent)
  const account = accountLabel === null || accountLabel === vendor ? vendor : `${vendor} (${accountLabel})`
  return label ? `${account} · ${windowName(label, texts)}` : account
}
