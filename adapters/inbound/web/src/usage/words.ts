import { messages } from '../i18n/messages.js'
import { REST } from './model-colour.js'

const language = (): string => document.documentElement.lang || 'en'

/** US dollars: `$12.30`. Amounts below a cent are shown as such. */
export function usd(amount: number): string {
  if (amount > 0 && amount < 0.01) return `<${money(0.01)}`
  return money(amount)
}

const money = (amount: number): string =>
  new Intl.NumberFormat(language(), { style: 'currency', currency: 'USD', currencyDisplay: 'narrowSymbol' }).format(
    amount,
  )

/** Percentage: `93.7 %`. */
export const percent = (value: number): string =>
  `${new Intl.NumberFormat(language(), { maximumFractionDigits: 1 }).format(value)} %`

/** Abbreviated number: `1.2M`. */
export const compact = (count: number): string =>
  new Intl.NumberFormat(language(), { notation: 'compact', maximumFractionDigits: 1 }).format(count)

/** Integer with separators: `1,234,567`. */
export const whole = (count: number): string => new Intl.NumberFormat(language()).format(count)

/** Short date of the hub's ISO date: `24 Nov`. */
export const dayWords = (date: string, style: 'short' | 'long' = 'short'): string =>
  new Intl.DateTimeFormat(language(), {
    timeZone: 'UTC',
    day: 'numeric',
    month: 'short',
    ...(style === 'long' ? { weekday: 'short' } : {}),
  }).format(new Date(`${date}T00:00:00Z`))

/** Name of the month of an ISO date: `Nov`. */
export const monthWords = (date: string): string =>
  new Intl.DateTimeFormat(language(), { timeZone: 'UTC', month: 'short' }).format(new Date(`${date}T00:00:00Z`))

/** Name of a weekday; 0 is Monday. */
export const weekdayWords = (day: number): string =>
  new Intl.DateTimeFormat(language(), { timeZone: 'UTC', weekday: 'short' }).format(
    new Date(Date.UTC(2024, 0, 1 + day)),
  )

/** Display name of a model. */
export function modelWords(model: string): string {
  if (model === REST) return messages.value.otherModels
  return model === '' ? messages.value.unknownModel : model
}
